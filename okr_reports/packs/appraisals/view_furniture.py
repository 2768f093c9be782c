"""What is repeated on every page of a view, and the words that say how to read it."""

from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.packs.dates import plain_moment
from okr_reports.packs.furniture import language_tag
from okr_reports.packs.pages import Furniture


def view_furniture(facts: CycleFacts, *, name: str, audience: str, finding: str) -> Furniture:
    """The furniture of a view of this name, for this audience; `finding`: its title."""
    company = facts.company
    settings = company.report("appraisals")
    return Furniture(
        document_title=f"{name}, {facts.cycle.key}, {company.name}",
        description=f"{name}: {finding}",
        language=language_tag(company.locale),
        head_left=f"{name} · {facts.cycle.key} · {company.name}",
        head_right=f"{settings.classification} · {audience}",
        foot_left=f"{facts.generator} · data as of {plain_moment(facts.as_of, timezone=company.timezone)}",
        generator=facts.generator,
        created=facts.as_of.isoformat(),
    )


def partial_words(facts: CycleFacts) -> str:
    """That the cycle has not ended; empty when it has."""
    return "the cycle has not ended" if facts.is_partial else ""
