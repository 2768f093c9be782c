"""A signal in words: special cause or noise, since when, by which rule, and what to expect of the target (rules §4)."""

from collections.abc import Mapping

from okr_reports.packs.edition import Edition
from okr_reports.packs.numbers import NO_BREAK, NumberStyle, choose_style
from okr_reports.packs.pages import Says, Status
from okr_reports.packs.pictures import EndMark
from okr_reports.packs.signals import Signal
from okr_reports.packs.standings import Standing
from okr_reports.words import Assurance, Chart, NoSignal, SignalRule, Variation

VARIATIONS: Mapping[Variation, Status] = {
    Variation.CONCERN: Status("Concern", "concern"),
    Variation.IMPROVEMENT: Status("Improvement", "improvement"),
    Variation.NEUTRAL_HIGH: Status("Higher than usual", "neutral_high"),
    Variation.NEUTRAL_LOW: Status("Lower than usual", "neutral_low"),
    Variation.COMMON_CAUSE: Status("No signal", "common"),
}
ASSURANCES: Mapping[Assurance, Status] = {
    Assurance.CONSISTENTLY_MEETS: Status("Consistently meets", "meets"),
    Assurance.CONSISTENTLY_MISSES: Status("Consistently misses", "misses"),
    Assurance.HIT_OR_MISS: Status("Hit or miss", "hit"),
}
_WITHOUT: Mapping[NoSignal, str] = {
    NoSignal.TOO_FEW_DISTINCT: "Too few different values",
    NoSignal.NOT_MEASURED: "Not measured",
    NoSignal.TRIAL: "Too few points",
}
_CHARTED: Mapping[Chart, str] = {
    Chart.VALUE: "",
    Chart.CHANGE: "change on the period before ",
    Chart.YEAR_ON_YEAR: "change on the year before ",
}
TRIAL = "trial limits"


def end_mark(standing: Standing) -> EndMark:
    """The mark on the last point of a standing's pictures."""
    marks = {
        Variation.CONCERN: EndMark.CONCERN,
        Variation.IMPROVEMENT: EndMark.IMPROVEMENT,
        Variation.NEUTRAL_HIGH: EndMark.NEUTRAL,
        Variation.NEUTRAL_LOW: EndMark.NEUTRAL,
    }
    return marks.get(standing.variation, EndMark.DOT) if standing.variation else EndMark.DOT


def look_of(standing: Standing) -> str:
    """The class of a cell that says the signal in words; empty when nothing can be said."""
    return VARIATIONS[standing.variation].mark if standing.variation else ""


def said_of(standing: Standing, edition: Edition) -> Says:
    """`Concern since Jul: 2 of 3 near the upper limit`, `Noise: within 67.1 to 74.2`; empty without a signal row."""
    signal = standing.signal
    if signal is None:
        return Says()
    if signal.variation is None:
        return Says(rest=without_verdict(signal))
    tail = f" ({TRIAL})" if signal.is_trial else ""
    if not signal.is_special:
        # A few points make limits that no value could reach.
        return Says(rest=f"Noise{tail}" if signal.is_trial else f"Noise: {within_limits(standing)}")
    return Says(VARIATIONS[signal.variation].word, f"{since(signal, edition)}: {rule_words(signal)}{tail}")


def without_verdict(signal: Signal) -> str:
    """Why nothing is said about noise."""
    return _WITHOUT[signal.reason] if signal.reason else _WITHOUT[NoSignal.TRIAL]


def since(signal: Signal, edition: Edition) -> str:
    """` since Jul`; `, new` for a signal of one period."""
    run = signal.run
    return f" since {edition.period(run[0].period)}" if len(run) > 1 else ", new"


def rule_words(signal: Signal) -> str:
    """By which rule the last point is more than noise: `above limits`, `7 rising in a row`."""
    side = "above" if signal.is_high else "below"
    words = {
        SignalRule.OUTSIDE_LIMITS: f"{side} limits",
        SignalRule.TREND: f"{signal.steps_in_a_row + 1} {'rising' if signal.is_rising else 'falling'} in a row",
        SignalRule.TWO_OF_THREE: "2 of 3 near the limit",
        SignalRule.ONE_SIDE: f"{signal.points_on_side} in a row {side} average",
    }
    return words[signal.last.rule] if signal.last.rule else "more than noise"


def within_limits(standing: Standing) -> str:
    """`within 67.1 to 74.2 %`."""
    signal = standing.signal
    if signal is None or signal.lower is None or signal.upper is None:
        return "within its limits"
    style = charted_style(standing)
    low, high = style.digits(signal.lower), style.digits(signal.upper)
    return f"{_CHARTED[signal.chart]}within {low}{NO_BREAK}to{NO_BREAK}{style.with_unit(high)}"


def charted_style(standing: Standing) -> NumberStyle:
    """How the charted numbers are printed: as the KPI's values, or as changes in percent, points or its own unit."""
    signal, style = standing.signal, standing.style
    if signal is None or signal.chart is Chart.VALUE or signal.unit not in ("%", "pt"):
        return style
    charted = [point.charted for point in signal.points if point.charted is not None]
    return choose_style(signal.unit, charted, locale=style.locale, currency="")


def variation_cell(standing: Standing, edition: Edition) -> tuple[Status | None, str]:
    """The variation's word with since when, for a department's table; no status when nothing can be said."""
    signal = standing.signal
    if signal is None:
        return None, ""
    if signal.variation is None:
        return None, without_verdict(signal)
    return VARIATIONS[signal.variation], since(signal, edition) if signal.is_special else ""


def assurance_of(standing: Standing) -> Status | None:
    """The assurance in words; none for no, relative or just-changed targets."""
    assurance = standing.signal.assurance if standing.signal else None
    return ASSURANCES[assurance] if assurance else None
