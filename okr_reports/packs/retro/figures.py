"""The numbers of a key result in its row, by kind: from where, to where, where it came; and the way as a picture."""

from okr_reports.goal_words import KeyResultKind
from okr_reports.packs.goal_pictures import Track
from okr_reports.packs.numbers import NO_BREAK, NOTHING, Figure, round_half_away
from okr_reports.packs.retro.standings import KeyResultStanding

Figures = tuple[Figure, Figure, Figure]
_MEASURED = (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT)
_NONE = Figure(NOTHING)


def figures_of(key_result: KeyResultStanding) -> Figures:
    """Baseline, target and actual. Steps are in percent of their weight; a bound has the sub-periods within it."""
    style, kind = key_result.style, key_result.kind
    if kind in _MEASURED:
        return style.figure(key_result.baseline), style.figure(key_result.target), style.figure(key_result.actual)
    if kind is KeyResultKind.HOLD:
        return _NONE, key_result.bound.figure(style), _held(key_result)
    if kind is KeyResultKind.MILESTONES:
        return Figure("0", "%"), Figure("100", "%"), _percent(key_result.share)
    if kind is KeyResultKind.BINARY:
        return _NONE, Figure("done"), _done(key_result)
    return _NONE, _NONE, _NONE


def said(figure: Figure) -> str:
    """A figure in a sentence: with its unit."""
    return figure.text + (NO_BREAK + figure.unit if figure.unit else "")


def way_said(key_result: KeyResultStanding) -> str:
    """`3.1 % → 2.0 %`; of one without a baseline its target alone."""
    baseline, target, _ = figures_of(key_result)
    return said(target) if baseline.text == NOTHING else f"{said(baseline)} → {said(target)}"


def track_of(key_result: KeyResultStanding, *, zone: tuple[float, float]) -> Track | None:
    """The way covered; none without a measurement."""
    share = key_result.share
    if share is None:
        return None
    own_zone = None if key_result.is_committed else zone
    return Track(share, own_zone, f"{key_result.title}: {_way_covered(key_result, share)}; {_meant(own_zone)}.")


def _way_covered(key_result: KeyResultStanding, share: float) -> str:
    percent = f"{abs(round_half_away(share * 100, 0))} percent"
    if key_result.kind is KeyResultKind.HOLD:
        return f"within its bound for {percent} of the sub-periods"
    baseline, target, actual = (said(figure) for figure in figures_of(key_result))
    ends = f"from {baseline} to {target}" if baseline != NOTHING else "to its target"
    at = f", at {actual}" if actual != NOTHING else ""
    if share < 0:
        return f"worse than at the start, {percent} of the way in the other direction on the way {ends}{at}"
    return f"{percent} of the way {ends}{at}"


def _meant(zone: tuple[float, float] | None) -> str:
    if zone is None:
        return "committed, so met only at the target"
    return f"the grey zone is {zone[0]:g} to {zone[1]:g}"


def _held(key_result: KeyResultStanding) -> Figure:
    return Figure(f"{key_result.held} of {key_result.held_of}") if key_result.held_of else _NONE


def _done(key_result: KeyResultStanding) -> Figure:
    if key_result.share is None:
        return _NONE
    return Figure("done" if key_result.share >= 1 else "open", value=key_result.share)


def _percent(share: float | None) -> Figure:
    if share is None:
        return _NONE
    return Figure(str(round_half_away(share * 100, 0)), "%", value=share * 100)
