"""What moved and what did not: each company key result through the cycle, beside its plan and leading indicators."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from okr_reports.packs.dates import short_month
from okr_reports.packs.goal_pictures import DatedValue, Trajectory
from okr_reports.packs.listing import in_words
from okr_reports.packs.numbers import choose_style
from okr_reports.packs.pictures import Spark
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import Leading, TrajectoriesPage, TrajectoryPart
from okr_reports.packs.retro.rows import Said
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.periods import Grain

_MONTHS, _MOST_LEADING = 13, 2


def trajectories_page(edition: RetroEdition, said: Said, *, has_words: bool) -> TrajectoriesPage | None:
    """None where nothing was measured in the cycle. With `has_words` the owners' sentences stand here."""
    goals = [kr for objective in edition.company for kr in objective.key_results]
    points = _dated(edition)
    parts = [_part(kr, points[kr.id], edition=edition, words=said.words.get(kr.id, "") if has_words else "")
             for kr in goals if kr.id in points and kr.baseline is not None and kr.target is not None]  # fmt: skip
    if not parts:
        return None
    return TrajectoriesPage(
        title=_title(goals),
        sub="Thick line: measured. Dots: the plan, straight from baseline to target where none was written. Dash-dot: "
        "target. Below: leading indicators, each on its own scale.",
        parts=tuple(parts),
    )


def _title(goals: list[KeyResultStanding]) -> str:
    shares = [kr.share for kr in goals if kr.share is not None]
    moved, done = sum(share > 0 for share in shares), sum(share >= 1 - 1e-9 for share in shares)
    total = in_words(len(shares))
    every = "Both" if len(shares) == 2 else "The only one" if len(shares) == 1 else f"All {total}"
    first = f"{every} moved" if moved == len(shares) else f"{in_words(moved).capitalize()} of {total} moved"
    return f"{first}, {in_words(done) if done else 'none'} reached {'its' if done <= 1 else 'their'} target"


def _dated(edition: RetroEdition) -> dict[str, list[DatedValue]]:
    found: dict[str, list[DatedValue]] = {}
    for row in edition.tables.dated_actuals.sort("dated_on").iter_rows(named=True):
        found.setdefault(row["key_result_id"], []).append(DatedValue(row["dated_on"], row["actual"]))
    return found


def _part(
    key_result: KeyResultStanding, points: list[DatedValue], *, edition: RetroEdition, words: str
) -> TrajectoryPart:
    return TrajectoryPart(
        title=f"{key_result.label} {key_result.title}",
        picture=_picture(key_result, points, edition),
        forecast=_forecast(key_result, edition),
        leading=tuple(_leading(key_result, edition)),
        words=words,
    )


def _picture(key_result: KeyResultStanding, points: list[DatedValue], edition: RetroEdition) -> Trajectory:
    cycle, style = edition.inputs.cycle, key_result.style
    baseline, target = key_result.baseline or 0.0, key_result.target or 0.0
    last = points[-1]
    started, ended = style.said(points[0].value), style.said(last.value)
    sentence = (
        f"{key_result.title}: {started} on {edition.on(points[0].on)}, {ended} on {edition.on(last.on)}; baseline "
        f"{style.said(baseline)}, target {style.said(target)}."
    )
    return Trajectory(
        first=cycle.start, last=cycle.last_day, actual=tuple(points), plan=tuple(_plan(key_result, edition)),
        baseline=baseline, target=target, months=tuple(_months(edition)), actual_label=f"actual {ended}",
        baseline_label=f"baseline {style.said(baseline)}", target_label=f"target {style.said(target)}",
        sentence=sentence,
    )  # fmt: skip


def _plan(key_result: KeyResultStanding, edition: RetroEdition) -> Iterator[DatedValue]:
    """From the baseline by the written steps to the target on the cycle's last day."""
    yield DatedValue(edition.inputs.cycle.start, key_result.baseline or 0.0)
    steps = edition.tables.trajectories.filter(pl.col("key_result_id") == key_result.id).sort("planned_on")
    yield from (DatedValue(on, value) for on, value in steps.select("planned_on", "value").iter_rows())
    yield DatedValue(edition.inputs.cycle.last_day, key_result.target or 0.0)


def _months(edition: RetroEdition) -> Iterator[tuple[date, str]]:
    cycle = edition.inputs.cycle
    month = edition.catalogue.fiscal.containing(cycle.start, Grain.MONTH)
    while month.start < cycle.end:
        yield max(month.start, cycle.start), short_month(month.start, locale=edition.locale)
        month = edition.catalogue.fiscal.shifted(month, 1)


def _forecast(key_result: KeyResultStanding, edition: RetroEdition) -> str:
    """`Forecast 2.2 %, 80 % range 2.0 % to 2.6 %`, in the middle of a cycle only."""
    if not edition.inputs.is_partial:
        return ""
    rows = edition.tables.forecasts.filter(pl.col("key_result_id") == key_result.id, pl.col("value").is_not_null())
    style = key_result.style
    for row in rows.iter_rows(named=True):
        return f"Forecast {style.said(row['value'])}, 80 % range {style.said(row['low'])} to {style.said(row['high'])}."
    return "No forecast: too few points."


def _leading(key_result: KeyResultStanding, edition: RetroEdition) -> Iterator[Leading]:
    kpi = edition.catalogue.kpis.get(key_result.kpi_id or "")
    for leading_id in (kpi.leading if kpi else [])[:_MOST_LEADING]:
        leading = edition.catalogue.kpis.get(leading_id)
        values = _values(edition).get(leading_id, [])[-_MONTHS:]
        if leading is not None and values:
            yield _spark(leading.name, leading.unit or "", values, edition=edition)


def _spark(name: str, unit: str, values: list[float | None], *, edition: RetroEdition) -> Leading:
    known = [value for value in values if value is not None]
    company = edition.catalogue.company
    style = choose_style(unit, known, locale=company.locale, currency=company.currency)
    now = style.said(known[-1]) if values[-1] is not None else "no value"
    ends = f"{style.said(known[0])} at the start, {now} at the end"
    lead = (None,) * (_MONTHS - len(values))
    return Leading(name, now, Spark((*lead, *values), None, f"Leading indicator {name}: {ends}."))


def _values(edition: RetroEdition) -> Mapping[str, list[float | None]]:
    """KPI id → the company's monthly values, oldest first, of KPIs that have any."""
    health = edition.tables.health.filter(pl.col("grain") == Grain.MONTH, pl.col("entity_id").is_null())
    rows = health.sort("period_id").group_by("kpi_id", maintain_order=True).agg("value")
    return {kpi: values for kpi, values in rows.iter_rows() if any(value is not None for value in values)}
