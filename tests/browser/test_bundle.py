"""A bundle on the screen: axe-core finds nothing, nothing scrolls sideways, nothing is asked of anybody."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.rendering.bundle import render_bundle
from tests.browser.axe import violations
from tests.browser.opened import WIDTHS, opened_wide
from tests.rendering.bundle_people import PEOPLE
from tests.rendering.bundle_sample import facts


@cache
def html_of(name: str) -> str:
    """The document of one of the six."""
    return render_bundle(build_bundle(PEOPLE[name](), facts())).html


@pytest.fixture(params=["lead", "transfer", "nobody"])
def page(request: pytest.FixtureRequest, browser: Browser, scheme: str) -> Iterator[Page]:
    """The document, opened wide in this scheme."""
    with opened_wide(browser, html_of(request.param), scheme) as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_does_not_scroll_sideways(browser: Browser, name: str, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.set_content(html_of(name))
    within = opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    opened.close()
    assert within


def test_every_table_has_heads_with_a_scope_and_every_figure_a_sentence(browser: Browser) -> None:
    opened = browser.new_page()
    opened.set_content(html_of("transfer"))
    heads = opened.locator("thead td, thead th:not([scope])").count()
    without_head = opened.locator("table:not(:has(thead th))").count()
    sentences = opened.evaluate(
        "[...document.querySelectorAll('svg')].map(one => one.querySelector('title').textContent)"
    )
    opened.close()
    assert (heads, without_head) == (0, 0)
    assert [sentence for sentence in sentences if len(sentence.split()) < 3] == []


def test_what_is_signed_cannot_be_sorted_or_filtered(browser: Browser) -> None:
    opened = browser.new_page()
    opened.set_content(html_of("lead"))
    tools = opened.locator("button, input").count()
    opened.close()
    assert tools == 0


def test_nothing_is_requested_and_the_policy_is_never_broken(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bundle.html"
    file.write_text(html_of("hostile"), encoding="utf-8")
    said: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("request", lambda request: said.append(request.url))
    opened.goto(file.as_uri())
    opened.close()
    assert [text for text in said if text != file.as_uri() and not text.startswith("data:")] == []
