"""A KPI over time with its target: the chart of a KPI without a signal, with its finding."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from okr_reports.packs.dates import month_only, short_month, short_month_year
from okr_reports.packs.drawn import recent
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import plural, shortened
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.pages import ChartFigure
from okr_reports.packs.pictures import Tick, TrendChart, TrendPoint, Zone
from okr_reports.packs.reasons import missed_for, noun_of
from okr_reports.packs.scales import Scale, line_scale
from okr_reports.packs.standings import Reading, Standing
from okr_reports.periods import Grain, Period
from okr_reports.words import Health

FEWEST_POINTS = 4
_LONGEST_DESCRIPTION = 220
# In the heading of a chart.
LONGEST_NAME = 70


def is_drawable(standing: Standing) -> bool:
    """Whether there are enough values for a line to say something."""
    return sum(reading.value is not None for reading in recent(standing)) >= FEWEST_POINTS


def trend_figure(standing: Standing, edition: Edition, *, height: int) -> ChartFigure:
    """The last thirteen values with the target in force in each period."""
    readings = recent(standing)
    scale = line_scale(_numbers(readings))
    style = standing.style
    now = standing.now.value
    label = period_label(standing.now, edition)
    return ChartFigure(
        kpi_id=standing.kpi.id,
        title=_finding(standing, edition),
        trend=TrendChart(
            points=_points(readings, edition),
            ticks=ticks_of(scale, style),
            end_label=f"{label} {edition.said(standing, now)}" if now is not None else "",
            target_label=f"target {standing.now.target.said(style)}" if standing.now.target.zone else "",
            sentence=_sentence(standing, edition),
            height=height,
        ),
        caption=f"{subject_of(standing, edition)}Dots: values. Dashed: the target in force in each period.",
    )


def ticks_of(scale: Scale, style: NumberStyle) -> tuple[Tick, ...]:
    """Labels with as many decimals as the step between them needs, so that none is rounded."""
    places = max(0, -math.floor(math.log10(scale.step / style.divisor)))
    exact = replace(style, decimals=places)
    return tuple(Tick(at, exact.digits(at) + exact.after) for at in scale.ticks)


def _points(readings: Sequence[Reading], edition: Edition) -> tuple[TrendPoint, ...]:
    labels = axis_labels([reading.period for reading in readings], edition)
    return tuple(TrendPoint(label, r.value, r.target.zone) for label, r in zip(labels, readings, strict=True))


def _numbers(readings: Sequence[Reading]) -> list[float | None]:
    zones = [reading.target.zone or Zone() for reading in readings]
    return [*(reading.value for reading in readings), *(edge for zone in zones for edge in zone.edges)]


def axis_labels(periods: Sequence[Period], edition: Edition) -> list[str]:
    """Months by name, the first and each January with the year; other periods by key."""
    return [_axis_label(period, is_first=not place, locale=edition.locale) for place, period in enumerate(periods)]


def _axis_label(period: Period, *, is_first: bool, locale: str) -> str:
    if period.grain is not Grain.MONTH:
        return period.key
    has_year = is_first or period.start.month == 1
    return short_month_year(period.start, locale=locale) if has_year else short_month(period.start, locale=locale)


def period_label(reading: Reading, edition: Edition) -> str:
    """`September`, or the key of another period: for the label at a line's end."""
    if reading.period.grain is Grain.MONTH:
        return month_only(reading.period.start, locale=edition.locale)
    return reading.period.key


def _finding(standing: Standing, edition: Edition) -> str:
    """`P90 first response: target missed for 6 months, now 3.4 h against ≤ 2.0 h`."""
    name, target = shortened(standing.kpi.name, most=LONGEST_NAME), standing.now.target.said(standing.style)
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


def subject_of(standing: Standing, edition: Edition) -> str:
    """The first words of a caption: what is measured, else in which unit, and from how many rows."""
    unit = f"In {standing.style.spoken_unit}. " if standing.style.unit else ""
    description = shortened(standing.kpi.description or "", most=_LONGEST_DESCRIPTION).rstrip(". ")
    n = f"{edition.count(standing.now.n)} rows in {period_label(standing.now, edition)}. " if standing.now.n else ""
    return f"{f'{description}. ' if description else unit}{n}"
