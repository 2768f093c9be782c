"""Every report is accessible on the screen: axe-core finds nothing, and neither do rules that it lacks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from okr_reports.packs.retro.verdicts import GRADES, SAID
from tests.browser.axe import violations
from tests.browser.documents import NAMES, html_named

WIDTHS = (1280, 375)
STATUS_WORDS = {"Healthy", "At risk", "Off target", "Unknown"}
GOAL_WORDS = {verdict.word for verdict in (*GRADES.values(), *SAID.values())} | {"nothing"}
OTHER_PROFILES = {"Amber by cozyhr", "Success by twrt"}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each document in turn."""
    return request.param


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """The reader's colour scheme."""
    return request.param


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, scheme: str, name: str) -> Iterator[Page]:
    """The document, opened at this width in this scheme."""
    viewport = {"width": request.param, "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)  # pyright: ignore
    opened = context.new_page()
    opened.set_content(html_named(name))
    yield opened
    context.close()


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []


def test_the_page_does_not_scroll_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_status_says_its_word(name: str, browser: Browser) -> None:
    opened = browser.new_page()
    opened.set_content(html_named(name))
    words = opened.locator("td .st").all_inner_texts()
    opened.close()
    assert words
    assert set(map(str.strip, words)) <= STATUS_WORDS | GOAL_WORDS | OTHER_PROFILES


def test_every_cell_of_a_tables_head_is_a_header_with_a_scope(name: str, browser: Browser) -> None:
    opened = browser.new_page()
    opened.set_content(html_named(name))
    heads = opened.locator("thead td, thead th:not([scope])").count()
    tables_without_head = opened.locator("table:not(:has(thead th))").count()
    opened.close()
    assert (heads, tables_without_head) == (0, 0)


def test_every_figure_has_its_sentence(name: str, browser: Browser) -> None:
    opened = browser.new_page()
    opened.set_content(html_named(name))
    sentences = opened.evaluate(
        "[...document.querySelectorAll('svg:not([aria-hidden=true])')]"
        ".map(figure => figure.querySelector(':scope > title')?.textContent ?? '')"
    )
    opened.close()
    assert sentences
    assert [sentence for sentence in sentences if len(sentence.split()) < 3] == []
