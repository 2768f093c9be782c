"""What is repeated on every page of a retro: its name, its class and audience, its maker and its inputs."""

from hashlib import sha256

from okr_reports.packs.dates import plain_moment
from okr_reports.packs.furniture import language_tag
from okr_reports.packs.method import short_hash
from okr_reports.packs.pages import Furniture
from okr_reports.packs.retro.edition import RetroEdition

_REPORT = "OKR retrospective"


def furniture_of(edition: RetroEdition, *, title: str) -> Furniture:
    """The furniture of the document; `title` is its finding."""
    company, inputs = edition.catalogue.company, edition.inputs
    settings, cycle = company.report("okr-retro"), inputs.cycle.key
    taken = plain_moment(inputs.as_of, timezone=company.timezone)
    return Furniture(
        document_title=f"{_REPORT}, {cycle}, {company.name}",
        description=f"Quarter-end {_REPORT}: {title}",
        language=language_tag(company.locale),
        head_left=f"{_REPORT} · {cycle} · {company.name}",
        head_right=" · ".join(part for part in (settings.classification, settings.audience) if part),
        foot_left=f"{inputs.generator} · inputs {inputs_hash(edition)} · data as of {taken}",
        generator=inputs.generator,
        created=inputs.as_of.isoformat(),
    )


def inputs_hash(edition: RetroEdition) -> str:
    """One short hash over the catalogue and every snapshot the retro is made from."""
    parts = sorted(edition.tables.parts["sha256"].to_list())
    return short_hash(sha256("\n".join([edition.catalogue.sha256, *parts]).encode()).hexdigest())
