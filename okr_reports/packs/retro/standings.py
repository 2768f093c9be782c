"""Where each objective and key result stands at the end of its cycle: its definition and its score in one record."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.goal_words import Ambition, Grade, KeyResultKind, Level, NoScore
from okr_reports.packs.numbers import NumberStyle, as_written, choose_style
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.labels import labels_of
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Operator


@dataclass(frozen=True)
class KeyResultStanding:
    """One key result. `label`: `O1 KR2`, `short`: `KR2`; figures are those it was scored by, in `style`.

    `share`: its uncapped progress. `bound`: what one to hold keeps within, in `held` of `held_of` sub-periods.
    """

    id: str
    label: str
    short: str
    title: str
    kind: KeyResultKind
    ambition: Ambition
    weight: float
    owner_id: str | None
    kpi_id: str | None
    baseline: float | None
    target: float | None
    actual: float | None
    share: float | None
    score: float | None
    grade: Grade | None
    reason: NoScore | None
    is_counted: bool
    is_reached: bool
    is_self_assessed: bool
    is_just_below: bool
    is_late: bool
    bound: TargetInForce
    held: int | None
    held_of: int | None
    style: NumberStyle

    @property
    def is_committed(self) -> bool:
        """Whether it is a promise."""
        return self.ambition is Ambition.COMMITTED


@dataclass(frozen=True)
class ObjectiveStanding:
    """One objective with its key results. `group_id`: company, or whose it is: `department/…` or `team/…`."""

    id: str
    label: str
    title: str
    level: Level
    group_id: str
    owner_id: str | None
    score: float | None
    score_with_late: float | None
    late_count: int
    scored_count: int
    total_count: int
    grade: Grade | None
    reason: NoScore | None
    is_held_back: bool
    is_just_below: bool
    key_results: tuple[KeyResultStanding, ...]

    @property
    def is_company(self) -> bool:
        """Whether it is the whole company's."""
        return self.level is Level.COMPANY


def standings_of(inputs: RetroInputs) -> tuple[ObjectiveStanding, ...]:
    """All objectives of the cycle in the catalogue's order, those of persons left out: they are nobody else's."""
    tables = inputs.tables
    objectives = tables.objectives.filter(pl.col("level") != Level.PERSON).sort("position", maintain_order=True)
    scored = objectives.join(tables.objective_scores, on="objective_id", how="left", maintain_order="left")
    labels = labels_of(objectives)
    by_objective = _key_results(inputs, labels)
    return tuple(_objective(row, labels[row["objective_id"]], by_objective) for row in scored.iter_rows(named=True))


def _key_results(inputs: RetroInputs, labels: Mapping[str, str]) -> dict[str, list[KeyResultStanding]]:
    tables = inputs.tables
    defined = tables.key_results.filter(pl.col("objective_id").is_in(list(labels))).sort(
        "position", maintain_order=True
    )
    figures = tables.scores.drop("objective_id", "cycle_id").rename({"baseline": "from", "target": "to"})
    held = tables.actuals.select("key_result_id", "held", "held_of", "is_late")
    joined = defined.join(figures, on="key_result_id", how="left", maintain_order="left").join(
        held, on="key_result_id", how="left", maintain_order="left"
    )
    found: dict[str, list[KeyResultStanding]] = {id: [] for id in labels}
    for row in joined.iter_rows(named=True):
        here = found[row["objective_id"]]
        here.append(_key_result(row, f"KR{len(here) + 1}", labels[row["objective_id"]], inputs=inputs))
    return found


def _key_result(row: dict, short: str, objective: str, *, inputs: RetroInputs) -> KeyResultStanding:
    baseline = row["baseline"] if row["from"] is None else row["from"]
    target = row["target"] if row["to"] is None else row["to"]
    bounds = (row["hold_value"], row["hold_low"], row["hold_high"])
    sizes = [size for size in (baseline, target, row["actual"], *bounds) if size is not None]
    company, unit = inputs.catalogue.company, row["unit"] or ""
    # A whole of 100 % is no figure that asks for decimals, as 99.95 % is.
    sizes = [size for size in sizes if not (unit == "%" and size == 100)] or sizes
    style = choose_style(unit, sizes, locale=company.locale, currency=company.currency)
    style = as_written(style, [end for end in (baseline, target, *bounds) if end is not None])
    return KeyResultStanding(
        id=row["key_result_id"], label=f"{objective} {short}", short=short,
        title=row["title"] or row["key_result_id"], kind=KeyResultKind(row["kind"]),
        ambition=Ambition(row["ambition"]), weight=row["weight"], owner_id=row["owner_id"], kpi_id=row["kpi_id"],
        baseline=baseline, target=target, actual=row["actual"], share=row["raw_progress"],
        score=row["score"] if row["is_counted"] else None, grade=_grade(row["grade"]), reason=_reason(row["reason"]),
        is_counted=bool(row["is_counted"]), is_reached=bool(row["is_reached"]),
        is_self_assessed=bool(row["is_self_assessed"]), is_just_below=bool(row["is_just_below"]),
        is_late=bool(row["is_late"]), bound=_bound(row), held=row["held"], held_of=row["held_of"], style=style,
    )  # fmt: skip


def _objective(row: dict, label: str, key_results: Mapping[str, list[KeyResultStanding]]) -> ObjectiveStanding:
    return ObjectiveStanding(
        id=row["objective_id"], label=label, title=row["title"], level=Level(row["level"]), group_id=_group(row),
        owner_id=row["owner_id"], score=row["score"], score_with_late=row["score_with_late_cancelled"],
        late_count=row["late_cancelled_count"] or 0, scored_count=row["scored_count"] or 0,
        total_count=row["total_count"] or 0, grade=_grade(row["grade"]), reason=_reason(row["reason"]),
        is_held_back=bool(row["is_held_back"]), is_just_below=bool(row["is_just_below"]),
        key_results=tuple(key_results[row["objective_id"]]),
    )  # fmt: skip


def _bound(row: dict) -> TargetInForce:
    op = Operator(row["hold_op"]) if row["hold_op"] else None
    return TargetInForce(op=op, value=row["hold_value"], low=row["hold_low"], high=row["hold_high"])


def _group(row: dict) -> str:
    """Whose an objective is, as TEAM_DISCIPLINE and ALIGNMENT name it."""
    if row["level"] == Level.COMPANY:
        return Level.COMPANY.value
    names_team = row["level"] == Level.TEAM and row["team_id"]
    return f"team/{row['team_id']}" if names_team else f"department/{row['department_id']}"


def _grade(word: str | None) -> Grade | None:
    return Grade(word) if word else None


def _reason(word: str | None) -> NoScore | None:
    return NoScore(word) if word else None
