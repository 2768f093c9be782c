"""The finding of a page, made by rules from counts and names."""

import pytest

from okr_reports.packs.titles import Named, Tally, all_reasons, as_title, finding
from okr_reports.words import Reason

# Each finding below the counts it follows from: healthy, at risk, off target | not judged | the names.
FINDINGS = """
0 0 0 | | |
No KPI is measured monthly or faster yet
0 0 0 | no_data 5, no_target 3 | |
None of 8 KPIs could be judged (5 no data, 3 no target)
0 0 0 | no_data 1 | |
The only KPI could not be judged (no data)
1 0 0 | | |
The only KPI is healthy
1 0 0 | trial 1 | |
The only judged KPI is healthy; 1 not judged (on trial)
2 0 0 | | |
Both KPIs are healthy
23 0 0 | | |
All 23 KPIs are healthy
21 0 0 | no_data 2 | |
All 21 judged KPIs are healthy; 2 not judged (no data)
21 0 2 | | churn, time to fill |
21 of 23 KPIs are healthy; churn and time to fill are off target
20 1 2 | | churn, time to fill | CSAT
20 of 23 KPIs are healthy; churn and time to fill are off target
22 1 0 | | | CSAT
22 of 23 KPIs are healthy; CSAT is at risk
1 0 1 | | churn |
1 of 2 KPIs is healthy; churn is off target
0 0 1 | | churn |
Churn, the only KPI, is off target
0 1 0 | small_n 1 | | churn
Churn, the only judged KPI, is at risk; 1 not judged (too few rows)
0 0 5 | | a, b, c, d, e |
None of 5 KPIs is healthy; a, b and 3 more are off target
15 2 3 | | a, b, c | d, e
15 of 20 KPIs are healthy; a, b and c are off target
18 4 2 | no_target 1, small_n 1, undefined 1 | a, b |
18 of 24 judged KPIs are healthy; a and b are off target; 3 not judged (no target, too few rows, others)
"""
LONG = "a measure with a name of a good forty signs"


def cases() -> list[tuple[Tally, list[str], list[str], str]]:
    """Counts, names off target, names at risk, and the title they make."""
    lines = FINDINGS.strip().splitlines()
    return [(*_facts(facts), title) for facts, title in zip(lines[::2], lines[1::2], strict=True)]


def _facts(line: str) -> tuple[Tally, list[str], list[str]]:
    counts, reasons, off_target, at_risk = (cell.strip() for cell in line.split("|"))
    healthy, risky, off = (int(count) for count in counts.split())
    parts = [part.split() for part in reasons.split(", ") if part]
    unjudged = tuple((Reason(word), int(count)) for word, count in parts)
    total = healthy + risky + off + sum(count for _, count in unjudged)
    return Tally(total, healthy, risky, off, unjudged), off_target.split(", "), at_risk.split(", ")


@pytest.mark.parametrize(("counts", "off_target", "at_risk", "title"), cases())
def test_the_title_is_the_finding(counts: Tally, off_target: list[str], at_risk: list[str], title: str) -> None:
    assert as_title(finding(counts, Named(off_target, at_risk))) == title


def test_long_names_leave_room_for_fewer_of_them() -> None:
    found = finding(Tally(9, 6, 0, 3), Named(off_target=[LONG, LONG, LONG]))
    assert found == f"6 of 9 KPIs are healthy; {LONG} and 2 more are off target"


def test_behind_a_prefix_the_finding_keeps_its_small_letter() -> None:
    assert as_title("all 5 KPIs are healthy", prefix="Support") == "Support: all 5 KPIs are healthy"


def test_every_reason_is_said_where_there_is_room() -> None:
    counts = Tally(6, 3, 0, 0, ((Reason.NO_DATA, 1), (Reason.UNDEFINED, 1), (Reason.FAILED, 1)))
    assert all_reasons(counts) == "1 no data, 1 undefined, 1 failed"


def test_without_a_miss_what_gets_worse_is_named() -> None:
    found = finding(Tally(9, 9), Named(worsening=["churn"], noise=", and it is not noise"))
    assert found == "all 9 KPIs are healthy; churn is getting worse, and it is not noise"
    both = finding(Tally(9, 9), Named(worsening=["churn", "wait"]))
    assert both == "all 9 KPIs are healthy; churn and wait are getting worse"
