"""Prose in two halves of about equal height, which stand side by side on paper."""

from collections.abc import Sequence

from okr_reports.packs.pages import Says

# Half a page's measure; a paragraph's space below.
_SIGNS_PER_LINE, _BELOW = 62, 0.3


def halves(paragraphs: Sequence[Says]) -> tuple[Sequence[Says], ...]:
    """The paragraphs in order, cut where the higher half is lowest, rather later; a half that is empty is left out."""
    heights = [_height(paragraph) for paragraph in paragraphs]
    at = min(reversed(range(len(heights) + 1)), key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])))
    return tuple(part for part in (paragraphs[:at], paragraphs[at:]) if part)


def _height(paragraph: Says) -> float:
    return -(-(len(paragraph.strong) + len(paragraph.rest)) // _SIGNS_PER_LINE) + _BELOW
