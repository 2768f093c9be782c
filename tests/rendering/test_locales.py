"""How eight countries write numbers and dates: golden/locales.txt. Renew it with --accept, and read the diff."""

import subprocess
import sys

import pytest
from babel import localedata

from okr_reports.packs.dates import day, month_name, short_month
from okr_reports.packs.numbers import choose_style, counted
from tests.rendering.conftest import GOLDEN
from tests.rendering.locales import SEPTEMBER, locale_table


def test_numbers_and_dates_are_written_as_in_each_country(request: pytest.FixtureRequest) -> None:
    path = GOLDEN / "locales.txt"
    if request.config.getoption("--accept", default=False):
        path.write_text(locale_table(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == locale_table()


@pytest.mark.parametrize("value", [5.0, 84_500.0, 999_999.0, 6.5e7, 3.4e11, 1e17])
def test_every_locale_has_its_short_form(value: float) -> None:
    written = [
        choose_style("INR", [value], locale=locale, currency="INR").said(value)
        for locale in localedata.locale_identifiers()
    ]
    assert [text for text in written if not any(sign.isdigit() for sign in text)] == []


def test_every_locale_has_its_dates() -> None:
    written = [
        (month_name(SEPTEMBER, locale=locale), short_month(SEPTEMBER, locale=locale), day(SEPTEMBER, locale=locale))
        for locale in localedata.locale_identifiers()
    ]
    assert [texts for texts in written if any("M09" in text for text in texts)] == []
    walloon = {"locale": "wa_BE"}  # Babel has no names of its months.
    assert month_name(SEPTEMBER, **walloon) == "2026-09"
    assert (short_month(SEPTEMBER, **walloon), day(SEPTEMBER, **walloon)) == ("09", "2026-09-07")


def test_no_country_writes_the_words_of_another_used_before_it() -> None:
    program = """
from datetime import date
from okr_reports.packs.dates import month_name, short_month
print([(month_name(date(2026, 9, 1), locale=l), short_month(date(2026, 9, 1), locale=l)) for l in ("ii", "pt", "fr")])
"""
    # A process of its own: this one may have used them in another order.
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "('setembro de 2026', 'set.'), ('septembre 2026', 'sept.')" in said


@pytest.mark.parametrize(
    ("locale", "printed"), [("sw_KE", "Ksh\u00a0M65"), ("en_IN", "$65M"), ("hi_IN", "$65M"), ("ja_JP", "¥6,500万")]
)
def test_a_short_form_is_the_one_people_of_the_country_use(locale: str, printed: str) -> None:
    currency = {"sw_KE": "KES", "ja_JP": "JPY"}.get(locale, "USD")
    assert choose_style(currency, [6.5e7], locale=locale, currency=currency).said(6.5e7) == printed


def test_a_shortened_number_keeps_its_unit() -> None:
    style = choose_style("tickets", [12_345_678.0], locale="de_DE", currency="EUR")
    assert (style.said(12_345_678.0), style.slot, style.remark) == (
        "12,3\u00a0Mio.\u00a0tickets", "", "in\u00a0Mio.\u00a0tickets",
    )  # fmt: skip
    shorter = choose_style("tickets", [12_345_678.0], locale="en_US", currency="USD")
    assert (shorter.said(12_345_678.0), shorter.slot, shorter.remark) == (
        "12.3M\u00a0tickets", "M", "in\u00a0tickets",
    )  # fmt: skip


def test_counts_of_rows_have_no_needless_digits() -> None:
    assert [counted(count, locale="ja_JP") for count in (4_000_000, 33_677_612)] == ["400万", "3,368万"]
