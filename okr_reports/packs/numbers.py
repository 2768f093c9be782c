"""Numbers as people read them: rounded half away from zero when printed, by locale, never without their unit."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import format_decimal

from okr_reports.packs.locales import known_locale
from okr_reports.packs.short_forms import NO_BREAK, currency_sign, short_form

MINUS = "\u2212"
NOTHING = "\u2013"
_SHORT = {"percent": "%", "hours": "h", "days": "d", "minutes": "min", "seconds": "s", "points": "pt", "count": ""}
_SPOKEN = {"d": "days", "min": "minutes", "s": "seconds", "wd": "working days", "x": "times"}
_SLOT = 2
_COUNTED_IN_FULL = 1_000_000
_MOST_PLACES = 9


@dataclass(frozen=True)
class Figure:
    """A number as a cell prints it: `text` on the right edge, `unit` in its own slot behind it.

    `mark` says that the period has not ended. `value`: the unrounded number, by which screens sort.
    """

    text: str
    unit: str = ""
    mark: str = ""
    value: float | None = field(default=None, compare=False)


@dataclass(frozen=True)
class NumberStyle:
    """How all numbers of one KPI are printed, so that its columns agree.

    `before` and `after` stand around the digits (a currency sign, L, Mio.), `divisor` belongs to them.
    """

    locale: str
    unit: str = ""
    decimals: int = 0
    divisor: int = 1
    before: str = ""
    after: str = ""

    @property
    def slot(self) -> str:
        """What stands behind a number in a table: L, M or the unit if it is short, else nothing (`remark` says it)."""
        suffix = self._shortened or self.unit
        return suffix if len(suffix) <= _SLOT else ""

    @property
    def remark(self) -> str:
        """What has no room in a column, to be said once beside the name: `in working days`, `in Mio. tickets`."""
        words = [] if self.slot else [self._shortened]
        if self._shortened or not self.slot:
            words.append(self.spoken_unit)
        said = NO_BREAK.join(word for word in words if word)
        return f"in{NO_BREAK}{said}" if said else ""

    @property
    def spoken_unit(self) -> str:
        """The unit as a sentence says it: `days` for `d`."""
        return _SPOKEN.get(self.unit, self.unit)

    @property
    def _shortened(self) -> str:
        return self.after.strip(NO_BREAK)

    def digits(self, value: float) -> str:
        """The number without its unit; the sign is a true minus, and there is no minus zero."""
        rounded = round_half_away(value / self.divisor if self.divisor != 1 else value, self.decimals)
        sign = MINUS if rounded < 0 else ""
        return sign + self.before + grouped(abs(rounded), locale=self.locale, decimals=self.decimals)

    def exact(self, *bounds: float) -> "NumberStyle":
        """The style for a target: a range of whole numbers stays whole, a broken number keeps at least one decimal."""
        scaled = [bound / self.divisor for bound in bounds]
        is_whole = all(bound == int(bound) for bound in scaled)
        if is_whole and len(scaled) > 1:
            return replace(self, decimals=0)
        return self if is_whole else replace(self, decimals=max(self.decimals, 1))

    def figure(self, value: float | None) -> Figure:
        """A value for a table cell; a dash when there is none."""
        return Figure(NOTHING) if value is None else Figure(self.digits(value), self.slot, value=value)

    def said(self, value: float) -> str:
        """A value for a sentence, joined to its unit by a no-break space where the locale has one."""
        return self.with_unit(self.digits(value))

    def with_unit(self, digits: str) -> str:
        """Printed digits, or a bound made of them, with the unit as a sentence says it."""
        return digits + self.after + (NO_BREAK + self.spoken_unit if self.unit else "")

    def change(self, by: float | None, unit: str | None) -> Figure:
        """A change for a table cell: always with its sign; percent, points, or the KPI's own unit."""
        if by is None:
            return Figure(NOTHING)
        if unit == "%":
            places = 0 if abs(by) >= 9.95 else 1
            return Figure(_signed(by, places, self.locale), "%", value=by)
        if unit == "pt":
            return Figure(_signed(by, max(self.decimals, 1), self.locale), "pt", value=by)
        sign = "±" if round_half_away(by / self.divisor, self.decimals) == 0 else "+" if by > 0 else ""
        return Figure(sign + self.digits(by), self.slot, value=by)


def round_half_away(value: float, decimals: int) -> Decimal:
    """The value as printed: half away from zero (rules §5), and zero is never negative."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


@lru_cache(maxsize=4096)
def grouped(value: Decimal | int, *, locale: str, decimals: int = 0) -> str:
    """Digits by locale: group marks and decimal mark."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    known = known_locale(locale)
    grouping = known.decimal_formats[None].pattern.split(".")[0]
    return format_decimal(value, format=pattern.replace("#,##0", grouping), locale=known)


def typed_number(text: str, *, locale: str) -> str:
    """A number that was kept as text, with the digits that were written; any other text as it is."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        return text
    return grouped(number, locale=locale, decimals=max(0, -exponent)).replace("-", MINUS)


def counted(value: int | None, *, locale: str) -> str:
    """A count of rows; a dash when nobody counted. From a million on in short form."""
    if value is None:
        return NOTHING
    if value < _COUNTED_IN_FULL:
        return grouped(value, locale=locale)
    form = short_form(float(value), locale=locale, currency=None)
    places = _places([value / form.divisor], "")
    style = NumberStyle(locale, "", places, form.divisor, form.before, form.after)
    return style.with_unit(style.digits(value))


def choose_style(unit: str, sizes: Iterable[float], *, locale: str, currency: str) -> NumberStyle:
    """The one style for a KPI, from its unit and the sizes of the numbers that will be printed (values, targets).

    Three digits are aimed at, and no decimals where all numbers are whole.
    """
    numbers = [abs(size) for size in sizes]
    top = max(numbers, default=0.0)
    is_money = unit in (currency, currency_sign(currency, locale=locale))
    form = short_form(top, locale=locale, currency=currency if is_money else None)
    places = 0 if is_money and form.divisor == 1 else _places([number / form.divisor for number in numbers], unit)
    short_unit = "" if is_money else _SHORT.get(unit.strip(), unit.strip())
    return NumberStyle(locale, short_unit, places, form.divisor, form.before, form.after)


def sharpened(style: NumberStyle, value: float | None, *, edges: Iterable[float]) -> NumberStyle:
    """The style with as many more decimals (two at most) as tell a value from a target it does not equal."""
    for places in range(style.decimals, style.decimals + 3):
        candidate = replace(style, decimals=places)
        if value is None or all(
            abs(edge - value) <= 1e-9 * abs(value) or candidate.digits(edge) != candidate.digits(value)
            for edge in edges
        ):
            return candidate
    return style


def as_written(style: NumberStyle, ends: Sequence[float]) -> NumberStyle:
    """The style with as many more decimals (two at most) as print these numbers as they were written.

    Unchanged where two do not suffice, and in a short form or an amount of money, which are rounded on purpose.
    """
    if style.divisor != 1 or style.before or style.after:
        return style
    for places in range(style.decimals, 3):
        if all(abs(float(round_half_away(end, places)) - end) <= 1e-9 * abs(end) for end in ends):
            return replace(style, decimals=places)
    return style


def _places(numbers: list[float], unit: str) -> int:
    if all(number == int(number) for number in numbers):
        return 0
    top = max(numbers)
    if unit == "%" and 99 <= top <= 100:
        return 2
    if top >= 100 and unit != "%":
        return 0
    if top >= 1:
        return 1
    # Two digits of an error rate of 0.0012, not 0.00; what is smaller than any measure is dust of additions.
    places = 1 - math.floor(math.log10(top))
    return places if places <= _MOST_PLACES else 2


def _signed(value: float, decimals: int, locale: str) -> str:
    rounded = round_half_away(value, decimals)
    sign = "±" if rounded == 0 else MINUS if rounded < 0 else "+"
    return sign + grouped(abs(rounded), locale=locale, decimals=decimals)
