"""The charts under a department's table: at most two, what misses its target first, each with its finding."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from okr_reports.packs.dates import month_only, short_month, short_month_year
from okr_reports.packs.drawn import recent
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import plural
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.pages import TrendFigure
from okr_reports.packs.pictures import Tick, TrendChart, TrendPoint, Zone
from okr_reports.packs.reasons import missed_for, noun_of
from okr_reports.packs.scales import Scale, line_scale
from okr_reports.packs.standings import Reading, Standing
from okr_reports.periods import Grain
from okr_reports.words import Health, KpiKind

_FEWEST_POINTS = 4
_ORDER = {Health.OFF_TARGET: 0, Health.AT_RISK: 1, Health.HEALTHY: 2, Health.UNKNOWN: 3}


def trends_of(standings: Sequence[Standing], edition: Edition, *, heights: Sequence[int]) -> tuple[TrendFigure, ...]:
    """The charts of one page, one for each height there is room for.

    Healthy outcomes are drawn when nothing worse takes the place.
    """
    chosen = sorted((standing for standing in standings if _is_drawable(standing)), key=_urgency)
    return tuple(_figure(standing, edition, height=height) for standing, height in zip(chosen, heights, strict=False))


def _is_drawable(standing: Standing) -> bool:
    return sum(reading.value is not None for reading in recent(standing)) >= _FEWEST_POINTS


def _urgency(standing: Standing) -> tuple[int, int, int]:
    is_leading = standing.kpi.kind is KpiKind.LEADING
    return _ORDER[standing.health], -standing.now.missed_count, int(is_leading)


def _figure(standing: Standing, edition: Edition, *, height: int) -> TrendFigure:
    readings = recent(standing)
    scale = line_scale(_numbers(readings))
    style = standing.style
    now = standing.now.value
    label = _period_label(standing.now, edition)
    return TrendFigure(
        kpi_id=standing.kpi.id,
        title=_finding(standing, edition),
        chart=TrendChart(
            points=_points(readings, edition),
            ticks=_ticks(scale, style),
            end_label=f"{label} {edition.said(standing, now)}" if now is not None else "",
            target_label=f"target {standing.now.target.said(style)}" if standing.now.target.zone else "",
            sentence=_sentence(standing, edition),
            height=height,
        ),
        caption=_caption(standing, edition),
    )


def _ticks(scale: Scale, style: NumberStyle) -> tuple[Tick, ...]:
    """Labels with as many decimals as the step between them needs, so that none is rounded."""
    places = max(0, -math.floor(math.log10(scale.step / style.divisor)))
    exact = replace(style, decimals=places)
    return tuple(Tick(at, exact.digits(at) + exact.after) for at in scale.ticks)


def _points(readings: Sequence[Reading], edition: Edition) -> tuple[TrendPoint, ...]:
    labels = [_axis_label(r, is_first=not number, locale=edition.locale) for number, r in enumerate(readings)]
    return tuple(TrendPoint(label, r.value, r.target.zone) for label, r in zip(labels, readings, strict=True))


def _numbers(readings: Sequence[Reading]) -> list[float | None]:
    zones = [reading.target.zone or Zone() for reading in readings]
    return [*(reading.value for reading in readings), *(edge for zone in zones for edge in zone.edges)]


def _axis_label(reading: Reading, *, is_first: bool, locale: str) -> str:
    """Months by name, the first and each January with the year; other periods by key."""
    start = reading.period.start
    if reading.period.grain is not Grain.MONTH:
        return reading.period.key
    has_year = is_first or start.month == 1
    return short_month_year(start, locale=locale) if has_year else short_month(start, locale=locale)


def _period_label(reading: Reading, edition: Edition) -> str:
    if reading.period.grain is Grain.MONTH:
        return month_only(reading.period.start, locale=edition.locale)
    return reading.period.key


def _finding(standing: Standing, edition: Edition) -> str:
    """`P90 first response: target missed for 6 months, now 3.4 h against ≤ 2.0 h`."""
    name, target = standing.kpi.name, standing.now.target.said(standing.style)
    value = f"now {edition.said(standing, standing.now.value)}" if standing.now.value is not None else "no value"
    against = f"{value} against {target}" if target else value
    verdict = {
        Health.OFF_TARGET: f"target missed {_missed_run(standing)}",
        Health.AT_RISK: f"target narrowly missed {_missed_run(standing)}",
        Health.HEALTHY: f"target met{_met_run(standing)}",
        Health.UNKNOWN: "not judged",
    }[standing.health]
    return f"{name}: {verdict.strip()}, {against}"


def _missed_run(standing: Standing) -> str:
    return f"for {missed_for(standing)}" if standing.now.missed_count > 1 else ""


def _met_run(standing: Standing) -> str:
    """` for 5 months`: how long it has been healthy; empty for the first period."""
    met = takewhile(lambda reading: reading.health is Health.HEALTHY, reversed(standing.history))
    run = len(list(met))
    return f" for {plural(run, noun_of(standing))}" if run > 1 else ""


def _sentence(standing: Standing, edition: Edition) -> str:
    values = [(reading, reading.value) for reading in recent(standing) if reading.value is not None]
    (first, start), (last, end) = values[0], values[-1]
    style = standing.style
    low, high = min(value for _, value in values), max(value for _, value in values)
    target = standing.now.target.said(style)
    return (
        f"{standing.kpi.name} went from {style.said(start)} in {edition.period(first.period)} "
        f"to {edition.said(standing, end)} in {edition.period(last.period)}, between {style.said(low)} "
        f"and {style.said(high)}{f', with a target of {target}' if target else ''}."
    )


def _caption(standing: Standing, edition: Edition) -> str:
    unit = f"In {standing.style.spoken_unit}. " if standing.style.unit else ""
    description = f"{standing.kpi.description.rstrip('. ')}. " if standing.kpi.description else ""
    n = f"{edition.count(standing.now.n)} rows in {_period_label(standing.now, edition)}. " if standing.now.n else ""
    return f"{description or unit}{n}Dots: values. Dashed: the target in force in each period."
