"""Where a carried key result begins and what is left of its way."""

import re
from dataclasses import dataclass

from okr_reports.catalogue.goals_kinds import are_equal, target_of
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.yaml_writing import plain, rounded

_FROM = re.compile(r"(?<=\bfrom )([^\d\s]{0,3}\s?)(\d[\d,]*(?:\.\d+)?)", re.IGNORECASE)


@dataclass(frozen=True)
class Way:
    """From where to where the next cycle is to go."""

    baseline: float
    target: float
    is_stretch: bool = False


def way_left(entry: KeyResult, *, actual: float, decimals: int | None) -> Way | None:
    """From the final actual to the target, or to the stretch value where the target is reached; None with no way left.

    The actual is rounded as it would be written, unless that would leave no way.
    """
    baseline, target = entry.baseline or 0.0, target_of(entry)
    if target is None:
        return None
    for goal, is_stretch in ((target, False), (entry.stretch, True)):
        if goal is None or (goal - actual) * (target - baseline) <= 0 or are_equal(goal, actual):
            continue
        shown = rounded(actual, decimals=decimals)
        is_left = (goal - shown) * (target - baseline) > 0 and not are_equal(goal, shown)
        return Way(shown if is_left else actual, goal, is_stretch)
    return None


def retitled(title: str, *, before: float | None, after: float) -> str:
    """The title with the new beginning where it names the old one: "from 3.1 % to 2 %" becomes "from 2.4 % to 2 %"."""
    found = _FROM.search(title)
    if found is None or before is None or not are_equal(float(found[2].replace(",", "")), before):
        return title
    return f"{title[: found.start(2)]}{plain(after)}{title[found.end(2) :]}"
