"""The heads of a KPI table's value columns: by month where all rows are monthly, else in general words."""

from dataclasses import dataclass

from okr_reports.packs.edition import Edition
from okr_reports.periods import Grain

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A column's head in one line or two, and the same as a label in one line for narrow screens."""

    lines: Lines
    label: str


@dataclass(frozen=True)
class Heads:
    """The heads of now, the two changes, and the two longer periods."""

    now: Head
    previous: Head
    last_year: Head
    quarter: Head
    year_to_date: Head

    @classmethod
    def of_month(cls, edition: Edition) -> "Heads":
        """`Sep`, `Δ Aug`, `Δ Sep 2025`: for monthly KPIs."""
        before, last_year = edition.previous_month, edition.catalogue.fiscal.same_last_year(edition.month)
        return cls(
            Head((edition.period(edition.month),), edition.month_only),
            _change(edition.period(before), "Change on"),
            _change(edition.period(last_year), "On"),
            *_longer(edition),
        )

    @classmethod
    def of_any(cls, edition: Edition) -> "Heads":
        """`Last`, `Δ before`, `Δ year`: each row against its own periods."""
        return cls(
            Head(("Last",), "Last"),
            Head(("Δ", "before"), "Change on the period before"),
            Head(("Δ year", "before"), "Change on the year before"),
            *_longer(edition),
        )


def _change(period: str, words: str) -> Head:
    """`Δ Aug`, and a year below its month."""
    month, _, year = period.rpartition(" ")
    return Head((f"Δ {month}", year) if month else (f"Δ {period}",), f"{words} {period}")


def _longer(edition: Edition) -> tuple[Head, Head]:
    quarter = edition.catalogue.fiscal.containing(edition.month.start, Grain.QUARTER)
    is_whole = quarter.end == edition.month.end
    lines = tuple(quarter.key.split("-")) if is_whole else (quarter.key, "so far")
    label = quarter.key if is_whole else f"{quarter.key} so far"
    return Head(lines, label), Head(("Year", "to date"), "Year to date")
