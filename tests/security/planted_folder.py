"""The five people of `planted_company` as a company folder: a canary in every field of every log, and odd numbers."""

from collections.abc import Iterable, Mapping
from csv import writer
from io import StringIO
from pathlib import Path

from tests.security.planted_company import CANARIES, MANAGERS, TEAM

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
# What each person's KPI is measured at; and baseline, target and actual of every key result.
MEASURED = {id: f"48{place}5{place}7" for place, id in enumerate(MANAGERS, start=1)}
GOAL_NUMBERS = ("7390", "9391", "8392")
_OWNERS = (TEAM, *MANAGERS)
_TEXTS = {
    "company.yaml": """
name: Example Ltd
timezone: Europe/Berlin
data_from: 2025-12
departments: {support: Support}
teams: {tier2: {name: Tier 2, department: support}}
linkage_policy: {text: linkage.md, written_on: 2025-12-01}
""",
    "linkage.md": "KPI achievement may feed pay. OKRs may not.\n",
    "sources.yaml": """
extracts:
  work:
    file: data/work.csv
    period: {column: day}
    columns: {agent_id: text, made: number}
""",
    "kpis/support.yaml": """
- id: support/made
  name: Pieces made
  department: support
  owner: M2
  formula: AVG(made)
  extract: work
  cadence: monthly
  direction: higher
  person_column: agent_id
  targets:
    - {from: 2026-01, op: ">=", value: 100, set_on: 2025-12-20}
""",
    "roles/support.yaml": """
- id: support-agent
  name: Support agent
  kras:
    - {id: work, name: Work that lasts, weight: 100, kpis: [{kpi: support/made, weight: 100, measured: person}]}
  competencies: [Ownership]
""",
}


def write_planted_company(folder: Path) -> None:
    """Write every file of the company folder."""
    files = {**_TEXTS, "okrs/2026-Q1/goals.yaml": "".join(_objective(place) for place in range(len(_OWNERS)))}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    (folder / "data").mkdir()
    for name, rows in _logs().items():
        (folder / name).write_text(_csv(rows), encoding="utf-8")


def _objective(place: int) -> str:
    owner = _OWNERS[place]
    responsible = owner if owner in MANAGERS else "E1"
    contributors = "[E2]" if owner == TEAM else "[]"
    return f"""
- id: o/{place}
  objective: Objective {_word(owner, "objective")}
  owner: {responsible}
  level: team
  team: tier2
  local: true
  key_results:
    - id: o/{place}/kr
      title: Key result {_word(owner, "key result")}
      owner: {responsible}
      contributors: {contributors}
      baseline: {GOAL_NUMBERS[0]}
      target: {GOAL_NUMBERS[1]}
      written_on: 2025-12-28
"""


def _logs() -> Mapping[str, list[Mapping[str, object]]]:
    people = list(MANAGERS)
    return {
        "people.csv": [_person(id) for id in people],
        "data/work.csv": [
            {"day": f"{month}-15", "agent_id": id, "made": MEASURED[id]} for id in people for month in MONTHS
        ],
        "check_ins.csv": [_check_in(place, owner) for place, owner in enumerate(_OWNERS)],
        "actuals.csv": [
            {"key_result_id": f"o/{place}/kr", "on": "2026-03-30", "actual": GOAL_NUMBERS[2], "for": ""}
            for place in range(len(_OWNERS))
        ],
        "retro_notes.csv": [_retro_note(place, owner) for place, owner in enumerate(_OWNERS)],
        "competencies.csv": [_competency(id) for id in people],
        "one_to_ones.csv": [row for id in people for row in _notes(id, "one_to_one")],
        "manager_notes.csv": [row for id in people for row in _notes(id, "note")],
        "employee_comments.csv": [_comment(id) for id in people],
    }


def _person(id: str) -> Mapping[str, object]:
    return {
        "id": id, "name": f"Anna {_word(id, 'name')}", "email": f"{_word(id, 'email')}@example.com",
        "role": "support-agent", "team": "tier2", "department": "support", "manager_id": MANAGERS[id] or "",
        "from": "2025-01-01", "to": "", "status": "active", "fte": "1.0",
    }  # fmt: skip


def _check_in(place: int, owner: str) -> Mapping[str, object]:
    return {
        "key_result_id": f"o/{place}/kr", "on": "2026-02-09", "author_id": owner if owner in MANAGERS else "E1",
        "confidence": "off_track", "value": GOAL_NUMBERS[2], "note": f"Checked {_word(owner, 'check_in')}",
    }  # fmt: skip


def _retro_note(place: int, owner: str) -> Mapping[str, object]:
    said = {field: f"Said {_word(owner, field)}" for field in ("took_on", "moved", "learned", "collaboration")}
    return {
        "id": f"o/{place}/kr", "cycle": "2026-Q1", "on": "2026-04-02", "author_id": MANAGERS.get(owner) or "E1",
        "employee_id": owner if owner in MANAGERS else "", "decision": "carry_forward", "cause": "resources", **said,
    }  # fmt: skip


def _competency(id: str) -> Mapping[str, object]:
    return {
        "employee_id": id, "cycle": "2026-H1", "competency": "Ownership", "expected": "proficient",
        "demonstrated": f"advanced {_word(id, 'rated')}", "comment": f"Saw {_word(id, 'competency')}",
        "rater_id": MANAGERS[id] or "E1", "on": "2026-06-20",
    }  # fmt: skip


def _notes(id: str, kind: str) -> Iterable[Mapping[str, object]]:
    for word, share in (("yes", "yes"), ("no", "no"), ("unclear", "Y")):
        text = f"Noted {_word(id, f'{kind} {word}')}"
        yield {
            "employee_id": id, "on": "2026-03-05", "author_id": MANAGERS[id] or "E1", "share": share, "note": text,
        }  # fmt: skip


def _comment(id: str) -> Mapping[str, object]:
    about, text = f"My {_word(id, 'about')}", f"Wrong {_word(id, 'comment')}"
    return {
        "employee_id": id, "cycle": "2026-H1", "on": "2026-06-28", "about": about, "text": text, "status": "open",
    }  # fmt: skip


def _word(owner: str, field: str) -> str:
    return CANARIES.word(owner, field)


def _csv(rows: list[Mapping[str, object]]) -> str:
    target = StringIO()
    lines = writer(target, lineterminator="\n")
    lines.writerow(rows[0])
    lines.writerows(row.values() for row in rows)
    return target.getvalue()
