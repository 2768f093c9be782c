"""A target in force: what it demands, as text with its operator and as a zone for pictures."""

from dataclasses import dataclass
from datetime import date

from okr_reports.packs.numbers import MINUS, NO_BREAK, NOTHING, Figure, NumberStyle
from okr_reports.packs.pictures import Zone
from okr_reports.words import Operator, TargetState

SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "≤",
    Operator.BELOW: "<",
    Operator.EQUAL: "=",
}
_STATES = {
    TargetState.TBD: "open",
    TargetState.ELSEWHERE: "elsewhere",
    TargetState.QUALITATIVE: "in words",
}


@dataclass(frozen=True)
class TargetInForce:
    """The row a period is judged by, relative targets resolved. Without `op` it is a state, or there is none."""

    op: Operator | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    at_risk: float | None = None
    at_risk_low: float | None = None
    at_risk_high: float | None = None
    from_key: str | None = None
    set_on: date | None = None
    state: TargetState | None = None
    why: str | None = None
    sentence: str | None = None
    is_back_dated: bool = False

    @property
    def edges(self) -> tuple[float, ...]:
        """The numbers in the condition."""
        return tuple(edge for edge in (self.value, self.low, self.high) if edge is not None)

    @property
    def zone(self) -> Zone | None:
        """Where the target is met, for a picture."""
        if self.op is Operator.BETWEEN:
            return Zone(self.low, self.high)
        if self.op is None or self.value is None:
            return None
        if self.op is Operator.EQUAL:
            return Zone(self.value, self.value)
        is_floor = self.op in (Operator.AT_LEAST, Operator.ABOVE)
        return Zone(low=self.value) if is_floor else Zone(high=self.value)

    def figure(self, style: NumberStyle) -> Figure:
        """The target for a table cell."""
        text = self._condition(style)
        if text is None:
            return Figure(_STATES.get(self.state, NOTHING) if self.state else NOTHING)
        return Figure(text, style.slot, value=self.edges[0] if self.edges else None)

    def said(self, style: NumberStyle) -> str:
        """The target in a sentence, with its unit; empty when it is no condition."""
        text = self._condition(style)
        return "" if text is None else style.with_unit(text)

    def bound(self, style: NumberStyle) -> str:
        """The author's own at-risk bound, a range or with the target's operator; empty without one."""
        if self.at_risk_low is not None and self.at_risk_high is not None:
            return _range(self.at_risk_low, self.at_risk_high, style)
        if self.at_risk is None or self.op is None:
            return ""
        sign = "≥" if self.op in (Operator.AT_LEAST, Operator.ABOVE) else "≤"
        return f"{sign}{NO_BREAK}{style.digits(self.at_risk)}"

    def _condition(self, style: NumberStyle) -> str | None:
        if self.op is Operator.BETWEEN and self.low is not None and self.high is not None:
            return _range(self.low, self.high, style)
        if self.op is None or self.op is Operator.BETWEEN or self.value is None:
            return None
        return f"{SIGNS[self.op]}{NO_BREAK}{style.exact(self.value).digits(self.value)}"


def _range(low: float, high: float, style: NumberStyle) -> str:
    """`4.0–6.0`, or with a word where a minus would stand beside the dash."""
    exact = style.exact(low, high)
    first, last = exact.digits(low), exact.digits(high)
    return f"{first}{NO_BREAK}to{NO_BREAK}{last}" if MINUS in first + last else f"{first}–{last}"


NO_TARGET = TargetInForce()
