"""Managers' indexes and HR's overview as HTML, against their golden files; hostile names in them."""

from collections.abc import Callable

import pytest

from tests.rendering.views_sample import KINDS, html_of, views

RequireGolden = Callable[[str, str], None]
GOLDEN = {"a manager's index": "view_managers_index", "HR's overview": "view_hr_overview"}


def main_of(kind: str) -> str:
    """What stands between the page's head and its foot."""
    _, _, rest = html_of(kind).partition("<main")
    return rest.partition("</main>")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_says_what_it_said(kind: str, require_golden: RequireGolden) -> None:
    require_golden(GOLDEN[kind], main_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_a_name_is_text(kind: str) -> None:
    html = html_of(kind)
    assert "&lt;b&gt;Ann&lt;/b&gt; O&#39;Néill" in html
    assert "<b>Ann" not in html


def test_an_index_names_nobody_elses_reports() -> None:
    assert sorted(views()) == ["hr/overview.html", "managers/M1/index.html", "managers/M2/index.html"]
    assert "प्रिया" not in views()["managers/M1/index.html"]
    assert "משה" not in views()["managers/M2/index.html"]
