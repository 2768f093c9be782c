"""A company of seven whose appraisal figures can be counted by hand: who resolved how many tickets in which month."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import dedent

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
# A2 works half time, A3 joins on 1 April, A4 left in December 2025, A5 has no role, A6 nobody wrote about.
RESOLVED = {
    "A1": (20, 20, 20, 10, 20, 20),
    "A2": (10, 10, 10, 10, 10, 10),
    "A3": (0, 0, 0, 20, 20, 5),
    "A5": (3, 3, 3, 3, 3, 3),
}
# Hours to resolve, the same for all of a month's tickets of a person.
HOURS = {"A1": 3, "A2": 5, "A3": 3, "A5": 3}
PEOPLE = """\
id,name,email,role,team,department,manager_id,from,to,status,fte
A1,Ada Example,ada@example.test,agent,tier1,support,M1,2025-01-01,,active,
A2,Björn Example,bjorn@example.test,agent,tier1,support,M1,2025-01-01,,active,0.5
A3,Chitra O'Example,chitra@example.test,agent,tier1,support,M1,2026-04-01,,active,
A4,Dora Example,dora@example.test,agent,tier1,support,M1,2025-01-01,2025-12-31,active,
A5,Emil <b>Example</b>,emil@example.test,,tier1,support,M1,2025-01-01,,active,
A6,फातिमा Example,fatima@example.test,agent,tier1,support,,2025-01-01,,active,
M1,Mona Example,mona@example.test,lead,tier1,support,,2025-01-01,,active,
"""
FILES = {
    "company.yaml": """\
        name: Example Ltd
        timezone: Asia/Kolkata
        data_from: 2026-01
        departments: {support: Support}
        teams: {tier1: {name: Tier 1, department: support}}
        fanout: serial
        linkage_policy: {text: policy/linkage.md, written_on: 2025-12-01}
        """,
    "policy/linkage.md": "Evidence is read by the reviewer; no figure decides alone.\n",
    "sources.yaml": """\
        extracts:
          tickets:
            file: data/tickets.csv
            period: {column: resolved_on}
            columns: {agent_id: text, hours: number}
        """,
    "kpis/support.yaml": """\
        - id: support/resolved
          name: Tickets resolved
          department: support
          owner: M1
          formula: COUNT(*)
          extract: tickets
          person_column: agent_id
          unit: tickets
          direction: higher
          targets:
            - {from: 2026-01, op: ">=", value: 20, set_on: 2025-12-15}
        - id: support/hours
          name: Hours to resolve
          department: support
          owner: M1
          formula: AVG(hours)
          extract: tickets
          person_column: agent_id
          unit: h
          direction: lower
          targets:
            - {from: 2026-01, op: "<=", value: 4, set_on: 2025-12-15}
        """,
    "roles/support.yaml": """\
        - id: agent
          name: Support agent
          kras:
            - name: Tickets done
              id: done
              weight: 60
              kpis:
                - {kpi: support/resolved, weight: 100, measured: person}
            - name: Tickets done soon
              id: soon
              weight: 40
              kpis:
                - {kpi: support/hours, weight: 100, measured: person}
          competencies: [Ownership]
        - id: lead
          name: Support lead
          kras:
            - name: The team's work
              id: team
              weight: 100
              kpis:
                - {kpi: support/hours, weight: 100, measured: team}
          competencies: [Coaching]
        """,
    "manager_notes.csv": """\
        employee_id,on,author_id,share,note
        A1,2026-03-10,M1,yes,Took the hard tickets in March.
        A1,2026-04-11,M1,no,A private thought about April.
        A2,2026-05-12,M1,Y,A note whose author did not quite say yes.
        """,
    "employee_comments.csv": """\
        employee_id,cycle,on,about,text,status
        A1,2026-H1,2026-07-02,support/resolved,April was the month of the move.,open
        """,
}  # fmt: skip


def write_appraised_company(folder: Path) -> Path:
    """The company folder, complete."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    write_tickets(folder, RESOLVED)
    return folder


def write_tickets(folder: Path, resolved: dict[str, tuple[int, ...]]) -> None:
    """data/tickets.csv: so many tickets per person and month."""
    (folder / "data").mkdir(exist_ok=True)
    with (folder / "data/tickets.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("resolved_on", "agent_id", "hours"), *_rows(resolved)])


def _rows(resolved: dict[str, tuple[int, ...]]) -> Iterator[Sequence[object]]:
    for month_number, month in enumerate(MONTHS):
        for agent, counts in resolved.items():
            yield from ((f"{month}-15", agent, HOURS[agent]) for _ in range(counts[month_number]))


def rewrite(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    """Replace parts of a file; each must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


def figures(kpis: Iterable[dict]) -> dict[str, tuple[int, int, int]]:
    """KPI id → met, judged, responsible."""
    return {kpi["id"]: (kpi["periods_met"], kpi["periods_judged"], kpi["periods_responsible"]) for kpi in kpis}
