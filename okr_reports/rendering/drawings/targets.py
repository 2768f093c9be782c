"""Target lines of a wide chart, and arrows at its edge for a target that lies beyond the scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from okr_reports.packs.pictures import Zone
from okr_reports.rendering.drawings.geometry import Plot, known, steps, target_rows
from okr_reports.rendering.drawings.labels import ARROWS_AT, OVERHANG, Level
from okr_reports.rendering.drawings.shapes import Pen, Stroke, line

_TARGET = Pen(stroke="ink", width=1.3, dash="7 2 2 2")
_ARROW = Pen(fill="ink")
_ARROW_SIZE = 6.0


@dataclass(frozen=True)
class TargetLines:
    """What is drawn of the targets, and what is said at the line's end."""

    strokes: tuple[Stroke, ...]
    levels: tuple[Level, ...]


def target_lines(targets: Sequence[Zone | None], label: str, *, plot: Plot) -> TargetLines:
    """The lines of each period's target; `label` names the last one, beside its line or, beyond the scale, an arrow."""
    rows = [[edge if _is_inside(edge, plot) else None for edge in row] for row in target_rows(targets)]
    in_force = targets[-1].edges if targets and targets[-1] else ()
    edges = [edge for edge in known(in_force) if edge is not None]
    inside, beyond = ([edge for edge in edges if _is_inside(edge, plot) is side] for side in (True, False))
    lines = [Stroke(_TARGET, line(run)) for row in rows for run in steps(row, plot, overhang=OVERHANG)]
    arrows = [Stroke(_ARROW, _arrow(edge, plot)) for edge in beyond]
    heights = [plot.y(edge) for edge in inside] or [_beyond(edge, plot) for edge in beyond]
    levels = [Level(label, y, colour="ink", is_bold=True, is_arrow=not inside) for y in heights[-1:]]
    return TargetLines((*lines, *arrows), tuple(levels))


def _is_inside(edge: float | None, plot: Plot) -> bool:
    # The ends of a scale are round numbers, from which a target may differ in its last digits.
    slack = (plot.high / 2 - plot.low / 2) * 1e-6
    return edge is not None and plot.low - slack <= edge <= plot.high + slack


def _beyond(edge: float, plot: Plot) -> float:
    """The middle of the arrow, just outside the plot."""
    return plot.top - _ARROW_SIZE if edge > plot.high else plot.bottom + _ARROW_SIZE


def _arrow(edge: float, plot: Plot) -> str:
    """A triangle that points to where the target lies."""
    tip = -_ARROW_SIZE / 2 if edge > plot.high else _ARROW_SIZE / 2
    y = _beyond(edge, plot)
    corners = [(ARROWS_AT - 3, y - tip), (ARROWS_AT + 3, y - tip), (ARROWS_AT, y + tip)]
    return line(corners) + "Z"
