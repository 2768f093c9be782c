"""The cleaning profile of a messy file, as written in sources.yaml."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from okr_reports.catalogue.places import quoted
from okr_reports.catalogue.written import Written, refusal


def _with_day_month_year(form: str) -> str:
    has_all = "%d" in form and ("%m" in form or "%b" in form or "%B" in form) and ("%Y" in form or "%y" in form)
    if not has_all:
        raise refusal(f"{quoted(form)} does not say where day, month and year stand", 'write one like "%d.%m.%Y"')
    return form


DateForm = Annotated[str, AfterValidator(_with_day_month_year)]


class HeaderWritten(Written):
    """Where a messy file's header stands."""

    match: str
    rows: Annotated[int, Field(ge=1, le=5)] = 1


class NumberWritten(Written):
    """How a messy file writes numbers."""

    thousands: str | None = None
    decimal: str = "."
    currency: str | None = None
    zero: list[str] = Field(default_factory=list)


class ChecksWritten(Written):
    """Plausibility of a file's numbers."""

    max_change: Annotated[float, Field(gt=0)] | None = None
    sum: list[str] | None = None


class CleanWritten(Written):
    """A cleaning profile: how a messy file is read."""

    encoding: list[str] = Field(default_factory=lambda: ["utf-8-sig", "utf-8", "cp1252"])
    delimiter: str | None = None
    header: HeaderWritten | None = None
    sheet: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    number: NumberWritten = NumberWritten()
    nulls: list[str] = Field(default_factory=lambda: [""])
    period_from: str | None = None
    period: str | None = None
    dates: Annotated[list[DateForm], Field(min_length=1)] | None = None
    duplicates: Literal["error", "latest", "drop_equal"] | None = None
    checks: ChecksWritten | None = None
    only: list[str] | None = None
