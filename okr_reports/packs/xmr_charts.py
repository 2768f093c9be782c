"""A KPI against its own noise: the XmR chart of a KPI with a signal, its finding and its reading (rules §4)."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile

from okr_reports.packs.chart_notes import PageNotes
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import shortened
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.pages import ChartFigure
from okr_reports.packs.pictures import XmrChart, XmrPoint, Zone
from okr_reports.packs.scales import Scale, line_scale
from okr_reports.packs.signal_words import VARIATIONS, charted_style, end_mark, rule_words, since
from okr_reports.packs.signals import Signal, SignalPoint
from okr_reports.packs.standings import Reading, Standing
from okr_reports.packs.trends import LONGEST_NAME, axis_labels, period_label, subject_of, ticks_of
from okr_reports.words import Chart

MOST_POINTS = 24
# Until the page says how much room there is.
_HEIGHT = 150
_CHARTED = {
    Chart.VALUE: "",
    Chart.CHANGE: "Charted: the change on the period before. ",
    Chart.YEAR_ON_YEAR: "Charted: the change on the same period a year before. ",
}


@dataclass(frozen=True)
class _Series:
    """What is drawn: the last points, some of them before a re-base. `first`: where the limits' series begins."""

    points: tuple[SignalPoint, ...]
    targets: tuple[Zone | None, ...]
    first: int


def charted_readings(standing: Standing) -> tuple[Reading, ...]:
    """The periods an XmR chart of this KPI shows, from the first one with a value on."""
    recent = standing.history[-MOST_POINTS:]
    return tuple(dropwhile(lambda reading: reading.value is None, recent))


def xmr_figure(standing: Standing, edition: Edition, *, height: int, notes: PageNotes) -> ChartFigure:
    """The chart of a KPI that has a signal. `notes`: those of its page."""
    signal = standing.signal
    if signal is None:
        raise ValueError(f"{standing.kpi.id} has no signal to draw")
    return ChartFigure(
        kpi_id=standing.kpi.id,
        title=_finding(standing, signal, edition),
        xmr=replace(_chart(standing, signal, edition, notes=notes), height=height),
        caption=_caption(standing, signal, edition),
    )


def _chart(standing: Standing, signal: Signal, edition: Edition, *, notes: PageNotes) -> XmrChart:
    series, style = _series(standing, signal), charted_style(standing)
    targets = standing.now.target.zone if signal.chart is Chart.VALUE else None
    scale = _scale(series, signal)
    return XmrChart(
        points=_points(standing, series, edition, notes=notes),
        first=series.first,
        centre=signal.centre,
        lower=signal.lower,
        upper=signal.upper,
        target=targets,
        targets=series.targets,
        end=end_mark(standing),
        ticks=ticks_of(scale, style),
        end_label=_end_label(standing, signal, edition),
        target_label=f"target {standing.now.target.said(style)}" if targets else "",
        centre_label=_level("average", signal.centre, style),
        upper_label=_level("upper limit", signal.upper, style),
        lower_label=_level("lower limit", signal.lower, style),
        sentence=_sentence(standing, signal, edition),
        height=_HEIGHT,
        is_trial=signal.is_trial,
    )


def _series(standing: Standing, signal: Signal) -> _Series:
    """The KPI's last periods: those of the signal, gaps between them, and values before a re-base."""
    own = {point.period.key: point for point in signal.points}
    start = signal.points[0].period.start
    shown = [r for r in charted_readings(standing) if r.period.start >= start or signal.chart is Chart.VALUE]
    is_value = signal.chart is Chart.VALUE
    return _Series(
        points=tuple(own.get(r.period.key) or SignalPoint(r.period, _before(r, start)) for r in shown),
        targets=tuple(reading.target.zone for reading in shown) if is_value else (),
        first=sum(reading.period.start < start for reading in shown),
    )


def _before(reading: Reading, start: date) -> float | None:
    """The value of a period before the re-base; a period after it that has no point was not measured."""
    return reading.value if reading.period.start < start else None


def _points(standing: Standing, series: _Series, edition: Edition, *, notes: PageNotes) -> tuple[XmrPoint, ...]:
    labels = axis_labels([point.period for point in series.points], edition)
    return tuple(
        XmrPoint(label, point.charted, point.is_special, notes.on(standing.kpi.id, point.period))
        for label, point in zip(labels, series.points, strict=True)
    )


def _scale(series: _Series, signal: Signal) -> Scale:
    edges = [edge for zone in series.targets if zone for edge in zone.edges]
    return line_scale([*(point.charted for point in series.points), signal.lower, signal.upper, *edges])


def _end_label(standing: Standing, signal: Signal, edition: Edition) -> str:
    charted = signal.last.charted
    if charted is None:
        return ""
    return f"{period_label(standing.now, edition)} {charted_style(standing).said(charted)}"


def _level(name: str, value: float | None, style: NumberStyle) -> str:
    return "" if value is None else f"{name} {style.said(value)}"


def _finding(standing: Standing, signal: Signal, edition: Edition) -> str:
    """`P90 first response: concern since Jul, above its limits; now 3.4 h against ≤ 2.0 h`."""
    name, target = shortened(standing.kpi.name, most=LONGEST_NAME), standing.now.target.said(standing.style)
    now = f"now {edition.said(standing, standing.now.value)}{f' against {target}' if target else ''}"
    word = VARIATIONS[signal.variation].word.lower() if signal.variation else "no verdict"
    return f"{name}: {word}{since(signal, edition)}, {rule_words(signal)}; {now}"


def _sentence(standing: Standing, signal: Signal, edition: Edition) -> str:
    style, target = charted_style(standing), standing.now.target.said(standing.style)
    levels = {"an average of": signal.centre, "a lower limit of": signal.lower, "an upper limit of": signal.upper}
    stated = [f"{name} {style.said(value)}" for name, value in levels.items() if value is not None]
    stated += [f"a target of {target}"] if target and signal.chart is Chart.VALUE else []
    last = signal.last.charted
    value = style.said(last) if last is not None else "no value"
    word = VARIATIONS[signal.variation].word.lower() if signal.variation else "no verdict"
    period = edition.period(standing.now.period)
    return (
        f"{standing.kpi.name}: {value} in {period}, {word}{since(signal, edition)}, {rule_words(signal)}; "
        f"with {', '.join(stated)}."
    )


def _caption(standing: Standing, signal: Signal, edition: Edition) -> str:
    trial = f"On trial: limits from {signal.point_count} points only. " if signal.is_trial else ""
    return (
        f"{subject_of(standing, edition)}{_CHARTED[signal.chart]}{trial}Limits: average ± 2.66 × mean moving range "
        f"over {signal.point_count} points, rule set {edition.catalogue.policy.signals.rules}. "
        "Squares: more than noise, the filled one now."
    )
