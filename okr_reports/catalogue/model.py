"""What a company folder holds, as types: the single source of the YAML's shape and of the editors' JSON Schemas."""

from typing import Annotated, Literal

from pydantic import Field, Tag

from okr_reports.catalogue.cleaning import CleanWritten
from okr_reports.catalogue.policies import PolicyWritten
from okr_reports.catalogue.written import (
    BY_SHAPE,
    ClockTime,
    Comparison,
    Currency,
    Day,
    EmployeeId,
    Id,
    Locale,
    Month,
    Name,
    Written,
)
from okr_reports.words import (
    Accumulation,
    Cadence,
    ColumnType,
    Direction,
    Health,
    KpiKind,
    Perspective,
    TargetState,
    Visibility,
)


class TeamWritten(Written):
    """A team and the department it belongs to."""

    name: Name
    department: Id | None = None


class ReportWritten(Written):
    """How one report is made: engine, whether names of people are printed, and when it runs."""

    pdf_engine: Literal["weasyprint", "plutoprint"] = "weasyprint"
    names: Literal["person", "role", "none"] = "person"
    on_working_day: Annotated[int, Field(ge=1, le=15)] = 3
    at: ClockTime = "06:00"
    classification: str = "Confidential"
    audience: str = "for management and board"


class CycleWritten(Written):
    """One cycle of a listed OKR calendar."""

    id: Id
    from_: Day = Field(alias="from")
    to: Day


OkrCycle = Annotated[
    Annotated[Literal["quarter", "half_year"], Tag("scalar")] | Annotated[list[CycleWritten], Tag("list")], BY_SHAPE
]


class LinkagePolicyWritten(Written):
    """The text that says how appraisals use this evidence."""

    text: str
    written_on: Day


class Company(Written):
    """company.yaml."""

    name: Name
    currency: Currency = "USD"
    locale: Locale = "en_US"
    timezone: str = "UTC"
    fiscal_year_start: Annotated[int, Field(ge=1, le=12)] = 1
    okr_cycle: OkrCycle = "quarter"
    appraisal_cycle: Literal["half_year", "year"] = "half_year"
    holidays: str | None = None
    data_from: Month = "2000-01"
    departments: dict[Id, Name] | None = None
    teams: dict[Id, TeamWritten] | None = None
    paper: Literal["A4", "Letter"] = "A4"
    store: str = "./store"
    policy: PolicyWritten = PolicyWritten()
    reports: dict[Literal["kpi-review", "okr-retro", "appraisals"], ReportWritten] = Field(default_factory=dict)
    fanout: Literal["serial", "pool", "dask"] = "pool"
    linkage_policy: LinkagePolicyWritten | None = None

    def report(self, name: Literal["kpi-review", "okr-retro", "appraisals"]) -> ReportWritten:
        """The settings of one report, or the defaults."""
        return self.reports.get(name, ReportWritten())


class Connection(Written):
    """A database: its URL stands in the environment, never in the folder; `default` is for samples."""

    url: str
    default: str | None = None


class PeriodColumn(Written):
    """Which column says when: `column` with dates or period keys, or `year` and `month`."""

    column: str | None = None
    year: str | None = None
    month: str | None = None
    timezone: str | None = None


class CoversUntil(Written):
    """The column whose latest moment says until when the extract is complete."""

    column: str


class Join(Written):
    """A left join with another extract, whose key is unique there."""

    extract: Id
    on: Annotated[Annotated[Name, Tag("scalar")] | Annotated[list[Name], Tag("list")], BY_SHAPE]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns joined on, the same names on both sides."""
        return (self.on,) if isinstance(self.on, str) else tuple(self.on)


class Extract(Written):
    """Measured rows: a query or files, its contract, and how rows find their period."""

    connection: Id | None = None
    sql: str | None = None
    file: str | None = None
    join: list[Join] = Field(default_factory=list)
    recorded_at: str | None = None
    covers_until: CoversUntil | None = None
    period: PeriodColumn | None = None
    columns: dict[str, ColumnType] = Field(default_factory=dict)
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    n: str | None = None
    clean: CleanWritten | None = None


class TableSource(Written):
    """A table of the folder taken from an extract instead of a CSV."""

    extract: Id


class Sources(Written):
    """sources.yaml."""

    connections: dict[Id, Connection] = Field(default_factory=dict)
    extracts: dict[Id, Extract] = Field(default_factory=dict)
    tables: dict[str, TableSource] = Field(default_factory=dict)


class OrgOwner(Written):
    """A department as owner, written `{org: support}`."""

    org: Id


OneOwner = Annotated[Annotated[EmployeeId, Tag("scalar")] | Annotated[OrgOwner, Tag("mapping")], BY_SHAPE]


class DatedOwner(Written):
    """One accountable owner from a day on."""

    owner: OneOwner
    from_: Day = Field(alias="from")


Owner = Annotated[
    Annotated[EmployeeId, Tag("scalar")]
    | Annotated[OrgOwner, Tag("mapping")]
    | Annotated[list[DatedOwner], Tag("list"), Field(min_length=1)],
    BY_SHAPE,
]


class ChangeTarget(Written):
    """A target relative to an earlier period of the same KPI, `by` like `-15%` or `-5pt`."""

    from_: Literal["previous", "last_year"] = Field(alias="from")
    by: str


class AverageTarget(Written):
    """A target relative to the mean of the ended periods before."""

    months: Annotated[int, Field(ge=2, le=60)] = 12
    op: Comparison
    times: Annotated[float, Field(gt=0)]
    for_: Annotated[int, Field(ge=1, le=12)] = Field(alias="for", default=1)


class QualitativeState(Written):
    """A target said in a sentence."""

    qualitative: str


State = Annotated[Annotated[TargetState, Tag("scalar")] | Annotated[QualitativeState, Tag("mapping")], BY_SHAPE]
Number = Annotated[float, Tag("scalar")]
Range = Annotated[tuple[float, float], Tag("list")]


class Target(Written):
    """One dated row of a KPI's targets. After reading, `at_least`, `at_most` and `text` are `op` and `value`."""

    from_: str = Field(alias="from")
    set_on: Day | None = None
    op: Comparison | None = None
    value: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    between: tuple[float, float] | None = None
    text: str | None = None
    change: ChangeTarget | None = None
    of_average: AverageTarget | None = None
    state: State | None = None
    at_risk: Annotated[Number | Range, BY_SHAPE] | None = None
    due: Day | None = None
    grain: Literal["quarter", "half_year", "year"] | None = None
    why: str | None = None
    from_key_result: str | None = None


class Asserted(Written):
    """What somebody said of a KPI's health, kept beside the computed one."""

    period: str
    health: Health
    by: str
    why: str | None = None


class Rebase(Written):
    """From when on limits are computed anew, and why (rules §4)."""

    from_: str = Field(alias="from")
    why: str
    by: str | None = None


class Kpi(Written):
    """A KPI definition sheet."""

    id: Id
    name: Name
    department: Id | None = None
    team: Id | None = None
    owner: Owner | None = None
    perspective: Perspective | None = None
    formula: str | None = None
    filter: str | None = None
    extract: Id
    cadence: Cadence = Cadence.MONTHLY
    unit: str = ""
    direction: Direction = Direction.NONE
    kind: KpiKind = KpiKind.LAGGING
    min_n: Annotated[int, Field(ge=0)] = 0
    targets: list[Target] = Field(default_factory=list)
    leading: list[Id] = Field(default_factory=list)
    counterweight: Id | None = None
    visibility: Visibility = Visibility.COMPANY
    accumulation: Accumulation | None = None
    stock: bool = False
    window: str | None = None
    chart: Literal["change", "year_on_year"] | None = None
    scale: Literal["ratio", "interval"] = "ratio"
    about: Literal["people"] | None = None
    status: Literal["active", "trial"] = "active"
    trial_from: str | None = None
    tags: list[str] = Field(default_factory=list)
    asserted: list[Asserted] = Field(default_factory=list)
    rebase: list[Rebase] = Field(default_factory=list)
    reviewed_on: Day | None = None
    person_column: str | None = None
    team_column: str | None = None
    department_column: str | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    description: str | None = None
