"""The page model of what stands behind a review: definitions, data quality, method and provenance."""

from dataclasses import dataclass

from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Says, Status
from okr_reports.packs.pictures import Bullet, Grid, Spark


@dataclass(frozen=True)
class DefinitionRow:
    """One KPI's definition in the register. `remark`: its kind and owner; `more`: whatever narrows it."""

    name: str
    remark: str
    formula: str
    more: str
    extract: str
    target: Figure
    bound: str
    set_on: str


@dataclass(frozen=True)
class DefinitionChange:
    """What changed in one definition since the last pack, from which day on, and why."""

    name: str
    since: str
    what: str
    why: Says


@dataclass(frozen=True)
class DefinitionGroup:
    """The definitions of one department."""

    title: str
    rows: tuple[DefinitionRow, ...]


@dataclass(frozen=True)
class DefinitionsPage:
    """The register of definitions, with what changed in it since the last pack."""

    title: str
    sub: str
    changes: tuple[DefinitionChange, ...]
    changes_note: str
    groups: tuple[DefinitionGroup, ...]


@dataclass(frozen=True)
class ExtractRow:
    """One extract in the month: what it feeds, how many rows, how complete, and the snapshot that holds them."""

    extract: str
    feeds: str
    rows: str
    rejected: str
    until: Says
    snapshot: str


@dataclass(frozen=True)
class CheckRow:
    """One check of the catalogue that found something: how much, and which."""

    check: str
    found: str
    which: str


@dataclass(frozen=True)
class QuarantinedRow:
    """One cell that could not be read."""

    extract: str
    place: str
    column: str
    raw: str


@dataclass(frozen=True)
class RestatedRow:
    """One published number that is another one now, and why."""

    name: str
    period: str
    old: Figure
    new: Figure
    published: str
    why: Says


@dataclass(frozen=True)
class NoticeRow:
    """A finding of the run, as the reader sees it."""

    code: str
    subject: str
    text: str


@dataclass(frozen=True)
class DataQualityPage:
    """How complete and clean the data are. Empty parts are left out."""

    title: str
    sub: str
    extracts: tuple[ExtractRow, ...]
    total: ExtractRow | None
    extracts_note: str
    grid_title: str
    grid: Grid | None
    grid_caption: str
    checks: tuple[CheckRow, ...]
    checks_note: str
    quarantined: tuple[QuarantinedRow, ...]
    quarantined_note: str
    restated: tuple[RestatedRow, ...]
    restated_note: str
    notices: tuple[NoticeRow, ...]
    notices_note: str


@dataclass(frozen=True)
class Fact:
    """A name and its value: a number of the policy, a version."""

    name: str
    value: str


@dataclass(frozen=True)
class MethodPage:
    """How to read the report, how it was computed, and by which policy and programs."""

    statuses: tuple[tuple[Status, str], ...]
    variations: tuple[tuple[Status, str], ...]
    assurances: tuple[tuple[Status, str], ...]
    bullet: Bullet
    spark: Spark
    method: tuple[Says, ...]
    policy: tuple[Fact, ...]
    pack: tuple[Fact, ...]
    close: str
