"""The short form of large numbers as a country writes it, by the CLDR: ₹40L, ₹6.5Cr, R$ 1,5 mi, 1,2 Mio. €."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.numbers import get_currency_symbol

from okr_reports.packs.locales import known_locale

NO_BREAK = "\u00a0"
_COMPACT_FROM, _MONEY_FROM = 1_000_000, 100_000
_LAKH, _CRORE, _LARGEST = 100_000, 10_000_000, 100_000_000_000_000
# Money that is counted in lakh and crore; other money is counted in millions in India too ($4M, not $40L).
_RUPEES = frozenset({"INR", "NPR", "BDT", "PKR", "LKR", "BTN"})
_ABBREVIATED = "\u0970"


@dataclass(frozen=True)
class ShortForm:
    """What a number is divided by, and what stands before and after its digits (a currency's sign, L, Mio.)."""

    divisor: int = 1
    before: str = ""
    after: str = ""


def currency_sign(currency: str, *, locale: str) -> str:
    """The sign as the locale writes it: `₹`, `R$`; the halfwidth `¥`, which every face has, for Japan's `￥`."""
    return get_currency_symbol(currency, locale=known_locale(locale)).replace("\uffe5", "\u00a5")


def short_form(top: float, *, locale: str, currency: str | None) -> ShortForm:
    """The form for numbers up to `top` (at least 0): shortened from a million on, money from 100,000 on.

    Where people count in lakh and crore, crore is the largest word (₹34,000Cr).
    """
    known = known_locale(locale)
    sign = currency_sign(currency, locale=locale) if currency else ""
    if top >= (_MONEY_FROM if currency else _COMPACT_FROM):
        known_here = known_locale("en") if currency and currency not in _RUPEES and _counts_in_lakh(known) else known
        # As it will print, with three digits: 999,999 is 1M and not 1,000K.
        magnitude = min(
            10 ** (len(str(int(float(f"{top:.3g}")))) - 1), _CRORE if _counts_in_lakh(known_here) else _LARGEST
        )
        pattern = _pattern(known_here, currency, magnitude)
        if pattern.strip("0"):
            return ShortForm(magnitude // 10 ** (pattern.count("0") - 1), *_around(pattern, sign))
    plain = known.currency_formats["standard"].pattern.split(";")[0] if currency else "0"
    return ShortForm(1, *_around(plain, sign))


def _counts_in_lakh(known: Locale) -> bool:
    """Whether the locale has a word for 100,000, and one for a hundred of them."""
    table = _table(known, None)
    return all(str(size) in table and table[str(size)].pattern.count("0") == 1 for size in (_LAKH, _CRORE))


def _pattern(known: Locale, currency: str | None, magnitude: int) -> str:
    """The locale's pattern for numbers of this size: a `0` per digit, `¤` for the sign; empty where it has none."""
    found = _table(known, currency).get(str(magnitude))
    pattern = found.pattern.split(";")[0] if found else ""
    long = known.compact_decimal_formats.get("long")
    if _ABBREVIATED in pattern and long:
        # Hindi's क॰ is a dictionary's abbreviation; people write करोड़.
        return ("¤" if currency else "") + long["other"][str(magnitude)].pattern
    return pattern if "0" in pattern else ""


def _table(known: Locale, currency: str | None) -> Mapping[str, Any]:
    formats = known.compact_currency_formats if currency else known.compact_decimal_formats
    return formats["short"]["other"]


def _around(pattern: str, sign: str) -> tuple[str, str]:
    first = min(pattern.index(mark) for mark in "#0" if mark in pattern)
    last = max(pattern.rindex(mark) for mark in "#0" if mark in pattern)
    before, after = (
        part.replace("¤", sign).replace("'", "").replace(" ", NO_BREAK)
        for part in (pattern[:first], pattern[last + 1 :])
    )
    return before, after
