"""The document of a retro: its pages in their order. A page that has nothing to say is absent."""

from dataclasses import dataclass

from okr_reports.packs.pages import Furniture
from okr_reports.packs.retro.pages import CompanyPage, DisciplinePage, LearningPage, TeamsPage, TrajectoriesPage
from okr_reports.packs.retro.reading_pages import (
    AdvicePage,
    AlignmentPage,
    AppendixPage,
    CalibrationPage,
    ProvenancePage,
    QualityPage,
)


@dataclass(frozen=True)
class RetroPack:
    """The whole retro, as its template takes it. `commentary`: what had no room on the company's page."""

    furniture: Furniture
    company: CompanyPage
    commentary: str
    trajectories: TrajectoriesPage | None
    calibration: CalibrationPage | None
    discipline: DisciplinePage | None
    alignment: AlignmentPage | None
    teams: TeamsPage | None
    learning: LearningPage | None
    advice: AdvicePage | None
    appendix: AppendixPage
    quality: QualityPage
    provenance: ProvenancePage
