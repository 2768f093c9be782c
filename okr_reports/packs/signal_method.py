"""How signals are found, in words: limits, rule set, limits on trial, and the false signals to expect (rules §4)."""

from okr_reports.packs.listing import plural
from okr_reports.policy import SignalPolicy

# Of so many KPIs that are pure noise, one shows a false signal in a month with 13 points or more: simulated, see
# docs/performance.md.
FALSE_SIGNAL_IN = {"nhs": 50, "wheeler": 75}
_RULES = {
    "nhs": "a point outside the limits; 7 rising or falling; 2 of 3 in the outer third on one side; 7 in a row on one "
    "side of the mean",
    "wheeler": "a point outside the limits; 2 of 3 in the outer third on one side; 8 in a row on one side of the mean",
}


def signal_method(policy: SignalPolicy, *, kpi_count: int) -> str:
    """The paragraph of the method page, behind its bold first word."""
    screened = "; ranges above 3.267 × their mean are left out once" if policy.screen else ""
    return (
        f" XmR charts on each KPI's own cadence: limits are the mean ± 2.66 × the mean moving range{screened}. "
        f"Rule set {policy.rules}, in this order: {_RULES[policy.rules]}. A gap ends every run; limits begin anew "
        f"after a re-base or another formula. Under {policy.settled_points} points everything is on trial. "
        f"{_expected(FALSE_SIGNAL_IN[policy.rules], kpi_count)}"
    )


def _expected(one_in: int, kpi_count: int) -> str:
    """What pure noise alone brings about: a reader who expects it does not chase it."""
    rate = f"On pure noise about 1 KPI in {one_in} shows a false signal in a month"
    if kpi_count >= one_in:
        return f"{rate}: expect {plural(round(kpi_count / one_in), 'one', nouns='of them')} in this pack."
    months = round(one_in / max(kpi_count, 1))
    return f"{rate}: with {plural(kpi_count, 'KPI')} one in {plural(months, 'month')}."
