"""Sorting and filtering on the screen, by mouse and by keyboard; without a script everything is there all the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.documents import html_named

DOCUMENT = "25 KPIs"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review as a file, as people open it: its own policy holds."""
    path = tmp_path_factory.mktemp("screen") / "report.html"
    path.write_text(html_named(DOCUMENT), encoding="utf-8")
    return path


@pytest.fixture
def said() -> list[str]:
    """What the console says and what is requested beside the file itself."""
    return []


@pytest.fixture
def page(browser: Browser, document: Path, said: list[str]) -> Iterator[Page]:
    """The review, opened; every console message, failure and request is written down."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url))
    opened.goto(document.as_uri())
    yield opened
    opened.close()


def table(page: Page, label: str = "Exceptions") -> Locator:
    """The table in the region of this name."""
    return page.locator(f'.scroll[aria-label="{label}"] table').first


def definitions(page: Page) -> Locator:
    """The register of definitions, which has groups."""
    return table(page, "Definitions")


def names(found: Locator) -> list[str]:
    """The names in the first column of rows, as they stand, hidden rows left out."""
    rows = found.locator("tbody th[scope=row]:visible")
    return rows.evaluate_all("cells => cells.map(cell => cell.firstChild.textContent.trim())")


def numbers(found: Locator) -> list[float]:
    """The unrounded numbers of the column `Now` in the exceptions, as they stand."""
    return found.locator("td.now[data-v]").evaluate_all("cells => cells.map(cell => Number(cell.dataset.v))")


def head(found: Locator, name: str) -> Locator:
    """The button in the head of this column."""
    return found.locator("thead button.sort", has_text=name)


def test_nothing_is_requested_and_the_policy_is_never_broken(page: Page, said: list[str], document: Path) -> None:
    head(table(page), "KPI").click()
    page.get_by_label("Find in Definitions").fill("churn")
    assert [text for text in said if text != document.as_uri() and not text.startswith("data:")] == []


def test_a_click_sorts_up_then_down_then_back(page: Page) -> None:
    found = table(page)
    printed, button = names(found), head(found, "KPI")
    order = []
    for _ in range(3):
        button.click()
        order.append((button.locator("..").get_attribute("aria-sort"), names(found)))
    by_name = sorted(printed, key=str.casefold)
    assert order == [("ascending", by_name), ("descending", by_name[::-1]), ("none", printed)]


def test_the_keyboard_sorts_too(page: Page) -> None:
    found = table(page)
    head(found, "KPI").focus()
    page.keyboard.press("Enter")
    assert names(found) == sorted(names(found), key=str.casefold)
    page.keyboard.press("Space")
    assert names(found) == sorted(names(found), key=str.casefold, reverse=True)


def test_numbers_are_sorted_by_their_unrounded_value(page: Page) -> None:
    found = table(page)
    found.locator("thead th.n button.sort").first.click()
    assert numbers(found) == sorted(numbers(found))
    assert len(numbers(found)) > 3


def test_verdicts_are_sorted_by_how_bad_they_are(page: Page) -> None:
    found = table(page)
    head(found, "Health").click()
    words = found.locator("tbody .st").all_inner_texts()
    places = [["Off target", "At risk", "Unknown", "Healthy"].index(word.strip()) for word in words]
    assert places == sorted(places)


def test_only_one_column_at_a_time_says_that_it_is_sorted(page: Page) -> None:
    found = table(page)
    head(found, "KPI").click()
    head(found, "Health").click()
    assert found.locator("th[aria-sort=ascending], th[aria-sort=descending]").count() == 1


def test_pictures_and_days_cannot_be_sorted(page: Page) -> None:
    assert table(page).locator("th.pic button").count() == 0
    assert definitions(page).locator("th", has_text="Set on").locator("button").count() == 0


def test_sorting_a_table_in_groups_hides_the_groups_and_brings_them_back(page: Page) -> None:
    found = definitions(page)
    groups = found.locator("tr.grp:visible").count()
    button = head(found, "KPI")
    button.click()
    assert (found.locator("tr.grp:visible").count(), names(found)) == (0, sorted(names(found), key=str.casefold))
    button.click()
    button.click()
    assert found.locator("tr.grp:visible").count() == groups > 1


def test_words_filter_and_the_count_is_announced(page: Page) -> None:
    found = definitions(page)
    page.get_by_label("Find in Definitions").fill("  CHURN ")
    status = page.get_by_role("group", name="Filter Definitions").get_by_role("status")
    shown = names(found)
    assert 0 < len(shown) < 25
    assert status.inner_text() == f"{len(shown)} of 25 shown"
    assert found.locator("tr.grp:visible").count() <= len(shown)
    page.get_by_label("Find in Definitions").fill("")
    assert (len(names(found)), status.inner_text()) == (25, "")


def test_statuses_filter_by_keyboard(page: Page) -> None:
    tools = page.get_by_role("group", name="Filter Exceptions")
    chip = tools.get_by_role("button", name="At risk")
    chip.focus()
    page.keyboard.press("Space")
    words = table(page).locator("tbody .st:visible").all_inner_texts()
    assert (chip.get_attribute("aria-pressed"), {word.strip() for word in words}) == ("true", {"At risk"})
    page.keyboard.press("Space")
    assert chip.get_attribute("aria-pressed") == "false"
    assert table(page).locator("tbody tr:visible").count() > len(words)


def test_the_first_tab_leads_past_the_head(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert skip.evaluate("link => link === document.activeElement")


def test_the_focus_is_seen(page: Page) -> None:
    page.keyboard.press("Tab")
    head(table(page), "KPI").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_filtered_table_says_so_on_paper(page: Page) -> None:
    page.get_by_label("Find in Definitions").fill("churn")
    page.emulate_media(media="print")
    tools = page.get_by_role("group", name="Filter Definitions")
    assert tools.get_by_role("status").is_visible()
    assert not tools.locator("input").is_visible()
    assert not page.get_by_role("group", name="Filter Exceptions").is_visible()


def test_on_a_phone_nothing_scrolls_sideways_and_words_still_filter(browser: Browser, document: Path) -> None:
    opened = browser.new_page(viewport={"width": 375, "height": 800})
    opened.goto(document.as_uri())
    opened.get_by_label("Find in Exceptions").fill("p90")
    width = opened.evaluate("document.documentElement.scrollWidth")
    shown = names(table(opened))
    opened.close()
    assert width <= 375
    assert len(shown) == 1


def test_without_a_script_everything_is_there_and_nothing_promises_more(browser: Browser, document: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(document.as_uri())
    rows = definitions(opened).locator("tbody th[scope=row]").count()
    controls = opened.locator("button, input, .tools").count()
    context.close()
    assert (rows, controls) == (25, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_readers_colours(browser: Browser, document: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # pyright: ignore
    opened = context.new_page()
    opened.goto(document.as_uri())
    ground = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 19, 24)"}[scheme]
