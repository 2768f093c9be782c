"""Numbers as people read them: rounded half away from zero when printed, by locale, never without their unit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.numbers import format_decimal, get_currency_symbol

NO_BREAK = "\u00a0"
MINUS = "\u2212"
NOTHING = "\u2013"
_SHORT = {"percent": "%", "hours": "h", "days": "d", "minutes": "min", "seconds": "s", "points": "pt", "count": ""}
_SPOKEN = {"d": "days", "min": "minutes", "s": "seconds", "wd": "working days", "x": "times"}
_SLOT = 2
_COMPACT_FROM, _MONEY_FROM = 1_000_000, 100_000


@dataclass(frozen=True)
class Figure:
    """A number as a cell prints it: `text` on the right edge, `unit` in its own slot behind it.

    `mark` says that the period has not ended.
    """

    text: str
    unit: str = ""
    mark: str = ""


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
        """What stands behind the number in a table: the unit if it is short, else nothing (`remark` says it)."""
        suffix = self.after.strip(NO_BREAK) or self.unit
        return suffix if len(suffix) <= _SLOT else ""

    @property
    def remark(self) -> str:
        """The unit when it is too long for a column, to be said once beside the name."""
        suffix = self.after.strip(NO_BREAK) or self.spoken_unit
        return "" if self.slot or not suffix else f"in{NO_BREAK}{suffix}"

    @property
    def spoken_unit(self) -> str:
        """The unit as a sentence says it: `days` for `d`."""
        return _SPOKEN.get(self.unit, self.unit)

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
        return Figure(NOTHING) if value is None else Figure(self.digits(value), self.slot)

    def said(self, value: float) -> str:
        """A value for a sentence, joined to its unit by a no-break space where the locale has one."""
        return self.with_unit(self.digits(value))

    def with_unit(self, digits: str) -> str:
        """Printed digits, or a bound made of them, with the unit as a sentence says it."""
        if self.after or not self.unit:
            return digits + self.after
        return f"{digits}{NO_BREAK}{self.spoken_unit}"

    def change(self, by: float | None, unit: str | None) -> Figure:
        """A change for a table cell: always with its sign; percent, points, or the KPI's own unit."""
        if by is None:
            return Figure(NOTHING)
        if unit == "%":
            places = 0 if abs(by) >= 9.95 else 1
            return Figure(_signed(by, places, self.locale), "%")
        if unit == "pt":
            return Figure(_signed(by, max(self.decimals, 1), self.locale), "pt")
        sign = "±" if round_half_away(by / self.divisor, self.decimals) == 0 else "+" if by > 0 else ""
        return Figure(sign + self.digits(by), self.slot)


def round_half_away(value: float, decimals: int) -> Decimal:
    """The value as printed: half away from zero (rules §5), and zero is never negative."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def grouped(value: Decimal | int, *, locale: str, decimals: int = 0) -> str:
    """Digits by locale: group marks and decimal mark."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    known = Locale.parse(locale)
    grouping = known.decimal_formats[None].pattern.split(".")[0]
    return format_decimal(value, format=pattern.replace("#,##0", grouping), locale=known)


def counted(value: int | None, *, locale: str) -> str:
    """A count of rows; a dash when nobody counted. From a million on in short form."""
    if value is None:
        return NOTHING
    if value < _COMPACT_FROM:
        return grouped(value, locale=locale)
    style = NumberStyle(locale, "", 1, *_compact(float(value), locale=locale, currency=None))
    return style.with_unit(style.digits(value))


def choose_style(unit: str, sizes: Iterable[float], *, locale: str, currency: str) -> NumberStyle:
    """The one style for a KPI, from its unit and the sizes of the numbers that will be printed (values, targets).

    Three digits are aimed at, and no decimals where all numbers are whole.
    """
    numbers = [abs(size) for size in sizes]
    top = max(numbers, default=0.0)
    is_money = unit in (currency, get_currency_symbol(currency, locale=locale))
    parts = _compact(top, locale=locale, currency=currency if is_money else None)
    places = 0 if is_money and parts[0] == 1 else _places([number / parts[0] for number in numbers], unit)
    return NumberStyle(locale, "" if is_money else _SHORT.get(unit.strip(), unit.strip()), places, *parts)


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


def _places(numbers: list[float], unit: str) -> int:
    if all(number == int(number) for number in numbers):
        return 0
    top = max(numbers)
    if unit == "%" and 99 <= top <= 100:
        return 2
    if top >= 100 and unit != "%":
        return 0
    return 1 if top >= 1 else 2


def _compact(top: float, *, locale: str, currency: str | None) -> tuple[int, str, str]:
    """Divisor and what stands before and after the digits: by the locale's own short form for this size."""
    known = Locale.parse(locale)
    symbol = get_currency_symbol(currency, locale=known) if currency else ""
    table = known.compact_currency_formats["short"] if currency else known.compact_decimal_formats["short"]
    magnitude = 10 ** (len(str(int(top))) - 1)
    pattern = table["other"].get(str(magnitude)) if top >= (_MONEY_FROM if currency else _COMPACT_FROM) else None
    if pattern is None or "0" not in pattern.pattern or pattern.pattern.strip("0") == "":
        plain = known.currency_formats["standard"].pattern.split(";")[0] if currency else "0"
        return (1, *_around(plain, symbol))
    zeros = pattern.pattern.count("0")
    return (magnitude // 10 ** (zeros - 1), *_around(pattern.pattern, symbol))


def _around(pattern: str, symbol: str) -> tuple[str, str]:
    first = min(pattern.index(mark) for mark in "#0" if mark in pattern)
    last = max(pattern.rindex(mark) for mark in "#0" if mark in pattern)
    before, after = (
        part.replace("¤", symbol).replace("'", "").replace(" ", NO_BREAK)
        for part in (pattern[:first], pattern[last + 1 :])
    )
    return before, after


def _signed(value: float, decimals: int, locale: str) -> str:
    rounded = round_half_away(value, decimals)
    sign = "±" if rounded == 0 else MINUS if rounded < 0 else "+"
    return sign + grouped(abs(rounded), locale=locale, decimals=decimals)
