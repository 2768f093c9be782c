"""Prose in two halves."""

import pytest

from okr_reports.packs.pages import Says
from okr_reports.rendering.halves import halves


@pytest.mark.parametrize(
    ("lengths", "left"),
    [([60, 60], 1), ([60, 60, 60], 2), ([400, 60, 60], 1), ([60, 60, 400], 2), ([60], 1)],
)
def test_the_halves_are_about_equally_high(lengths: list[int], left: int) -> None:
    paragraphs = [Says(rest="x" * length) for length in lengths]
    assert [list(half) for half in halves(paragraphs)] == [
        half for half in (paragraphs[:left], paragraphs[left:]) if half
    ]


def test_nothing_has_no_halves() -> None:
    assert halves([]) == ()
