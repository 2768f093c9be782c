"""The charts under a department's table: what has a signal, the spread that people feel, what misses its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from okr_reports.packs.chart_notes import PageNotes, page_notes
from okr_reports.packs.edition import Edition
from okr_reports.packs.pages import ChartFigure
from okr_reports.packs.standings import Standing
from okr_reports.packs.strips import pair_of, strip_figure
from okr_reports.packs.trends import is_drawable, trend_figure
from okr_reports.packs.xmr_charts import MOST_POINTS, charted_readings, xmr_figure
from okr_reports.periods import Period
from okr_reports.words import Health, KpiKind, Variation

# XmR charts on one page (reports.md).
MOST_XMR = 2
_HEALTH = {Health.OFF_TARGET: 0, Health.AT_RISK: 1, Health.HEALTHY: 2, Health.UNKNOWN: 3}


@dataclass(frozen=True)
class PageCharts:
    """The figures of one page in order, and the notes that hang on them."""

    figures: tuple[ChartFigure, ...]
    notes: PageNotes


def charted_signals(standings: Sequence[Standing]) -> list[Standing]:
    """Which KPIs deserve an XmR chart: those with a signal, concerns first, the worst of them first."""
    found = [standing for standing in standings if standing.is_special and is_drawable(standing)]
    return sorted(found, key=lambda s: (s.variation is not Variation.CONCERN, *_urgency(s)))[:MOST_XMR]


def notes_of(standings: Sequence[Standing], edition: Edition) -> PageNotes:
    """The notes of a page with the XmR charts of these standings."""
    return page_notes(standings, edition, periods=_months(standings, edition))


def charts_of(standings: Sequence[Standing], edition: Edition, *, heights: Sequence[int]) -> PageCharts:
    """The charts of one page, one for each height there is room for; the strip stands behind the first signal.

    Healthy outcomes without a signal are drawn when nothing worse takes the place.
    """
    signals = charted_signals(standings)[: len(heights)]
    notes = notes_of(signals, edition)
    pair = pair_of(standings, edition)
    others = sorted((s for s in standings if s not in signals and is_drawable(s)), key=_urgency)
    drawn = [partial(xmr_figure, standing, edition, notes=notes) for standing in signals]
    strip = [partial(strip_figure, pair, edition)] if pair else []
    plain = [partial(trend_figure, standing, edition) for standing in others]
    makers = [*drawn[:1], *strip, *drawn[1:], *plain]
    return PageCharts(tuple(make(height=height) for make, height in zip(makers, heights, strict=False)), notes)


def wanted_count(standings: Sequence[Standing], edition: Edition) -> int:
    """How many charts a page should have: two, and the strip beside two with a signal."""
    return 2 + int(len(charted_signals(standings)) == MOST_XMR and pair_of(standings, edition) is not None)


def _urgency(standing: Standing) -> tuple[int, int, int]:
    is_leading = standing.kpi.kind is KpiKind.LEADING
    return _HEALTH[standing.health], -standing.now.missed_count, int(is_leading)


def _months(standings: Sequence[Standing], edition: Edition) -> list[Period]:
    """The months that the charts span."""
    readings = [reading for standing in standings for reading in charted_readings(standing)]
    first = min((reading.period.start for reading in readings), default=edition.month.end)
    months = edition.catalogue.fiscal.run_up_to(edition.month, MOST_POINTS)
    return [month for month in months if month.end > first]
