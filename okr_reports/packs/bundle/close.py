"""Section 9, and what is repeated on every page of a bundle."""

from hashlib import sha256

from okr_reports.packs.bundle.pages import Acknowledgement, Signature
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.dates import plain_moment
from okr_reports.packs.furniture import language_tag
from okr_reports.packs.listing import shortened
from okr_reports.packs.method import short_hash
from okr_reports.packs.pages import Furniture

_REPORT = "Appraisal evidence"
_LONGEST_IN_HEAD, _LONGEST_LABEL = 32, 50
_AUDIENCE = "employee, reviewer, HR"


def acknowledgement_of(record: Record) -> Acknowledgement:
    """The statement and who signs it."""
    reviewer = record.full_name(record.manager_id)
    facts = record.facts
    software = " · ".join(
        named for name, version in facts.software.items() if (named := f"{name} {version}") != facts.generator
    )
    return Acknowledgement(
        statement="I have read this evidence and could comment on it. Signing is not agreement.",
        signatures=(
            Signature(f"Employee: {shortened(record.called, most=_LONGEST_LABEL)}"),
            Signature(f"Reviewer: {shortened(reviewer, most=_LONGEST_LABEL)}" if reviewer else "Reviewer"),
            Signature("HR"),
        ),
        close=" · ".join(
            part
            for part in (
                facts.generator,
                f"catalogue {short_hash(facts.catalogue_sha256)}",
                f"inputs {inputs_hash(record)}",
                software,
            )
            if part
        ),
    )


def furniture_of(record: Record) -> Furniture:
    """What stands at head and foot, and names the document."""
    facts = record.facts
    taken = plain_moment(facts.as_of, timezone=facts.company.timezone)
    classification = facts.company.report("appraisals").classification
    return Furniture(
        document_title=f"{_REPORT}, {record.called}, {record.cycle.key}",
        description=f"{_REPORT} for one employee: evidence, not a rating",
        language=language_tag(facts.company.locale),
        head_left=f"{_REPORT} · {record.cycle.key} · {shortened(record.called, most=_LONGEST_IN_HEAD)}",
        head_right=f"{classification} · {_AUDIENCE}",
        foot_left=f"{facts.generator} · inputs {inputs_hash(record)} · data as of {taken}",
        generator=facts.generator,
        created=facts.as_of.isoformat(),
    )


def inputs_hash(record: Record) -> str:
    """One short hash over the catalogue and every snapshot behind this bundle's numbers."""
    parts = sorted(row["sha256"] for row in record.parts)
    return short_hash(sha256("\n".join([record.facts.catalogue_sha256, *parts]).encode()).hexdigest())
