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
)


@dataclass(frozen=True)
class RetroPack:
    """The whole retro, as its template takes it."""

    furniture: Furniture
    company: CompanyPage
    trajectories: TrajectoriesPage | None
    calibration: CalibrationPage | None
    discipline: DisciplinePage | None
    alignment: AlignmentPage | None
    teams: TeamsPage | None
    learning: LearningPage | None
    advice: AdvicePage | None
    appendix: AppendixPage
    provenance: ProvenancePage
