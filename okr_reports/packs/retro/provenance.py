"""How the retro's numbers are made, under which policy, and from what."""

from okr_reports.packs.appendix import Fact
from okr_reports.packs.dates import plain_moment
from okr_reports.packs.method import short_hash
from okr_reports.packs.numbers import NO_BREAK, counted
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.reading_pages import ProvenancePage
from okr_reports.packs.retro.verdicts import GRADES


def provenance_page(edition: RetroEdition) -> ProvenancePage:
    """The last page: it explains nothing that the reader has to know before the first."""
    return ProvenancePage(
        method=_method(edition),
        policy=_policy(edition),
        pack=_pack(edition),
    )


def _method(edition: RetroEdition) -> tuple[Says, ...]:
    goals, reading = edition.catalogue.policy.goals, edition.catalogue.policy.reading
    cycle = edition.inputs.cycle
    return (
        Says("Scores.", " (actual − baseline) ÷ (target − baseline), clipped to 0 to 1, never rounded before it is "
             "graded. An objective's score is the weighted mean of its scored key results; no score flows from one "
             "objective into another. What was not measured has no score, never 0."),
        Says("Actuals.", f" The first that exists of KPI or formula, recorded actuals, and the written one, from "
             f"{edition.on(cycle.start)} to {edition.on(cycle.last_day)}; rows up to {goals.late_days} days late "
             "count and are marked. A check-in's value is shown, never scored."),
        Says("Changes.", " Definitions are compared with those first seen by a check, a run or a commit; each "
             "difference is printed with the score with it and without it."),
        Says("Check-ins.", f" Expected in weeks with at least {reading.expected_working_days} working days. Silence "
             "makes a status outdated during the cycle; a final grade comes from data."),
        Says("Calibration.", " Aspirational metric, change and count key results; the mean with its 95 % interval "
             "against the profile's zone. The pack asks; it states no motive."),
        Says("People.", " Nothing here feeds appraisals or pay. Notes about a person are not printed."),
        Says("Versions.", " Snapshots are kept unchanged: with the same catalogue and policy they give the same "
             "report. Corrections are further versions."),
    )  # fmt: skip


def _policy(edition: RetroEdition) -> tuple[Fact, ...]:
    policy = edition.catalogue.policy
    goals = policy.goals
    bands = ", ".join(f"{GRADES[band.grade].word.lower()} {'>' if band.is_open else '≥'}{NO_BREAK}{band.floor:g}"
                      for band in goals.bands[:-1])  # fmt: skip
    return (
        Fact("Profile", goals.profile),
        Fact("Grades", f"{bands}, else {GRADES[goals.bands[-1].grade].word.lower()}"),
        Fact("Reached from", f"{goals.norm:g}; committed at {goals.committed_met_from:g}"),
        Fact("Zone of the mean", f"{goals.zone[0]:g} to {goals.zone[1]:g}"),
        Fact("Check-in", f"every {policy.check_in_every}; silent after {policy.silent_after_days} days"),
        Fact("Cancelled late", goals.late_cancel.value.replace("_", " ")),
    )


def _pack(edition: RetroEdition) -> tuple[Fact, ...]:
    inputs, parts = edition.inputs, edition.tables.parts
    timezone = edition.catalogue.company.timezone
    software = ", ".join(f"{name} {version}" for name, version in inputs.software.items())
    return (
        Fact("Version", str(inputs.version)),
        Fact("Data as of", plain_moment(inputs.as_of, timezone=timezone)),
        Fact("Catalogue", short_hash(edition.catalogue.sha256)),
        Fact("Snapshots", f"{parts.height} of {parts['extract'].n_unique()} extracts"),
        Fact("Rows", f"{_rows(edition, 'row_count')} read, {_rows(edition, 'rejected_count')} rejected"),
        *([Fact("Software", software)] if software else []),
    )


def _rows(edition: RetroEdition, column: str) -> str:
    return counted(int(edition.tables.parts[column].sum()), locale=edition.locale)
