"""The finding of a page in one sentence, made by rules from counts and names (rules §3)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.packs.listing import capitalised, inside_sentence, joined, shortened
from okr_reports.packs.standings import Standing
from okr_reports.words import Health, Reason

REASON_WORDS: Mapping[Reason, str] = {
    Reason.NO_DATA: "no data",
    Reason.NO_TARGET: "no target",
    Reason.NOT_DUE: "not due",
    Reason.SMALL_N: "too few rows",
    Reason.UNDEFINED: "undefined",
    Reason.CONFIDENTIAL: "confidential",
    Reason.NOT_DERIVABLE: "too little history",
    Reason.FAILED: "failed",
    Reason.TRIAL: "on trial",
}
_LONGEST_LIST, _LONGEST_NAME, _MOST_NAMES, _MOST_REASONS = 72, 48, 3, 2


@dataclass(frozen=True)
class Tally:
    """How many KPIs stand how. `judged` has a verdict; `unjudged` counts the others by reason."""

    total: int = 0
    healthy: int = 0
    at_risk: int = 0
    off_target: int = 0
    unjudged: tuple[tuple[Reason, int], ...] = ()

    @property
    def judged(self) -> int:
        """Healthy, at risk and off target together."""
        return self.healthy + self.at_risk + self.off_target

    @property
    def unknown(self) -> int:
        """Those without a verdict."""
        return self.total - self.judged


@dataclass(frozen=True)
class Named:
    """The KPIs a finding names, worst first, and what is known about noise.

    `noise`: said behind those off target, or behind those at risk when none is. `worsening`: healthy ones that show a
    concern, named only when no target is missed.
    """

    off_target: Sequence[str] = ()
    at_risk: Sequence[str] = ()
    worsening: Sequence[str] = ()
    noise: str = ""


def tally(standings: Iterable[Standing]) -> Tally:
    """Counts over these standings as they are; select the counted ones first."""
    known = list(standings)
    counts = Counter(standing.health for standing in known)
    reasons = Counter(s.reason or Reason.NO_DATA for s in known if s.health is Health.UNKNOWN)
    return Tally(
        total=len(known),
        healthy=counts[Health.HEALTHY],
        at_risk=counts[Health.AT_RISK],
        off_target=counts[Health.OFF_TARGET],
        unjudged=tuple((reason, reasons[reason]) for reason in Reason if reasons[reason]),
    )


def finding(counts: Tally, named: Named) -> str:
    """`19 of 23 KPIs are healthy; churn and time to fill are off target`: no capital, no full stop."""
    if counts.total == 0:
        return "no KPI is measured monthly or faster yet"
    if counts.judged == 0:
        return _nothing_judged(counts)
    parts = [_healthy_part(counts), _missed_part(counts, named), unjudged_part(counts)]
    return "; ".join(part for part in parts if part)


def unjudged_part(counts: Tally) -> str:
    """`2 not judged (1 no data, 1 no target)`; empty when all are judged."""
    if not counts.unknown:
        return ""
    return f"{counts.unknown} not judged ({_reasons(counts)})"


def as_title(sentence: str, *, prefix: str = "") -> str:
    """A finding as a heading, behind `Support` or `September so far` when there is a prefix."""
    return f"{prefix}: {sentence}" if prefix else capitalised(sentence)


def title_names(standings: Sequence[Standing], *, all_names: Sequence[str]) -> list[str]:
    """Names as a sentence holds them: cut at the first comma where that stays unique, small where ordinary."""
    heads = Counter(name.split(",")[0] for name in set(all_names))
    names = [standing.kpi.name for standing in standings]
    cut = [name.split(",")[0] if heads[name.split(",")[0]] == 1 else name for name in names]
    return inside_sentence([shortened(name, most=_LONGEST_NAME) for name in cut])


def _healthy_part(counts: Tally) -> str:
    judged = "judged " if counts.unknown else ""
    if counts.judged == 1:
        return f"the only {judged}KPI is healthy" if counts.healthy else ""
    if counts.healthy == counts.judged:
        return f"{'both' if counts.judged == 2 else f'all {counts.judged}'} {judged}KPIs are healthy"
    if counts.healthy == 0:
        return f"none of {counts.judged} {judged}KPIs is healthy"
    return f"{counts.healthy} of {counts.judged} {judged}KPIs {'is' if counts.healthy == 1 else 'are'} healthy"


def _missed_part(counts: Tally, named: Named) -> str:
    only = f", the only {'judged ' if counts.unknown else ''}KPI," if counts.judged == 1 else ""
    if counts.off_target:
        return f"{_named(named.off_target)}{only} {'is' if counts.off_target == 1 else 'are'} off target{named.noise}"
    if counts.at_risk:
        return f"{_named(named.at_risk)}{only} {'is' if counts.at_risk == 1 else 'are'} at risk{named.noise}"
    if named.worsening:
        verb = "is" if len(named.worsening) == 1 else "are"
        return f"{_named(named.worsening)} {verb} getting worse{named.noise}"
    return ""


def _named(names: Sequence[str]) -> str:
    """As many names as fit a heading of two lines, then how many more."""
    options = [joined(names)] if len(names) <= _MOST_NAMES else []
    options += [joined([*names[:most], f"{len(names) - most} more"]) for most in (2, 1) if most < len(names)]
    return next((text for text in options if len(text) <= _LONGEST_LIST), options[-1])


def _nothing_judged(counts: Tally) -> str:
    if counts.total == 1:
        return f"the only KPI could not be judged ({_reasons(counts)})"
    return f"none of {counts.total} KPIs could be judged ({_reasons(counts)})"


def _reasons(counts: Tally) -> str:
    """Why, in a heading: one reason or two with their counts, else two and `others`."""
    words = [REASON_WORDS[reason] for reason, _ in counts.unjudged]
    if len(words) == 1:
        return words[0]
    if len(words) > _MOST_REASONS:
        return ", ".join([*words[:_MOST_REASONS], "others"])
    return all_reasons(counts)


def all_reasons(counts: Tally) -> str:
    """`1 no target, 2 too few rows`: every reason with its count."""
    return ", ".join(f"{count} {REASON_WORDS[reason]}" for reason, count in counts.unjudged)
