"""A document opened in the browser as a reader has set it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

WIDTHS = (1280, 375)


@contextmanager
def opened_wide(browser: Browser, html: str, scheme: str) -> Iterator[Page]:
    """The page at the larger width, in this colour scheme, closed at the end."""
    viewport = {"width": WIDTHS[0], "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)  # pyright: ignore
    page = context.new_page()
    page.set_content(html)
    yield page
    context.close()
