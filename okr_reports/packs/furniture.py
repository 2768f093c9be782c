"""What is repeated on every page of a document: its name, its class and audience, its maker and its inputs."""

from hashlib import sha256

from okr_reports.packs.dates import plain_moment
from okr_reports.packs.edition import Edition
from okr_reports.packs.method import short_hash
from okr_reports.packs.pages import Furniture

_REPORT = "KPI review"


def furniture_of(edition: Edition, *, title: str, department: str = "") -> Furniture:
    """The furniture of the company's document, or of one department's; `title` is the document's finding."""
    company = edition.catalogue.company
    settings = company.report("kpi-review")
    name = " · ".join(part for part in (company.name, department) if part)
    audience = f"for {department}" if department else settings.audience
    taken = plain_moment(edition.inputs.as_of, timezone=company.timezone)
    return Furniture(
        document_title=f"{_REPORT}, {edition.month_name}, {name.replace(' · ', ', ')}",
        description=f"Monthly {_REPORT}: {title}",
        language=language_tag(company.locale),
        head_left=f"{_REPORT} · {edition.month_name} · {name}",
        head_right=" · ".join(part for part in (settings.classification, audience) if part),
        foot_left=f"{edition.inputs.generator} · inputs {inputs_hash(edition)} · data as of {taken}",
        generator=edition.inputs.generator,
        created=edition.inputs.as_of.isoformat(),
    )


def language_tag(locale: str) -> str:
    """The reports' words are English whatever the locale of numbers: `en-IN`, `en-DE`."""
    territory = locale.rsplit("_", maxsplit=1)[-1] if "_" in locale else ""
    return f"en-{territory}" if len(territory) == 2 else "en"


def inputs_hash(edition: Edition) -> str:
    """One short hash over the catalogue and every snapshot the report is made from."""
    parts = sorted(edition.inputs.tables.parts["sha256"].to_list())
    return short_hash(sha256("\n".join([edition.catalogue.sha256, *parts]).encode()).hexdigest())
