"""How to read the report, how its numbers were made, and the policy in force."""

from okr_reports.packs.appendix import Fact, MethodPage
from okr_reports.packs.dates import plain_moment
from okr_reports.packs.edition import Edition
from okr_reports.packs.numbers import NO_BREAK, NOTHING
from okr_reports.packs.pages import STATUSES, Says, Status
from okr_reports.packs.pictures import Bullet, Spark, Zone
from okr_reports.packs.signal_method import signal_method
from okr_reports.packs.signal_words import ASSURANCES, VARIATIONS
from okr_reports.periods import Grain
from okr_reports.policy import Policy
from okr_reports.words import Assurance, Health, Variation

_EXAMPLE_SPARK = Spark(
    values=(41, 43, 40, 44, 42, 45, 43, 46, 44, 45, 47, 46, 48),
    target=Zone(low=44),
    sentence="Example of thirteen values on their own scale, with the target as dashes and a dot on the last value.",
)
_EXAMPLE_BULLET = Bullet(
    value=36,
    target=Zone(low=44),
    scale_from=0,
    scale_to=60,
    sentence="Example of a bar from 0 to 36 with a target of at least 44 on a scale from 0 to 60.",
)


_VARIATIONS = {
    Variation.CONCERN: "moved the wrong way by more than its ordinary variation",
    Variation.IMPROVEMENT: "moved the right way by more than its ordinary variation",
    Variation.NEUTRAL_HIGH: "up by more than its ordinary variation; neither way is better",
    Variation.NEUTRAL_LOW: "down by more than its ordinary variation; neither way is better",
    Variation.COMMON_CAUSE: "noise: do not look for a cause in one period's change",
}
_ASSURANCES = {
    Assurance.CONSISTENTLY_MEETS: "if nothing changes, every ordinary period meets the target",
    Assurance.HIT_OR_MISS: "the target lies between the limits: chance decides",
    Assurance.CONSISTENTLY_MISSES: "if nothing changes, no ordinary period meets it",
}


def method_page(edition: Edition) -> MethodPage:
    """The last page: it explains nothing that the reader has to know before the first."""
    policy = edition.catalogue.policy
    return MethodPage(
        statuses=_statuses(policy),
        variations=tuple((VARIATIONS[variation], meaning) for variation, meaning in _VARIATIONS.items()),
        assurances=tuple((ASSURANCES[assurance], meaning) for assurance, meaning in _ASSURANCES.items()),
        bullet=_EXAMPLE_BULLET,
        spark=_EXAMPLE_SPARK,
        method=_method(edition),
        policy=_policy(policy),
        pack=_pack(edition),
        close=f"{_software(edition)}The snapshots named under “Data quality” are kept unchanged: with the same "
        "catalogue and policy they give the same report. Corrections are further versions.",
    )


def _statuses(policy: Policy) -> tuple[tuple[Status, str], ...]:
    tolerance = f"{policy.kpi_tolerance * 100:.2g}{NO_BREAK}%"
    norm = f"; from {policy.kpi_norm * 100:.3g}{NO_BREAK}% of it on: in norm" if policy.kpi_norm else ""
    return (
        (STATUSES[Health.OFF_TARGET], "target missed by more than the tolerance, or beyond the KPI's own bound"),
        (STATUSES[Health.AT_RISK], f"missed, but within {tolerance} of the target or the KPI's own bound"),
        (STATUSES[Health.HEALTHY], f"target of that period met{norm}"),
        (STATUSES[Health.UNKNOWN], "no data, no target, not due, or too few rows; never shown as green"),
    )


def _method(edition: Edition) -> tuple[Says, ...]:
    company, policy = edition.catalogue.company, edition.catalogue.policy
    quarter = edition.catalogue.fiscal.containing(edition.month.start, Grain.QUARTER).key
    share = f"{policy.sub_periods_met_share * 100:.3g}{NO_BREAK}%"
    return (
        Says("Values.", " Each value is one formula over the rows of its extract whose time column falls in "
             f"{edition.month_name}, {company.timezone}. Ratios are ratios of sums; percentiles interpolate linearly. "
             "No rows is no data, never zero, unless the extract proves that nothing happened."),
        Says("Longer periods.", f" {quarter} and year to date are the formula over all their rows, never an average "
             "of months; for stocks over the rows of their last month. A dash: it cannot be derived."),
        Says("Health.", " The target in force in the period decides; a later change never restates it. A KPI without "
             "a target, without data or with fewer rows than its minimum is unknown, never green."),
        Says("Faster and slower KPIs.", " A weekly KPI shows the month's last week and is healthy when that one and "
             f"at least {share} of its weeks met the target. A quarterly one shows its last quarter that has ended."),
        Says("Signals.", signal_method(policy.signals, kpi_count=len(edition.catalogue.kpis))),
        Says("Change.", " In percent for amounts, in points (pt) for percentages and ratings; + means higher, not "
             "better. n is the number of rows behind a value."),
        Says("Rounding.", " Only when printed, half away from zero. Comparisons use the unrounded value, with a "
             "relative tolerance of 1e-9."),
        Says("Actions.", f" Every missed target needs one, within {policy.action_due_working_days} working days of "
             "the first miss."),
        Says("People.", f" Figures about fewer than {policy.suppress_people_below} people are not shown."),
    )  # fmt: skip


def _policy(policy: Policy) -> tuple[Fact, ...]:
    return (
        Fact("Profile", policy.profile),
        Fact("Tolerance of a target", f"{policy.kpi_tolerance * 100:.3g}{NO_BREAK}%"),
        Fact("Norm", f"{policy.kpi_norm * 100:.3g}{NO_BREAK}%" if policy.kpi_norm else NOTHING),
        Fact("Share of weeks to be met", f"{policy.sub_periods_met_share * 100:.3g}{NO_BREAK}%"),
        Fact("Rule set of signals", policy.signals.rules + ("" if policy.signals.screen else ", ranges not screened")),
        Fact("Working days to name an action", str(policy.action_due_working_days)),
        Fact("Unreadable rows tolerated", f"{policy.quarantine_limit_share * 100:.3g}{NO_BREAK}%"),
        Fact("Fewest people shown", str(policy.suppress_people_below)),
    )


def _pack(edition: Edition) -> tuple[Fact, ...]:
    inputs = edition.inputs
    version = f"version {inputs.version}" + (", on a month that has not ended" if inputs.is_partial else "")
    return (
        Fact("Period", f"{edition.month.key}, {version}"),
        Fact("As of", plain_moment(inputs.as_of, timezone=_zone(edition))),
        Fact("Generator", inputs.generator),
        Fact("Catalogue", f"sha256 {short_hash(inputs.catalogue.sha256)}"),
        Fact("Calendar", _calendar(edition)),
    )


def _software(edition: Edition) -> str:
    named = ", ".join(f"{name} {version}" for name, version in edition.inputs.software.items())
    return f"Made with {named}. " if named else ""


def _calendar(edition: Edition) -> str:
    company = edition.catalogue.company
    first = edition.catalogue.fiscal.first_month
    year = "year from January" if first == 1 else f"fiscal year from month {first}"
    return f"{company.timezone}, {year}" + (f", holidays {company.holidays}" if company.holidays else "")


def _zone(edition: Edition) -> str:
    return edition.catalogue.company.timezone


def short_hash(sha256: str | None) -> str:
    """The first eight digits in two groups, enough to tell versions apart by eye."""
    return f"{sha256[:4]}{NO_BREAK}{sha256[4:8]}" if sha256 else NOTHING
