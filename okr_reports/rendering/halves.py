"""Prose in two halves of about equal height, which stand side by side on paper."""

from collections.abc import Sequence

from okr_reports.packs.pages import Says

# Half a page's measure; a paragraph's space below.
_SIGNS_PER_LINE, _BELOW = 62, 0.3


def halves(paragraphs: Sequence[Says]) -> tuple[Sequence[Says], ...]:
    """The paragraphs in order, cut where the higher half is lowest; one that is empty is left out."""
    heights = [_height(paragraph) for paragraph in paragraphs]
    cuts = range(len(paragraphs) + 1)
    at = min(cuts, key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])), default=0)
    return tuple(part for part in (paragraphs[:at], paragraphs[at:]) if part)


def _height(paragraph: Says) -> float:
    return -(-(len(paragraph.strong) + len(paragraph.rest)) // _SIGNS_PER_LINE) + _BELOW
