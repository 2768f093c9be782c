"""The heads of a KPI table's value columns: by month where all rows are monthly, else in general words."""

from dataclasses import dataclass

from okr_reports.packs.edition import Edition

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A column's head in one line or two, and the same as a label in one line for narrow screens."""

    lines: Lines
    label: str


@dataclass(frozen=True)
class Heads:
    """The heads of now, of the two changes, and of the sparkline."""

    now: Head
    previous: Head
    last_year: Head
    spark: str

    @classmethod
    def of_month(cls, edition: Edition) -> "Heads":
        """`Sep`, `Δ Aug`, `Δ Sep 2025`: for monthly KPIs."""
        before, last_year = edition.previous_month, edition.catalogue.fiscal.same_last_year(edition.month)
        return cls(
            Head((edition.period(edition.month),), edition.month_only),
            _change(edition.period(before), "Change on"),
            _change(edition.period(last_year), "On"),
            "13 months",
        )

    @classmethod
    def of_any(cls, edition: Edition) -> "Heads":
        """`Last`, `Δ period before`, `Δ year before`: each row against its own periods."""
        return cls(
            Head(("Last",), "Last"),
            Head(("Δ period", "before"), "Change on the period before"),
            Head(("Δ year", "before"), "Change on the year before"),
            "13 periods",
        )


def _change(period: str, words: str) -> Head:
    """`Δ Aug`, and a year below its month."""
    month, _, year = period.rpartition(" ")
    return Head((f"Δ {month}", year) if month else (f"Δ {period}",), f"{words} {period}")
