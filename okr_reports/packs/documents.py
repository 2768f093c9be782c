"""The documents of a KPI review: the whole company's, and one per department."""

from dataclasses import dataclass
from enum import StrEnum

from okr_reports.packs.appendix import DataQualityPage, DefinitionsPage, MethodPage
from okr_reports.packs.outlook import OutlookPage, ResponsibilityPage
from okr_reports.packs.pages import Actions, DepartmentPage, Furniture, MonthPage


class Part(StrEnum):
    """A part of the whole review beside the month and the departments, in the order in which they stand behind."""

    OUTLOOK = "outlook"
    RESPONSIBILITY = "responsibility"
    DATA_QUALITY = "data_quality"
    DEFINITIONS = "definitions"
    READING = "reading"
    PROVENANCE = "provenance"


@dataclass(frozen=True)
class Placed:
    """A part in its place: whether it begins a page there or goes on below what stands before it."""

    part: Part
    starts_page: bool


@dataclass(frozen=True)
class CompanyPack:
    """The whole review. `ahead`: the parts between the month and the departments, where the month leaves room;
    `behind`: the others. Without a KPI there is nothing to come next, nobody to answer and no definition.
    """

    furniture: Furniture
    month: MonthPage
    ahead: tuple[Placed, ...]
    behind: tuple[Placed, ...]
    departments: tuple[DepartmentPage, ...]
    outlook: OutlookPage
    responsibility: ResponsibilityPage
    data_quality: DataQualityPage
    definitions: DefinitionsPage
    method: MethodPage


@dataclass(frozen=True)
class DepartmentPack:
    """One department's own document: its page, its data, its definitions."""

    department_id: str
    furniture: Furniture
    kicker: str
    page: DepartmentPage
    actions: Actions | None
    data_quality: DataQualityPage
    definitions: DefinitionsPage
