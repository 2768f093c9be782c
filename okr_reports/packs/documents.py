"""The documents of a KPI review: the whole company's, and one per department."""

from dataclasses import dataclass

from okr_reports.packs.appendix import DataQualityPage, DefinitionsPage, MethodPage
from okr_reports.packs.outlook import OutlookPage, ResponsibilityPage
from okr_reports.packs.pages import Actions, DepartmentPage, Furniture, MonthPage


@dataclass(frozen=True)
class CompanyPack:
    """The whole review. `is_read_early`: how to read it stands after the month, where a page has room, not last;
    `is_outlook_early`: so does what comes next.

    `outlook`: none without a KPI; then nobody answers for anything either.
    """

    furniture: Furniture
    month: MonthPage
    is_read_early: bool
    is_outlook_early: bool
    departments: tuple[DepartmentPage, ...]
    outlook: OutlookPage | None
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
