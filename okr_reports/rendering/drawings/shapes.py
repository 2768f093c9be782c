"""The parts every picture is made of: pens, paths, words, and the SVG around them.

Attributes are the truth in print, where page CSS does not reach into pictures; classes re-colour for dark screens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from markupsafe import Markup, escape

from okr_reports.rendering.palette import LIGHT


@dataclass(frozen=True)
class Pen:
    """How a path is painted: colour names of the palette, stroke width in units, dash pattern, round ends."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: str = ""
    is_round: bool = False

    @cached_property
    def attributes(self) -> str:
        """Classes for screens and presentation attributes for print."""
        classes = [f"s-{self.stroke}"] * bool(self.stroke) + [f"f-{self.fill}"] * bool(self.fill)
        parts = [f'class="{" ".join(classes)}"', f'fill="{LIGHT[self.fill] if self.fill else "none"}"']
        if self.stroke:
            parts += [
                f'stroke="{LIGHT[self.stroke]}"',
                f'stroke-width="{short(self.width)}"',
                'stroke-linejoin="round"',
            ]
        if self.dash:
            parts.append(f'stroke-dasharray="{self.dash}"')
        if self.is_round:
            parts.append('stroke-linecap="round"')
        return " ".join(parts)


@dataclass(frozen=True)
class Stroke:
    """One path, painted with one pen."""

    pen: Pen
    path: str


@dataclass(frozen=True)
class Words:
    """One line of text in a picture; `x` and `y` are its anchor on the base line."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    colour: str = "mute"
    size: float = 8.5
    is_bold: bool = False

    def svg(self) -> Markup:
        """The text element."""
        anchor = "" if self.anchor == "start" else f' text-anchor="{self.anchor}"'
        weight = ' font-weight="600"' if self.is_bold else ""
        face = f'fill="{LIGHT[self.colour]}" font-family="Inter Tab" font-size="{short(self.size)}"{anchor}{weight}'
        place = f'x="{short(self.x)}" y="{short(self.y)}"'
        # Only the text is anybody else's: put together this way it takes a fifth of the time of Markup.format.
        return Markup(f'<text class="f-{self.colour}" {face} {place}>{escape(self.text)}</text>')


@dataclass(frozen=True)
class Frame:
    """The kind (CSS classes) and size of a picture, in units of a CSS pixel."""

    kind: str
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """A picture without its sentence: what many have in common is drawn once."""

    head: str
    body: str


def picture(frame: Frame, sentence: str, *, strokes: Sequence[Stroke], words: Iterable[Words] = ()) -> Markup:
    """The SVG with its sentence as title; neighbouring paths of one pen are merged, words come last."""
    return titled(drawing(frame, strokes=strokes, words=words), sentence)


def titled(drawn: Drawing, sentence: str) -> Markup:
    """A drawing with its sentence."""
    return Markup(f"{drawn.head}<title>{escape(sentence)}</title>{drawn.body}</svg>")


def drawing(frame: Frame, *, strokes: Sequence[Stroke], words: Iterable[Words] = ()) -> Drawing:
    """All of the picture but its sentence."""
    paths = "".join(
        f'<path {pen.attributes} d="{"".join(stroke.path for stroke in group)}"/>'
        for pen, group in groupby((stroke for stroke in strokes if stroke.path), key=lambda stroke: stroke.pen)
    )
    width, height = short(frame.width), short(frame.height)
    # With its namespace, so that the page is also well-formed XML, which the PDF is made from.
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="{frame.kind}" viewBox="0 0 {width} {height}"'
    texts = Markup("").join(word.svg() for word in words)
    return Drawing(f'{head} width="{width}" height="{height}" role="img">', f"{paths}{texts}")


def short(number: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{number:.1f}"
    return text[:-2].replace("-0", "0") if text.endswith(".0") else text


def line(points: Iterable[tuple[float, float]]) -> str:
    """A path through the points."""
    return "".join(f"{'L' if number else 'M'}{short(x)} {short(y)}" for number, (x, y) in enumerate(points))


def box(left: float, top: float, *, width: float, height: float) -> str:
    """A rectangle."""
    return f"M{short(left)} {short(top)}h{short(width)}v{short(height)}h{short(-width)}Z"


def square(x: float, y: float, *, size: float) -> str:
    """A square around a point."""
    return box(x - size / 2, y - size / 2, width=size, height=size)


def dot(x: float, y: float) -> str:
    """A line of no length: with a round pen, a disc as wide as the pen. A tenth of the work of a circle for the PDF."""
    return f"M{short(x)} {short(y)}h0"


def ring(x: float, y: float, *, radius: float) -> str:
    """A circle around a point."""
    # Written as half circles to the decimal, so that it stays round; called smaller arcs, each is one curve in the PDF.
    shown = round(radius, 1)
    arc = f"a{short(shown)} {short(shown)} 0 0 1"
    return f"M{short(x - shown)} {short(y)}{arc} {short(2 * shown)} 0{arc} {short(-2 * shown)} 0Z"
