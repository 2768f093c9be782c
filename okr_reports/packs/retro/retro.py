"""The quarter-end retro: from the scored tables of a cycle to its document."""

from dataclasses import dataclass

from okr_reports.packs.retro.advice import advice_page
from okr_reports.packs.retro.alignment import alignment_page
from okr_reports.packs.retro.appendix import appendix_page
from okr_reports.packs.retro.calibration import calibration_page
from okr_reports.packs.retro.company import commentary_of, company_page
from okr_reports.packs.retro.discipline import discipline_page
from okr_reports.packs.retro.documents import RetroPack
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.furniture import furniture_of
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.learning import learning_page
from okr_reports.packs.retro.pages import CompanyPage
from okr_reports.packs.retro.provenance import provenance_page
from okr_reports.packs.retro.quality import quality_page
from okr_reports.packs.retro.rows import said_in
from okr_reports.packs.retro.standings import standings_of
from okr_reports.packs.retro.teams import teams_page
from okr_reports.packs.retro.trajectories import trajectories_page
from okr_reports.packs.roster import roster_on


@dataclass(frozen=True)
class OkrRetro:
    """One cycle's retro, ready to be rendered."""

    company: RetroPack


def build_okr_retro(inputs: RetroInputs) -> OkrRetro:
    """Everything the retro's pages say, from the catalogue and the tables alone."""
    edition = edition_of(inputs)
    said = said_in(edition)
    company = company_page(edition, said)
    return OkrRetro(
        RetroPack(
            furniture=furniture_of(edition, title=company.title),
            company=company,
            commentary="" if company.commentary else commentary_of(edition),
            trajectories=trajectories_page(edition, said, has_words=not _says_words(company)),
            calibration=calibration_page(edition, has_words=company.mid_cycle is None),
            discipline=discipline_page(edition),
            alignment=alignment_page(edition),
            teams=teams_page(edition, said),
            learning=learning_page(edition, said),
            advice=advice_page(edition),
            appendix=appendix_page(edition),
            quality=quality_page(edition),
            provenance=provenance_page(edition),
        )
    )


def edition_of(inputs: RetroInputs) -> RetroEdition:
    """The standings and names every page shares, as of the cycle's last day."""
    roster = roster_on(
        inputs.tables.people, on=inputs.cycle.last_day, company=inputs.catalogue.company, report="okr-retro"
    )
    return RetroEdition(inputs, roster, standings_of(inputs))


def _says_words(page: CompanyPage) -> bool:
    return any(row.words for part in page.objectives for row in part.rows)
