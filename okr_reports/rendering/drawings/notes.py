"""The numbers of notes and events that hang above a chart's points: never on a line, a point or each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from okr_reports.rendering.drawings.geometry import Plot, Point, fitted, known, runs, text_width
from okr_reports.rendering.drawings.shapes import Pen, Stroke, Words, dot, line

NOTE_HEIGHT = 13.0
# A line with round ends is a capsule, of no length a circle: one pen for the rim, one for what is inside.
_RIM = Pen(stroke="ink", width=NOTE_HEIGHT, is_round=True)
_INSIDE = Pen(stroke="paper", width=NOTE_HEIGHT - 2, is_round=True)
_SIZE = 8.0
_WIDEST = 60.0
_FRAME_TOP = 2.0
# Room between a note and another, and between a note and the line below it.
_APART, _ABOVE_LINE = 2.0, 8.0
_ROW = NOTE_HEIGHT + _APART
_LEAST_PLOT = 44.0
_BESIDE = 12.0
_ROOMS = (0.0, _ROW, 2 * _ROW, 3 * _ROW)


@dataclass(frozen=True)
class Anchor:
    """A point with notes: where it stands, and their numbers."""

    point: Point
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """One label over one point, or over neighbours that have no room for one each; `x`, `y` are its middle."""

    anchors: tuple[Anchor, ...]
    x: float
    y: float
    text: str

    @property
    def width(self) -> float:
        """From its left to its right end: a circle for one digit or two."""
        return max(NOTE_HEIGHT, text_width(self.text, _SIZE) + 5)

    def words(self) -> Words:
        """Its text."""
        return Words(self.x, self.y + 2.9, self.text, anchor="middle", colour="ink", size=_SIZE, is_bold=True)


@dataclass(frozen=True)
class Hung:
    """A plot and the notes that hang in it."""

    plot: Plot
    notes: tuple[Note, ...]


def hang_notes(
    values: Sequence[float | None], notes: Sequence[tuple[int, ...]], *, plot_below: Callable[[float], Plot]
) -> Hung:
    """The notes of each value above it, on the highest plot that leaves them room: `plot_below(room)` starts lower.

    Where three rows are not enough, neighbours share one note, in one row above the plot.
    """
    plots = [plot_below(room) for room in _ROOMS]
    for plot in plots:
        hung = _above_points(_anchors(values, notes, plot), plot, lines=runs(values, plot))
        is_inside = all(note.y - NOTE_HEIGHT / 2 >= _FRAME_TOP for note in hung)
        if is_inside and plot.bottom - plot.top >= _LEAST_PLOT:
            return Hung(plot, tuple(hung))
    return Hung(plots[1], tuple(_in_one_row(_anchors(values, notes, plots[1]), plots[1])))


def note_circles(notes: Sequence[Note]) -> list[Stroke]:
    """A circle for each note's text, or a capsule where it is longer."""
    return [Stroke(pen, "".join(map(_capsule, notes))) for pen in (_RIM, _INSIDE)]


def note_threads(notes: Sequence[Note]) -> str:
    """From each note down to its points."""
    return "".join(map(_threads, notes))


def _capsule(note: Note) -> str:
    """The line through the middle of a note, which round ends make a capsule."""
    length = note.width - NOTE_HEIGHT
    return line([(note.x - length / 2, note.y), (note.x + length / 2, note.y)]) if length else dot(note.x, note.y)


def _threads(note: Note) -> str:
    """From a note down to its point; one for several points has a bar from which each hangs."""
    points = [anchor.point for anchor in note.anchors]
    rim = note.y + NOTE_HEIGHT / 2
    if len(points) == 1:
        return line([(points[0][0], rim), (points[0][0], points[0][1] - 4)])
    bar = line([(points[0][0], rim + 2), (points[-1][0], rim + 2)])
    return bar + "".join(line([(x, rim + 2), (x, y - 4)]) for x, y in points)


def _anchors(values: Sequence[float | None], notes: Sequence[tuple[int, ...]], plot: Plot) -> list[Anchor]:
    """Where notes hang; those of a period without a value hang above the axis."""
    heights = [plot.bottom if value is None else plot.y(value) for value in known(values)]
    return [
        Anchor((plot.x(position), height), numbers)
        for position, (height, numbers) in enumerate(zip(heights, notes, strict=True))
        if numbers
    ]


def _above_points(anchors: Sequence[Anchor], plot: Plot, *, lines: Sequence[Sequence[Point]]) -> list[Note]:
    """Each note as low as the line and the notes before it allow."""
    notes: list[Note] = []
    for anchor in anchors:
        note = _note((anchor,), plot, y=0.0)
        reach = note.width / 2 + _APART
        y = min([anchor.point[1], *_heights(lines, note.x - reach, note.x + reach)]) - _ABOVE_LINE - NOTE_HEIGHT / 2
        for taken in sorted((other.y for other in notes if _touch(other, note)), reverse=True):
            y = taken - _ROW if abs(taken - y) < _ROW else y
        notes.append(replace(note, y=y))
    return notes


def _in_one_row(anchors: Sequence[Anchor], plot: Plot) -> list[Note]:
    notes: list[Note] = []
    for anchor in anchors:
        notes.append(_note((anchor,), plot, y=_FRAME_TOP + NOTE_HEIGHT / 2))
        while len(notes) > 1 and _touch(notes[-2], notes[-1]):
            notes[-2:] = [_note(notes[-2].anchors + notes[-1].anchors, plot, y=notes[-1].y)]
    return notes


def _note(anchors: tuple[Anchor, ...], plot: Plot, *, y: float) -> Note:
    """A note over the middle of its points, inside the plot's sides."""
    text = _numbers({number for anchor in anchors for number in anchor.numbers})
    note = Note(anchors, (anchors[0].point[0] + anchors[-1].point[0]) / 2, y, text)
    half = note.width / 2
    return replace(note, x=min(max(note.x, plot.left - _BESIDE + half), plot.right + _BESIDE - half))


def _numbers(numbers: set[int]) -> str:
    """`3`, `1–4`, `1, 5`, or the first and how many more."""
    low, high = min(numbers), max(numbers)
    if len(numbers) == 1:
        text = str(low)
    elif high - low == len(numbers) - 1:
        text = f"{low}–{high}"
    else:
        text = f"{low}, {high}" if len(numbers) == 2 else f"{low} +{len(numbers) - 1}"
    return fitted(text, _SIZE, room=_WIDEST)


def _touch(first: Note, second: Note) -> bool:
    """Whether two notes would touch if they had one height."""
    return abs(first.x - second.x) < (first.width + second.width) / 2 + _APART


def _heights(lines: Sequence[Sequence[Point]], left: float, right: float) -> list[float]:
    """The heights of the lines' corners between two places, and where they enter and leave."""
    corners = [y for run in lines for x, y in run if left <= x <= right]
    cuts = [
        before[1] + (after[1] - before[1]) * (x - before[0]) / (after[0] - before[0])
        for run in lines
        for before, after in pairwise(run)
        for x in (left, right)
        if before[0] < x < after[0]
    ]
    return corners + cuts
