"""Median and P90 side by side where customers feel the tail: two KPIs that are percentiles of the same column."""

from collections.abc import Sequence
from dataclasses import dataclass

from okr_reports.expressions import Aggregate, Expression
from okr_reports.packs.drawn import recent
from okr_reports.packs.edition import Edition
from okr_reports.packs.pages import ChartFigure
from okr_reports.packs.pictures import PercentileStrip, StripPoint
from okr_reports.packs.scales import line_scale
from okr_reports.packs.standings import Standing
from okr_reports.packs.trends import FEWEST_POINTS, axis_labels, ticks_of
from okr_reports.words import Perspective

_FELT = (Perspective.CUSTOMER, Perspective.SPEED)
_MIDDLE, _TAIL_FROM = 0.5, 0.75


@dataclass(frozen=True)
class Pair:
    """The KPI of the middle and that of the tail, over the same rows; values by period key."""

    median: Standing
    tail: Standing

    @property
    def points(self) -> list[tuple[str, float | None, float | None]]:
        """Period key, median, tail: the last thirteen of the tail."""
        middles = {reading.period.key: reading.value for reading in self.median.history}
        return [(r.period.key, middles.get(r.period.key), r.value) for r in recent(self.tail)]


def pair_of(standings: Sequence[Standing], edition: Edition) -> Pair | None:
    """The first pair on the page that customers feel, with enough months; none when there is none."""
    middles = [s for s in standings if _share(s, edition) == _MIDDLE]
    tails = [s for s in standings if (share := _share(s, edition)) is not None and share >= _TAIL_FROM]
    pairs = [Pair(m, t) for t in tails for m in middles if _is_felt(m, t) and _same_rows(m, t, edition)]
    return next((pair for pair in pairs if _is_drawable(pair)), None)


def strip_figure(pair: Pair, edition: Edition, *, height: int) -> ChartFigure:
    """The strip of a pair; titled by what the two did over the months shown."""
    style, points = pair.tail.style, pair.points
    labels = axis_labels([reading.period for reading in recent(pair.tail)], edition)
    zone = pair.tail.now.target.zone
    edges = zone.edges if zone else ()
    _, median, tail = points[-1]
    target = pair.tail.now.target.said(style)
    return ChartFigure(
        kpi_id=pair.tail.kpi.id,
        title=_finding(pair),
        strip=PercentileStrip(
            points=tuple(StripPoint(label, m, t) for label, (_, m, t) in zip(labels, points, strict=True)),
            target=zone,
            ticks=ticks_of(line_scale([0.0, *edges, *(v for _, m, t in points for v in (m, t))]), style),
            median_label=f"median {style.said(median)}" if median is not None else "",
            p90_label=f"{_called(pair, edition)} {style.said(tail)}" if tail is not None else "",
            target_label=f"target {_called(pair, edition)} {target}" if target else "",
            sentence=_sentence(pair),
            height=height,
        ),
        caption=f"Bar: median. Dot: {_called(pair, edition)}. The line between them is the spread that people feel.",
    )


def _is_felt(median: Standing, tail: Standing) -> bool:
    return median.kpi.perspective in _FELT or tail.kpi.perspective in _FELT


def _is_drawable(pair: Pair) -> bool:
    return sum(m is not None and t is not None for _, m, t in pair.points) >= FEWEST_POINTS


def _root(standing: Standing, edition: Edition) -> Expression | None:
    formula = edition.catalogue.formulas.get(standing.kpi.id)
    return formula.root if formula else None


def _share(standing: Standing, edition: Edition) -> float | None:
    root = _root(standing, edition)
    return root.share if isinstance(root, Aggregate) and root.function == "quantile" else None


def _same_rows(median: Standing, tail: Standing, edition: Edition) -> bool:
    """The same column of the same extract, filter, part of the company and cadence."""
    roots = [_root(standing, edition) for standing in (median, tail)]
    columns = [(root.argument, root.where) for root in roots if isinstance(root, Aggregate)]
    keys = [(s.kpi.extract, s.kpi.filter, s.department if s.is_part else None, s.now.period) for s in (median, tail)]
    return columns[0] == columns[1] and keys[0] == keys[1]


def _called(pair: Pair, edition: Edition) -> str:
    """`P90`."""
    return f"P{round((_share(pair.tail, edition) or 0.0) * 100)}"


def _finding(pair: Pair) -> str:
    """How the tail moved over the months drawn, and how the middle."""
    whole = [(m, t) for _, m, t in pair.points if m is not None and t is not None]
    (first_m, first_t), (last_m, last_t) = whole[0], whole[-1]
    return f"{_moved(pair.tail, first_t, last_t)}; {_moved(pair.median, first_m, last_m)}"


def _moved(standing: Standing, first: float, last: float) -> str:
    """`P90 first response went from 1.7 h to 3.4 h`; as printed, so that no two equal numbers differ."""
    before, now = standing.style.said(first), standing.style.said(last)
    return f"{standing.kpi.name} " + (f"stayed at {now}" if before == now else f"went from {before} to {now}")


def _sentence(pair: Pair) -> str:
    style = pair.tail.style
    medians = [m for _, m, _ in pair.points if m is not None]
    tails = [t for _, _, t in pair.points if t is not None]
    return (
        f"{pair.median.kpi.name} between {style.said(min(medians))} and {style.said(max(medians))}, "
        f"{pair.tail.kpi.name} between {style.said(min(tails))} and {style.said(max(tails))}; "
        f"at the end {style.said(medians[-1])} and {style.said(tails[-1])}."
    )
