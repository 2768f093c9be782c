"""Numbers as they are printed: rounding, signs, decimals, units, currencies by locale."""

import pytest

from okr_reports.packs.numbers import (
    Figure,
    NumberStyle,
    as_written,
    choose_style,
    counted,
    round_half_away,
    sharpened,
)
from tests.rules.text_tables import read_table

NO_BREAK = "\u00a0"
ROUNDED = """
value   | decimals | printed
72.5    | 0        | 73
-72.5   | 0        | −73
0.125   | 2        | 0.13
2.675   | 2        | 2.68
-0.04   | 1        | 0.0
-0.0    | 0        | 0
1e-12   | 2        | 0.00
1234567 | 0        | 1,234,567
"""
CHANGES = """
by       | unit | text  | slot
17.4     | %    | +17   | %
-6.24    | %    | −6.2  | %
9.949    | %    | +9.9  | %
9.95     | %    | +10   | %
0.0      | %    | ±0.0  | %
-0.04    | pt   | ±0.0  | pt
-4.2     | pt   | −4.2  | pt
12.0     | d    | +12.0 | d
-0.5     | d    | −0.5  | d
0.0      | d    | ±0.0  | d
"""
STYLES = """
unit    | sizes       | said of 46.04 | slot | remark
d       | 46 44 35    | 46 days       | d    |
days    | 46 44.5     | 46.0 days     | d    |
h       | 1.7 2.9     | 46.0 h        | h    |
hours   | 0.31 0.42   | 46.04 h       | h    |
%       | 68.2 70     | 46.0 %        | %    |
%       | 99.93 99.98 | 46.04 %       | %    |
%       | 101.3 102   | 46.0 %        | %    |
ms      | 212.4 180   | 46 ms         | ms   |
min     | 51 50       | 46 minutes    |      | in minutes
tickets | 12 14       | 46 tickets    |      | in tickets
count   | 3 4         | 46            |      |
        | 4.3 4.2     | 46.0          |      |
        | 0.041 0     | 46.040        |      |
        | 1e-3 1.2e-3 | 46.0400       |      |
        | 5e-17 0     | 46.04         |      |
"""
MONEY = """
locale | currency | size       | said         | slot | remark
en_IN  | INR      | 84500      | ₹84,500      |      |
en_IN  | INR      | 4000000    | ₹40L         | L    |
en_IN  | INR      | 65000000   | ₹6.5Cr       | Cr   |
en_US  | USD      | 84500      | $84,500      |      |
en_US  | USD      | 612345     | $612K        | K    |
en_US  | USD      | 1234567    | $1.2M        | M    |
pt_BR  | BRL      | 1500000    | R$ 1,5 mi    | mi   |
de_DE  | EUR      | 1200000    | 1,2 Mio. €   |      | in Mio. €
de_DE  | EUR      | 84500      | 84.500 €     | €    |
th_TH  | THB      | 1234567    | ฿1.2M        | M    |
hi_IN  | INR      | 4000000    | ₹40 लाख      |      | in लाख
fr_FR  | EUR      | 1200000    | 1,2 M €      |      | in M €
"""


@pytest.mark.parametrize("row", read_table(ROUNDED), ids=lambda row: row["value"])
def test_numbers_are_rounded_half_away_from_zero_and_zero_has_no_sign(row: dict[str, str]) -> None:
    assert NumberStyle("en_US", "", int(row["decimals"])).digits(float(row["value"])) == row["printed"]


@pytest.mark.parametrize("row", read_table(CHANGES), ids=lambda row: f"{row['by']} {row['unit']}")
def test_a_change_always_has_its_sign_and_its_unit(row: dict[str, str]) -> None:
    style = NumberStyle("en_US", "d", 1)
    assert style.change(float(row["by"]), row["unit"]) == Figure(row["text"], row["slot"])


def test_no_change_is_a_dash() -> None:
    assert NumberStyle("en_US").change(None, "%") == Figure("–")


def test_no_value_is_a_dash_without_a_unit() -> None:
    assert NumberStyle("en_US", "h").figure(None) == Figure("–")


@pytest.mark.parametrize("row", read_table(STYLES), ids=lambda row: f"{row['unit']} {row['sizes']}")
def test_a_kpi_has_one_style_chosen_by_its_unit_and_its_sizes(row: dict[str, str | None]) -> None:
    sizes = [float(size) for size in (row["sizes"] or "").split()]
    style = choose_style(row["unit"] or "", sizes, locale="en_US", currency="USD")
    assert style.said(46.04).replace(NO_BREAK, " ") == row["said of 46.04"]
    assert (style.slot, style.remark.replace(NO_BREAK, " ")) == (row["slot"] or "", row["remark"] or "")


@pytest.mark.parametrize("row", read_table(MONEY), ids=lambda row: f"{row['locale']} {row['size']}")
def test_money_is_printed_in_the_short_form_of_its_locale(row: dict[str, str | None]) -> None:
    size, currency = float(row["size"] or 0), row["currency"] or ""
    style = choose_style(currency, [size], locale=row["locale"] or "", currency=currency)
    assert style.said(size).replace(NO_BREAK, " ") == row["said"]
    assert (style.slot, style.remark.replace(NO_BREAK, " ")) == (row["slot"] or "", row["remark"] or "")


def test_a_currency_is_also_known_by_its_sign() -> None:
    assert choose_style("₹", [4e6], locale="en_IN", currency="INR").said(4e6) == "₹40L"


def test_all_numbers_of_a_kpi_share_the_scale_of_its_largest() -> None:
    style = choose_style("INR", [65_000_000.0, 4_000_000.0], locale="en_IN", currency="INR")
    assert [style.said(value) for value in (65_000_000.0, 4_000_000.0)] == ["₹6.5Cr", "₹0.4Cr"]


def test_a_kpi_without_numbers_has_whole_ones() -> None:
    assert choose_style("%", [], locale="en_US", currency="USD").decimals == 0


@pytest.mark.parametrize(
    ("value", "edges", "decimals"),
    [(69.96, [70.0], 2), (69.9996, [70.0], 1), (70.0, [70.0], 1), (69.4, [70.0], 1), (None, [70.0], 1)],
)
def test_a_missed_target_never_prints_like_the_value(value: float | None, edges: list[float], decimals: int) -> None:
    assert sharpened(NumberStyle("en_US", "%", 1), value, edges=edges).decimals == decimals


@pytest.mark.parametrize(
    ("count", "printed"), [(None, "–"), (0, "0"), (1204, "1,204"), (336776, "336,776"), (33677612, "33.7M")]
)
def test_counts_of_rows_are_grouped_and_short_from_a_million_on(count: int | None, printed: str) -> None:
    assert counted(count, locale="en_US") == printed


def test_rounding_keeps_the_digits_asked_for() -> None:
    assert str(round_half_away(2.0, 2)) == "2.00"


def test_ends_of_a_goal_keep_their_decimals_up_to_two() -> None:
    style = choose_style("h", [100.25, 90.0], locale="en_GB", currency="INR")
    assert as_written(style, [100.25, 90.0]).said(100.25) == "100.25\u00a0h"
    assert as_written(style, [100.255, 90.0]) == style
    money = choose_style("INR", [4_000_000.5], locale="en_IN", currency="INR")
    assert as_written(money, [4_000_000.5]) == money
