"""The inputs of bundles made by hand, as text tables: an employee of the invented company and what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports import appraisal_tables as tables
from okr_reports.catalogue.roles_model import Role
from okr_reports.findings import Finding
from okr_reports.packs.audience_rows import own_rows
from okr_reports.packs.bundle.facts import kpi_facts_of
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables, LinkageFacts
from okr_reports.packs.own_rows import OwnRows
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.policy import Policy
from okr_reports.tables import PEOPLE, SNAPSHOT_PARTS, TableSpec
from tests.rendering.sample_company import catalogue, cells, sheets
from tests.rendering.sample_review import frame

FISCAL = FiscalCalendar()
CYCLE = FISCAL.period("2026-H1")
AS_OF = datetime(2026, 7, 8, 6, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
LINKAGE = LinkageFacts(
    "KPI achievement may feed pay, OKRs may not.", date(2025, 12, 20), "6d1f20e8" * 8, date(2025, 12, 22)
)
NAMES = {"E012": "Rohan Iyer", "E020": "Sana Qureshi", "E031": "Divya Menon"}
# A sign per period of the cycle: met, missed, and why not judged; a dot: no row.
VERDICTS: Mapping[str, str | None] = {
    "M": None, "x": None, "L": "on_leave", "a": "absent", "n": "no_data", "s": "small_n", "t": "no_target",
    "b": "back_dated", "p": "few_people",
}  # fmt: skip
# kra | weight | kpi | weight in the kra | measured
LEAD = """
answers | Timely answers | 40 | support/p90-first-response | 60 | team
answers | Timely answers | 40 | support/first-contact | 40 | team
quality | Quality of answers | 35 | support/reopen-rate | 50 | team
quality | Quality of answers | 35 | support/csat | 50 | person
prevention | Prevention and team | 25 | support/tickets-per-100 | 60 | shared
prevention | Prevention and team | 25 | people-finance/enps | 40 | team
"""
AGENT = """
answers | Timely answers | 60 | support/p90-first-response | 50 | person
answers | Timely answers | 60 | support/first-contact | 50 | person
load | Share of the load | 40 | engineering/deployments | 100 | person
"""
COMPETENCIES = {"support-lead": ["Ownership", "Clear writing", "Coaching", "Judgement"], "support-agent": ["Ownership"]}


def role(id: str, name: str, text: str) -> Role:
    """A role from its lines."""
    rows = cells(text)
    kras = [
        {
            "id": kra,
            "name": next(row[1] for row in rows if row[0] == kra),
            "weight": next(float(row[2]) for row in rows if row[0] == kra),
            "kpis": [{"kpi": row[3], "weight": float(row[4]), "measured": row[5]} for row in rows if row[0] == kra],
        }
        for kra in dict.fromkeys(row[0] for row in rows)
    ]
    return Role.model_validate({"id": id, "name": name, "kras": kras, "competencies": COMPETENCIES.get(id, [])})


ROLES = {
    "support-lead": role("support-lead", "Support team lead", LEAD),
    "support-agent": role("support-agent", "Support agent", AGENT),
    "analyst": Role.model_validate({"id": "analyst", "name": "Analyst"}),
}


@dataclass(frozen=True)
class Person:
    """An employee as text tables. `people`: name | role | team | manager | from | to | status | fte.

    `results`: segment | kra | kpi | verdicts by month | values | grain. `evidence`: day | source | author | text.
    """

    id: str
    people: str
    segments: str = ""
    results: str = ""
    scales: Mapping[str, str] = field(default_factory=dict)
    restated: Mapping[str, tuple[str, float, bool]] = field(default_factory=dict)
    evidence: str = ""
    words: str = ""
    competencies: str = ""
    notes: str = ""
    comments: str = ""
    kept_out: str = ""
    changes: str = ""
    before: float | None = None
    findings: tuple[Finding, ...] = ()


def facts(**changes: object) -> CycleFacts:
    """What the bundles of the first half of 2026 share; `changes` are fields of company.yaml."""
    known = catalogue(sheets(), **changes)
    return CycleFacts(
        company=known.company,
        fiscal=known.fiscal,
        policy=Policy(),
        roles=ROLES,
        kpis=kpi_facts_of(known),
        catalogue_sha256=known.sha256,
        cycle=CYCLE,
        as_of=AS_OF,
        version=1,
        is_partial=False,
        generator="okr_reports 0.1.0",
        engine="weasyprint",
        pdf_is_tagged=True,
        linkage=LINKAGE,
        software={"weasyprint": "70.0"},
    )


def tables_of(person: Person, cycle: Period = CYCLE) -> EmployeeTables:
    """The employee's tables, achievements computed by the rule from the verdicts."""
    people = _people(person)
    segments = _segments(person)
    periods, kpis = _results(person, cycle)
    kras = _kra_rows(kpis, segments)
    own = _segment_rows(kpis, segments)
    return EmployeeTables(
        employee_id=person.id,
        people=own_rows(frame(PEOPLE, people)),
        segments=own_rows(frame(tables.SEGMENTS, segments)),
        presence=own_rows(tables.PRESENCE.empty()),
        kra_periods=own_rows(frame(tables.KRA_PERIODS, periods)),
        kpi_achievements=own_rows(frame(tables.KPI_ACHIEVEMENTS, [without_role(kpi) for kpi in kpis])),
        kra_achievements=own_rows(frame(tables.KRA_ACHIEVEMENTS, kras)),
        segment_achievements=own_rows(frame(tables.SEGMENT_ACHIEVEMENTS, own)),
        employee_achievement=own_rows(frame(tables.EMPLOYEE_ACHIEVEMENTS, _overall(person, own, kpis, segments))),
        pay_changes=own_rows(_log(tables.PAY_CHANGES, person.changes)),
        competencies=own_rows(
            _numbered(tables.COMPETENCIES, "competency_id", person, person.competencies, cycle_id=cycle.key)
        ),
        okr_words=own_rows(_numbered(tables.OKR_WORDS, "position", person, person.words)),
        evidence=own_rows(_numbered(tables.EVIDENCE, "position", person, person.evidence)),
        kept_out=own_rows(_log(tables.KEPT_OUT, person.kept_out, employee_id=person.id)),
        manager_notes=own_rows(_numbered(tables.MANAGER_NOTES, "manager_note_id", person, person.notes, share="yes")),
        comments=own_rows(
            _numbered(tables.EMPLOYEE_COMMENTS, "comment_id", person, person.comments, cycle_id=cycle.key)
        ),
        sources=own_rows(parts(cycle)),
        names=NAMES,
        findings=person.findings,
    )


def parts(cycle: Period) -> pl.DataFrame:
    """A snapshot part per extract and month."""
    read_at = datetime(2026, 7, 7, 20, 40, tzinfo=UTC)
    rows = [
        {
            "extract": extract, "period_id": month.key, "sha256": f"{place:02x}{number:02x}" * 16,
            "row_count": 900 + 13 * number, "rejected_count": 0, "read_at": read_at,
        }
        for place, extract in enumerate(("csat_replies", "enps_survey", "tickets", "deployments"))
        for number, month in enumerate(FISCAL.within(cycle, Grain.MONTH))
    ]  # fmt: skip
    return frame(SNAPSHOT_PARTS, rows)


def without_role(row: dict) -> dict:
    """A row of KPI_ACHIEVEMENTS without what only this module needs."""
    return {name: value for name, value in row.items() if name in tables.KPI_ACHIEVEMENTS.columns}


def _people(person: Person) -> list[dict]:
    names = ["name", "role", "team", "manager_id", "from_on", "to_on", "status", "fte"]
    rows = [dict(zip(names, row, strict=True)) for row in cells(person.people) if row != [""]]
    return [
        {
            **{name: value or None for name, value in row.items()},
            "id": person.id, "department": "support", "from_on": _day(row["from_on"]), "to_on": _day(row["to_on"]),
            "fte": float(row["fte"]) if row["fte"] else None,
        }
        for row in rows
    ]  # fmt: skip


def _segments(person: Person) -> list[dict]:
    """`segments`: role | team | manager | from | to | working days | leave days."""
    return [
        {
            "employee_id": person.id, "segment": number, "role_id": row[0] or None, "team_id": row[1] or None,
            "department_id": "support", "manager_id": row[2] or None, "from_on": _day(row[3]), "to_on": _day(row[4]),
            "working_day_count": int(row[5]), "leave_day_count": int(row[6]),
        }
        for number, row in enumerate((row for row in cells(person.segments) if row != [""]), 1)
    ]  # fmt: skip


def _results(person: Person, cycle: Period) -> tuple[list[dict], list[dict]]:
    periods: list[dict] = []
    kpis: list[dict] = []
    for row in cells(person.results):
        if row == [""]:
            continue
        segment, role_id, kra, kpi, marks, values = row[:6]
        own = _periods(row, person, cycle)
        periods += own
        written = next(k for area in ROLES[role_id].kras if area.id == kra for k in area.kpis if k.kpi == kpi)
        met, judged = marks.count("M"), marks.count("M") + marks.count("x")
        least = 2 if len(row) > 6 and row[6] == "quarter" else 3
        sheet = sheets()[kpi].targets[0]
        numbers = [float(value) for value in values.split() if value != "-"]
        hidden = "p" in marks
        kpis.append(
            {
                "employee_id": person.id, "segment": int(segment), "kra_id": kra, "kpi_id": kpi,
                "measured": written.measured, "weight": written.weight,
                "judged_grain": row[6] if len(row) > 6 else "month", "met_count": met, "judged_count": judged,
                "responsible_count": sum(one["is_responsible"] for one in own),
                "achievement": met / judged if judged >= least else None,
                "reason": None if judged >= least else "few_people" if hidden else "few_periods",
                "value": None if hidden or not numbers else sum(numbers) / len(numbers), "n": 950 * max(judged, 1),
                "value_grain": "segment", "is_total": False,
                "target_op": sheet.op, "target_value": sheet.value,
                "kra_weight": next(area.weight for area in ROLES[role_id].kras if area.id == kra),
            }
        )  # fmt: skip
    return periods, kpis


def _periods(row: list[str], person: Person, cycle: Period) -> list[dict]:
    segment, _, kra, kpi, marks, values = row[:6]
    grain = Grain(row[6] if len(row) > 6 else "month")
    written = sheets()[kpi].targets[0]
    scales = dict(enumerate(person.scales.get(kpi, "").split()))
    found = []
    pairs = zip(FISCAL.within(cycle, grain), marks, values.split(), strict=True)
    for place, (period, mark, value) in enumerate(pairs):
        if mark == ".":
            continue
        scale = float(scales[place]) if scales.get(place, "-") != "-" else None
        month, published, was_met = person.restated.get(kpi, ("", None, None))
        is_restated = month == period.key
        found.append(
            {
                "employee_id": person.id, "segment": int(segment), "kra_id": kra, "kpi_id": kpi, "grain": grain.value,
                "period_id": period.key, "measured": "team", "value": None if value == "-" else float(value), "n": 950,
                "target_op": written.op, "target_value": (written.value or 0) * (scale or 1), "target_scale": scale,
                "target_set_on": date(2026, 1, 9), "is_responsible": mark not in "aL", "is_judged": mark in "Mx",
                "is_met": {"M": True, "x": False}.get(mark), "reason": VERDICTS[mark],
                "published_value": published if is_restated else None,
                "published_is_met": was_met if is_restated else None,
            }
        )  # fmt: skip
    return found


def _mean(rows: list[tuple[float, float | None]]) -> tuple[float | None, float]:
    """Weighted mean and measured weight of (weight, achievement)."""
    known = [(weight, share) for weight, share in rows if share is not None]
    total = sum(weight for weight, _ in known)
    every = sum(weight for weight, _ in rows)
    if not total or total < every / 2:
        return None, total
    return sum(weight * share for weight, share in known) / total, total


def _kra_rows(kpis: list[dict], segments: list[dict]) -> list[dict]:
    rows = []
    for number in [segment["segment"] for segment in segments]:
        for kra in dict.fromkeys(kpi["kra_id"] for kpi in kpis if kpi["segment"] == number):
            own = [kpi for kpi in kpis if (kpi["segment"], kpi["kra_id"]) == (number, kra)]
            share, weight = _mean([(kpi["weight"], kpi["achievement"]) for kpi in own])
            rows.append(
                {
                    "employee_id": own[0]["employee_id"], "segment": number, "kra_id": kra,
                    "weight": own[0]["kra_weight"], "measured_weight": weight, "achievement": share,
                    "reason": None if share is not None else "half_weight",
                }
            )  # fmt: skip
    return rows


def _segment_rows(kpis: list[dict], segments: list[dict]) -> list[dict]:
    rows = []
    for segment in segments:
        own = [kpi for kpi in kpis if kpi["segment"] == segment["segment"]]
        share, weight = _mean([(kpi["weight"] * kpi["kra_weight"] / 100, kpi["achievement"]) for kpi in own])
        rows.append(
            {
                "employee_id": segment["employee_id"], "segment": segment["segment"], "measured_weight": weight,
                "achievement": share, "reason": None if share is not None else "half_weight",
            }
        )  # fmt: skip
    return rows


def _overall(person: Person, own: list[dict], kpis: list[dict], segments: list[dict]) -> list[dict]:
    if not segments:
        return []
    days = {segment["segment"]: segment["working_day_count"] for segment in segments}
    share, _ = _mean([(float(days[row["segment"]]), row["achievement"]) for row in own])
    every = sum(kpi["weight"] * kpi["kra_weight"] for kpi in kpis)
    alone = sum(kpi["weight"] * kpi["kra_weight"] for kpi in kpis if kpi["measured"] == "person")
    return [
        {
            "employee_id": person.id, "measured_weight": sum(row["measured_weight"] for row in own) / len(own),
            "achievement": share, "reason": None if share is not None else "half_weight",
            "person_weight_share": alone / every if every else None, "is_changed": person.before is not None,
            "achievement_before_changes": person.before,
        }
    ]  # fmt: skip


def _log(spec: TableSpec, text: str, **fixed: object) -> pl.DataFrame:
    """A text table under the columns of the specification that are not fixed."""
    names = [name for name in spec.columns if name not in fixed]
    rows = [row for row in cells(text) if row != [""]]
    return frame(spec, [{**_typed(spec, dict(zip(names, row, strict=False))), **fixed} for row in rows])


def _numbered(spec: TableSpec, number: str, person: Person, text: str, **fixed: object) -> pl.DataFrame:
    """The same for a table of one employee whose rows are numbered."""
    fixed |= {"employee_id": person.id}
    names = [name for name in spec.columns if name not in {number, *fixed}]
    rows = [row for row in cells(text) if row != [""]]
    typed = [_typed(spec, dict(zip(names, row, strict=False))) for row in rows]
    return frame(spec, [{number: place, **row, **fixed} for place, row in enumerate(typed, 1)])


def _typed(spec: TableSpec, row: Mapping[str, str]) -> dict[str, object]:
    return {name: _value(spec.columns[name], text) for name, text in row.items()}


def _value(kind: pl.DataType, text: str) -> object:
    if not text:
        return None
    if kind == pl.Date():
        return _day(text)
    return text == "yes" if kind == pl.Boolean() else int(text) if kind == pl.Int64() else text


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def with_texts(made: EmployeeTables, **columns: tuple[str, str]) -> EmployeeTables:
    """The same with every text of a table's column replaced: `evidence=("text", "…")`."""
    changed = {name: with_value(getattr(made, name), column, text) for name, (column, text) in columns.items()}
    return replace(made, **changed)


def with_value(rows: OwnRows, column: str, value: object) -> OwnRows:
    """The rows with one value in all of a column."""
    return with_values(rows, column, [value] * len(rows))


def with_values(rows: OwnRows, column: str, values: Sequence[object]) -> OwnRows:
    """The rows with these values in a column."""
    changed = [{**row, column: value} for row, value in zip(rows.to_dicts(), values, strict=True)]
    return OwnRows(rows.columns, [tuple(row.values()) for row in changed])
