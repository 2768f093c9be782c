"""What pays: roles, their KPIs, the linkage policy and how achievement is figured, as a cycle first meets them (§8)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby

from okr_reports.appraisal_words import Measured, PaySubject
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.formula import parse_filter, parse_formula
from okr_reports.catalogue.measures import measures_of
from okr_reports.catalogue.model import Kpi, Target
from okr_reports.catalogue.roles import RoleKpiRow, role_kpis
from okr_reports.measures import Measure
from okr_reports.periods import Period
from okr_reports.policy import Policy
from okr_reports.words import Accumulation, Cadence

_TEXTS = ("formula", "filter", "extract", "unit", "cadence", "accumulation", "window", "person_column", "team_column")
_POLICY = ("kpi_achievement", "verdict")
_TARGET = "target "
_SEPARATOR = " / "


@dataclass(frozen=True)
class PayDefinition:
    """A role, a KPI of one, the linkage policy or the policy; field → text, None where nothing is given."""

    subject: str
    subject_id: str
    fields: Mapping[str, str | None]

    @property
    def id(self) -> str:
        """The name under which it is registered."""
        return f"{self.subject}/{self.subject_id}"

    @classmethod
    def of_id(cls, id: str, fields: Mapping[str, str | None]) -> "PayDefinition":
        """A definition as it was registered."""
        subject, _, subject_id = id.partition("/")
        return cls(subject, subject_id, fields)


def pay_definitions(catalogue: Catalogue, cycle: Period) -> tuple[PayDefinition, ...]:
    """Every role, every KPI that some role answers for, the linkage policy and the policy, as they pay in this cycle.

    Of a role: the weight of each KRA, and weight and `measured` of each KPI in it. Of a KPI: how it is computed, from
    which files or query, and each target row from before the cycle's end. Of the linkage policy: its day and the hash
    of its text. Of the policy: what company.yaml says of how achievement is figured and days are counted.
    """
    rows = role_kpis(catalogue)
    asked = dict.fromkeys(row.kpi_id for row in rows)
    roles = [
        PayDefinition(PaySubject.ROLE, id, dict(_role(own))) for id, own in groupby(rows, key=lambda row: row.role_id)
    ]
    kpis = [PayDefinition(PaySubject.KPI, id, dict(_kpi(catalogue.kpis[id], catalogue, cycle))) for id in asked]
    return (*roles, *kpis, *_linkage(catalogue), _policy(catalogue))


def first_role_kpis(definitions: Iterable[PayDefinition]) -> tuple[RoleKpiRow, ...]:
    """What roles answered for, from their definitions; names and order are not kept."""
    return tuple(row for one in definitions if one.subject == PaySubject.ROLE for row in _rows_of(one))


def first_measures(catalogue: Catalogue, definitions: Iterable[PayDefinition]) -> tuple[Measure, ...]:
    """Today's KPIs with what they said at first put back; those of whose extract nothing is left are left out."""
    first = {one.subject_id: one.fields for one in definitions if one.subject == PaySubject.KPI}
    kpis = {id: _as_first(kpi, first[id]) if id in first else kpi for id, kpi in catalogue.kpis.items()}
    known = {id: kpi for id, kpi in kpis.items() if kpi.extract in catalogue.extracts}
    formulas = {id: parse_formula(kpi.formula) for id, kpi in known.items() if id in first and kpi.formula}
    filters = {id: parse_filter(kpi.filter) for id, kpi in known.items() if id in first and kpi.filter}
    today = {id: formula for id, formula in catalogue.formulas.items() if id not in first}
    unfiltered = {id: tree for id, tree in catalogue.filters.items() if id not in first}
    as_first = replace(catalogue, kpis=known, formulas={**today, **formulas}, filters={**unfiltered, **filters})
    return measures_of(as_first)


def first_policy(catalogue: Catalogue, definitions: Iterable[PayDefinition]) -> tuple[Policy, str | None]:
    """Today's policy with what it said at first put back, and the code of the holidays by which days were counted."""
    fields = next(one.fields for one in definitions if one.subject == PaySubject.POLICY)
    own = {name: fields[name] for name in _POLICY}
    return replace(catalogue.policy, **own), fields["holidays"]  # pyright: ignore[reportArgumentType]


def _role(rows: Iterable[RoleKpiRow]) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield row.kra_id, f"{row.kra_weight:.12g}"
        yield f"{row.kra_id}{_SEPARATOR}{row.kpi_id}", f"{row.kpi_weight:.12g} {row.measured}"


def _rows_of(role: PayDefinition) -> Iterator[RoleKpiRow]:
    for place, (name, value) in enumerate(role.fields.items()):
        kra_id, separator, kpi_id = name.partition(_SEPARATOR)
        if separator and value:
            weight, measured = value.split()
            kra_weight = float(role.fields[kra_id] or 0)
            yield RoleKpiRow(
                role.subject_id, kra_id, kra_id, kra_weight, 1, kpi_id, float(weight), place, Measured(measured)
            )


def _kpi(kpi: Kpi, catalogue: Catalogue, cycle: Period) -> Iterator[tuple[str, str | None]]:
    for name in _TEXTS:
        value = getattr(kpi, name)
        yield name, None if value is None else " ".join(str(value).split())
    yield "stock", str(kpi.stock)
    yield "min_n", str(kpi.min_n)
    yield "status", kpi.status
    yield from _extracts(kpi, catalogue)
    for target in kpi.targets:
        if catalogue.fiscal.period(target.from_).start < cycle.end:
            yield _target_name(target), _target_text(target)


def _extracts(kpi: Kpi, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """How the rows behind a KPI are read: a query is a text too long to print, so it is told by its hash."""
    own = catalogue.extracts.get(kpi.extract)
    joined = [join.extract for join in own.join] if own else []
    for id in dict.fromkeys([kpi.extract, *joined]):
        if (extract := catalogue.extracts.get(id)) is not None:
            written = extract.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"sql", "file"})
            query = " ".join(catalogue.queries.get(id, "").split())
            digest = sha256(json.dumps([query, written], sort_keys=True).encode()).hexdigest()
            yield f"rows of {id}", f"{extract.file or 'query'}, definition {digest[:12]}"


def _target_name(target: Target) -> str:
    """Rows of one start differ by the day they were set on: one set later must not hide the one before it."""
    grain = f" by {target.grain}" if target.grain else ""
    set_on = f", set on {target.set_on}" if target.set_on else ""
    return f"{_TARGET}from {target.from_}{grain}{set_on}"


def _target_text(target: Target) -> str:
    written = target.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps({name: value for name, value in written.items() if name != "why"}, sort_keys=True)


def _as_first(kpi: Kpi, fields: Mapping[str, str | None]) -> Kpi:
    targets = [value for name, value in fields.items() if name.startswith(_TARGET) and value]
    texts = {name: fields.get(name) for name in _TEXTS}
    accumulation = texts["accumulation"]
    return kpi.model_copy(
        update={
            **texts,
            "extract": texts["extract"] or kpi.extract,
            "unit": texts["unit"] or "",
            "cadence": Cadence(texts["cadence"] or kpi.cadence),
            "accumulation": Accumulation(accumulation) if accumulation else None,
            "stock": fields.get("stock") == str(True),
            "min_n": int(fields.get("min_n") or 0),
            "status": fields.get("status") or "active",
            "targets": [Target.model_validate_json(text) for text in targets],
        }
    )


def _linkage(catalogue: Catalogue) -> Iterator[PayDefinition]:
    written = catalogue.company.linkage_policy
    if written is not None:
        text = (catalogue.linkage_text or "").encode()
        fields = {"written_on": written.written_on.isoformat(), "text": sha256(text).hexdigest()}
        yield PayDefinition(PaySubject.LINKAGE, PaySubject.LINKAGE, fields)


def _policy(catalogue: Catalogue) -> PayDefinition:
    """Of the policy what an achievement depends on: no tolerance and no norm does."""
    own = {name: getattr(catalogue.policy, name) for name in _POLICY}
    return PayDefinition(PaySubject.POLICY, PaySubject.POLICY, {**own, "holidays": catalogue.company.holidays})
