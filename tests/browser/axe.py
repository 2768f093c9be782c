"""axe-core in a page: what it finds against WCAG and good practice, one line each."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, all rules on; empty is right.

    The page's own policy would refuse the script: open it with `bypass_csp`.
    """
    page.evaluate(_axe())
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:120]}"
        for violation in found
        for node in violation["nodes"][:3]
    ]
