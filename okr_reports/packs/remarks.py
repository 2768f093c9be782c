"""What is said under a department's table beside the charts: further misses, recoveries, missing data."""

from collections.abc import Collection, Sequence

from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import joined_up_to, shortened
from okr_reports.packs.pages import Says
from okr_reports.packs.reasons import missed_for
from okr_reports.packs.standings import Standing
from okr_reports.words import Health, Reason

MOST_NAMES, LONGEST_NAME = 4, 70


def remarks_on(standings: Sequence[Standing], edition: Edition, *, drawn: Collection[str]) -> tuple[Says, ...]:
    """Sentences about the KPIs that are not among the `drawn`, empty ones left out."""
    missed = [s for s in standings if s.health in (Health.OFF_TARGET, Health.AT_RISK) and s.kpi.id not in drawn]
    recovered = [_name(s) for s in standings if s.is_new_recovery]
    lacking = [_name(s) for s in standings if s.reason is Reason.NO_DATA]
    meet = "meets its target" if len(recovered) == 1 else "meet their targets"
    sentences = {
        "Also missed" if drawn else "Missed": joined_up_to(
            [_miss(standing, edition) for standing in missed], most=MOST_NAMES
        ),
        "Recovered": f"{joined_up_to(recovered, most=MOST_NAMES)} {meet} again" if recovered else "",
        "No data": joined_up_to(lacking, most=MOST_NAMES),
    }
    return tuple(Says(head, f": {sentence}.") for head, sentence in sentences.items() if sentence)


def _miss(standing: Standing, edition: Edition) -> str:
    """`reopen rate (5.4 % against ≤ 5.0 %, for 2 months)`."""
    value = edition.said(standing, standing.now.value)
    target = standing.now.target.said(standing.style)
    run = f", for {missed_for(standing)}" if standing.now.missed_count > 1 else ""
    return f"{_name(standing)} ({value} against {target}{run})"


def _name(standing: Standing) -> str:
    return shortened(standing.kpi.name, most=LONGEST_NAME)
