"""A manager's index and HR's overview on the screen: axe-core finds nothing, nothing scrolls sideways or is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.opened import WIDTHS, opened_wide
from tests.rendering.views_sample import KINDS, html_of


@pytest.fixture(params=KINDS)
def page(request: pytest.FixtureRequest, browser: Browser, scheme: str) -> Iterator[Page]:
    """The document, opened wide in this scheme."""
    with opened_wide(browser, html_of(request.param), scheme) as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_does_not_scroll_sideways(browser: Browser, kind: str, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.set_content(html_of(kind))
    within = opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    opened.close()
    assert within


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_has_heads_with_a_scope_and_every_link_a_name(browser: Browser, kind: str) -> None:
    opened = browser.new_page()
    opened.set_content(html_of(kind))
    heads = opened.locator("thead td, thead th:not([scope])").count()
    without_head = opened.locator("table:not(:has(thead th))").count()
    nameless = opened.locator("main a:not(:has-text('Bundle')):not(:has-text('PDF'))").count()
    opened.close()
    assert (heads, without_head, nameless) == (0, 0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_requested_and_the_policy_is_never_broken(browser: Browser, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "view.html"
    file.write_text(html_of(kind), encoding="utf-8")
    said: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("request", lambda request: said.append(request.url))
    opened.goto(file.as_uri())
    opened.close()
    assert [text for text in said if text != file.as_uri() and not text.startswith("data:")] == []
