"""A small company with goals: two objectives, five key results of several kinds, a CSV extract, check-ins, notes."""

from pathlib import Path

FILES = {
    "company.yaml": """
        name: Example Ltd
        timezone: Asia/Kolkata
        data_from: 2026-04
        departments: {success: Customer success, sales: Sales}
    """,
    "sources.yaml": """
        extracts:
          accounts:
            file: data/accounts.csv
            period: {column: day}
            columns: {lost: number, total: number, size: number}
    """,
    "kpis/success.yaml": """
        - id: success/churn
          name: Gross churn
          department: success
          owner: E001
          formula: SUM(lost) * 100 / SUM(total)
          extract: accounts
          cadence: monthly
          unit: "%"
          direction: lower
          targets:
            - {from: 2026-04, op: "<=", value: 2.0, set_on: 2026-03-20}
        - id: success/discount
          name: Discount depth
          department: success
          owner: E001
          formula: AVG(size)
          extract: accounts
          cadence: monthly
          direction: lower
          targets:
            - {from: 2026-04, op: "<=", value: 30, set_on: 2026-03-20}
    """,
    "okrs/2026-Q2/company.yaml": """
        - id: q2/o1
          objective: Know our customers
          owner: E001
          level: company
          key_results:
            - id: q2/o1/kr1
              title: Lost accounts from 9 to 3
              extract: accounts
              formula: SUM(lost)
              baseline: 9
              target: 3
    """,
    "okrs/2026-Q3/company.yaml": """
        - id: q3/o1
          objective: Stop the leaky bucket
          owner: E001
          level: company
          key_results:
            - id: q3/o1/kr1
              title: Gross churn from 3 % to 2 %
              kpi: success/churn
              baseline: 3
              target: 2
              counterweight: success/discount
              written_on: 2026-07-01
            - id: q3/o1/kr2
              title: Reports shipped
              milestones: [{title: First, done_on: 2026-07-20}, {title: Second}]
            - {id: q3/o1/kr3, title: Small deals stay small, kpi: success/discount, at: {at_most: 30}}
        - id: q3/o2
          objective: Sell to larger customers
          owner: E002
          department: sales
          supports: q3/o1
          key_results:
            - {id: q3/o2/kr1, title: Large deals, extract: accounts, formula: COUNT(*), filter: size >= 40, of: 4}
            - {id: q3/o2/kr2, title: References from 2 to 8, baseline: 2, target: 8}
    """,
    "data/accounts.csv": """
        day,lost,total,size
        2026-04-10,3,100,20
        2026-05-10,3,100,20
        2026-06-10,3,100,20
        2026-07-10,3,100,20
        2026-07-11,0,0,40
        2026-08-10,2,100,25
        2026-08-20,0,0,45
        2026-09-10,2.3,100,28
        2026-10-02,9,100,90
    """,
    "people.csv": """
        id,name,role,department,from
        E001,Asha Iyer,Lead,success,2024-01-01
        E002,Ravi Menon,Lead,sales,2024-01-01
    """,
    "check_ins.csv": """
        key_result_id,on,author_id,confidence,value,note
        q3/o1/kr1,2026-07-08,E001,on_track,3,Onboarding works
        q3/o1/kr1,2026-08-12,E001,at_risk,2.5,Two large accounts waver
        q3/o2/kr2,2026-07-15,E002,on_track,3,
    """,
    "actuals.csv": """
        key_result_id,on,actual,for
        q3/o2/kr2,2026-08-31,4,
        q3/o2/kr2,2026-10-05,5,2026-09-30
    """,
    "changes.csv": """
        id,field,on,by,old,new,cause,reason
        q3/o2/kr2,target,2026-08-01,E002,10,8,market,Two customers closed
    """,
    "retro_notes.csv": """
        id,cycle,on,author_id,employee_id,decision,cause,took_on,moved,learned,collaboration
        q3/o1/kr1,2026-Q3,2026-10-02,E001,,carry_forward,resources,,,Start with onboarding,
    """,
}


def write_okr_company(folder: Path) -> None:
    """Write every file."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line.removeprefix(" " * 8) for line in text.strip("\n").rstrip().splitlines()]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
