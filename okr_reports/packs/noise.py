"""Whether what a finding names is noise: truthfully also where some are and some are not, or limits are on trial."""

from collections.abc import Sequence

from okr_reports.packs.listing import in_words
from okr_reports.packs.standings import Standing
from okr_reports.words import Variation


def noise_clause(standings: Sequence[Standing], *, names: Sequence[str]) -> str:
    """`, and it is not noise`, to stand behind "A and B are off target"; `names` as the finding prints them.

    Empty when for some nothing can be said and no other is more than noise.
    """
    if not standings:
        return ""
    special = [number for number, standing in enumerate(standings) if _is_against(standing)]
    improving = [n for n, standing in enumerate(standings) if standing.variation is Variation.IMPROVEMENT]
    trial = _trial([standings[place] for place in special or improving or range(len(standings))])
    if special:
        return f", and {_where(special, standings, names)}it is not noise{trial}"
    if improving:
        return _improving(improving, standings, names) + trial
    if any(standing.variation is not Variation.COMMON_CAUSE for standing in standings):
        return ""
    return f", but {'its' if len(standings) == 1 else 'their'} movement is noise{trial}"


def _trial(standings: Sequence[Standing]) -> str:
    count = sum(standing.signal is not None and standing.signal.is_trial for standing in standings)
    return "" if not count else " (trial limits)" if count == len(standings) else f" ({count} by trial limits)"


def _is_against(standing: Standing) -> bool:
    """More than noise, and not for the better: a concern, or a movement without direction."""
    return standing.is_special and standing.variation is not Variation.IMPROVEMENT


def _where(places: Sequence[int], standings: Sequence[Standing], names: Sequence[str]) -> str:
    """Empty when it holds for all; else `for A `, `for two of them `."""
    return "" if len(places) == len(standings) else f"for {_some(places, names)} "


def _improving(places: Sequence[int], standings: Sequence[Standing], names: Sequence[str]) -> str:
    if len(places) == len(standings):
        return ", but improving, and that is not noise"
    return f", but {_some(places, names)} {'is' if len(places) == 1 else 'are'} improving, and that is not noise"


def _some(places: Sequence[int], names: Sequence[str]) -> str:
    """One by its name; more only by their number, since the sentence has just named them."""
    return names[places[0]] if len(places) == 1 else f"{in_words(len(places))} of them"
