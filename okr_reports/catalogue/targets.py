"""The targets of a KPI brought to one form: an operator with a value, a range, a relative bound, or a state."""

from collections.abc import Iterator

from okr_reports.catalogue.draft import UNKNOWN
from okr_reports.catalogue.model import Kpi, Target
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.spans import GRAIN_OF, grains_for, key_problems, period_of
from okr_reports.catalogue.target_text import TextRefused, read_change, read_target_text
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem
from okr_reports.periods import MONTHS_IN, FiscalCalendar, Grain
from okr_reports.words import Direction, Operator, TargetState

_FORMS = ("op", "value", "at_least", "at_most", "between", "text", "change", "of_average", "state")
UPWARD = frozenset({Operator.AT_LEAST, Operator.ABOVE})
DOWNWARD = frozenset({Operator.AT_MOST, Operator.BELOW})
_AGAINST = {
    Direction.HIGHER: DOWNWARD,
    Direction.LOWER: UPWARD,
    Direction.RANGE: UPWARD | DOWNWARD,
    Direction.NONE: frozenset[Operator](),
}


def settle_targets(sheet: Sheet[Kpi], fiscal: FiscalCalendar) -> tuple[Kpi, list[Problem]]:
    """The KPI with every target in its one form, and what is wrong with them (rules §3)."""
    if not sheet.entry.targets:
        return sheet.entry, []
    settled: list[Target] = []
    problems: list[Problem] = []
    for number, target in enumerate(sheet.entry.targets):
        at = sheet.source.within("targets", number)
        if target.from_ == UNKNOWN:
            continue
        one_form, found = _settle(target, sheet.entry, at=at)
        settled.append(one_form)
        problems += found
        problems += _key_problems(target, sheet.entry, at=at, fiscal=fiscal)
    problems += _doubled(sheet)
    direction = sheet.entry.direction if sheet.source.has("direction") else _meant_direction(settled, fiscal)
    return sheet.entry.model_copy(update={"targets": settled, "direction": direction}), problems


def is_against(op: Operator, direction: Direction) -> bool:
    """Whether a target with this operator contradicts the KPI's direction."""
    return op in _AGAINST[direction]


def _meant_direction(settled: list[Target], fiscal: FiscalCalendar) -> Direction:
    """A sheet that leaves its direction out says it by its newest target: at least 95 means that higher is better."""
    begun = [(period.start, target) for target in settled if (period := period_of(target.from_, fiscal))]
    in_order = [target for _, target in sorted(begun, key=lambda pair: pair[0])]
    operators = [target.of_average.op if target.of_average else target.op for target in in_order]
    telling = [operator for operator in operators if operator not in (None, Operator.EQUAL)]
    if not telling:
        return Direction.NONE
    if telling[-1] is Operator.BETWEEN:
        return Direction.RANGE
    return Direction.HIGHER if telling[-1] in UPWARD else Direction.LOWER


def _key_problems(target: Target, kpi: Kpi, *, at: Located, fiscal: FiscalCalendar) -> Iterator[Problem]:
    grains = grains_for(kpi.cadence)
    if target.grain is not None:
        longer = Grain(target.grain)
        if MONTHS_IN.get(GRAIN_OF[kpi.cadence], 0) >= MONTHS_IN[longer]:
            fix = "delete it: without `grain` the target holds for one period of the cadence"
            yield at.at("grain").problem(f"a {kpi.cadence} KPI has no longer period '{target.grain}'", fix)
        grains = (longer, *grains)
    yield from key_problems(target.from_, grains, place=at.at("from"), fiscal=fiscal)


def _doubled(sheet: Sheet[Kpi]) -> Iterator[Problem]:
    first: dict[tuple[str, str | None], int] = {}
    for number, target in enumerate(sheet.entry.targets):
        key = (target.from_, target.grain)
        if key in first and target.from_ != UNKNOWN:
            line = sheet.source.at("targets", first[key]).line
            what = f"a second target from {target.from_}, the first stands in line {line}"
            yield sheet.source.at("targets", number).problem(what, "keep one of them, or give one another `from`")
        first.setdefault(key, number)


def _settle(target: Target, kpi: Kpi, *, at: Located) -> tuple[Target, list[Problem]]:
    if problem := _form_problem(target, at):
        return target, [problem]
    try:
        one_form = _one_form(target, kpi)
    except TextRefused as error:
        return target, [
            at.at(*(("text",) if target.text is not None else ("change", "by"))).problem(error.what, error.fix)
        ]
    problems = list(_bound_problems(one_form, kpi, at=at))
    return one_form, problems or list(_risk_problems(one_form, at))


def _form_problem(target: Target, at: Located) -> Problem | None:
    forms = [name for name in _FORMS if getattr(target, name) is not None]
    if forms == ["value"]:
        return at.at("value").problem(
            "a number without a direction", f"write `at_least: {target.value:g}` or `at_most: {target.value:g}`"
        )
    if forms == ["op"]:
        return at.at("op").problem("an operator without a `value`", f'write {{op: "{target.op}", value: 95}}')
    if not forms:
        return at.at().problem(
            "this target says nothing", "write `at_least: 95`, `at_most: 2.0`, `between: [5, 7]` or `state: tbd`"
        )
    if len(forms) > 1 and forms != ["op", "value"]:
        fix = "keep one of them; for a second target write a row of its own"
        return at.at().problem(f"this target says several things: {', '.join(f'`{form}`' for form in forms)}", fix)
    if target.op is Operator.BETWEEN:
        return at.at("op").problem("`between` is no operator for one value", "write `between: [5, 7]`")
    if target.state is TargetState.QUALITATIVE:
        return at.at("state").problem("a qualitative target needs its sentence", 'write `state: {qualitative: "…"}`')
    return None


def _one_form(target: Target, kpi: Kpi) -> Target:
    if target.at_least is not None:
        return target.model_copy(update={"op": Operator.AT_LEAST, "value": target.at_least, "at_least": None})
    if target.at_most is not None:
        return target.model_copy(update={"op": Operator.AT_MOST, "value": target.at_most, "at_most": None})
    if target.between is not None:
        return target.model_copy(update={"op": Operator.BETWEEN})
    if target.text is not None:
        meant = read_target_text(target.text, kpi.unit)
        between = (meant.low, meant.high) if meant.op is Operator.BETWEEN else None
        return target.model_copy(update={"op": meant.op, "value": meant.value, "between": between, "text": None})
    if target.change is not None:
        read_change(target.change.by)
    return target


def _bound_problems(target: Target, kpi: Kpi, *, at: Located) -> Iterator[Problem]:
    operator = target.of_average.op if target.of_average else target.op
    if target.between is not None and target.between[0] > target.between[1]:
        low, high = target.between
        yield at.at("between").problem(
            f"the range {low:g} to {high:g} is empty", f"write `between: [{high:g}, {low:g}]`"
        )
    if operator in _AGAINST[kpi.direction]:
        fix = f"{_better(kpi.direction)}; or change the KPI's direction"
        yield at.at().problem(f"a target with `{operator}` contradicts `direction: {kpi.direction}`", fix)
    if target.change and kpi.direction not in (Direction.HIGHER, Direction.LOWER):
        fix = "give the KPI `direction: higher` or `lower`"
        yield at.at("change").problem("a relative target needs to know which way is better", fix)
    if target.of_average and target.of_average.op in (Operator.EQUAL, Operator.BETWEEN):
        yield at.at("of_average", "op").problem("this operator does not fit an average", 'write op: "<=" or ">="')


def _better(direction: Direction) -> str:
    if direction is Direction.RANGE:
        return "write `between: [low, high]`"
    return "write `at_least` or `>=`" if direction is Direction.HIGHER else "write `at_most` or `<=`"


def _risk_problems(target: Target, at: Located) -> Iterator[Problem]:
    risk = target.at_risk
    if risk is None:
        return
    place = at.at("at_risk")
    if target.of_average is not None or target.state is not None:
        yield place.problem("this kind of target takes no `at_risk`", "delete it")
    elif isinstance(risk, tuple):
        yield from (place.problem(*said) for said in _range_risk(target, risk))
    elif target.op in (Operator.BETWEEN, Operator.EQUAL):
        yield place.problem("a range needs two bounds for at_risk", "write `at_risk: [low, high]`")
    elif target.value is not None and (risk > target.value if target.op in UPWARD else risk < target.value):
        what = f"`at_risk: {risk:g}` is stricter than the target {target.op} {target.value:g}"
        yield place.problem(what, "at_risk is the bound still tolerated when the target is missed")


def _range_risk(target: Target, risk: tuple[float, float]) -> Iterator[tuple[str, str]]:
    inner = target.between or ((target.value, target.value) if target.op is Operator.EQUAL else None)
    if inner is None or inner[0] is None or inner[1] is None:
        yield "two bounds for at_risk belong to a range", "write one number"
    elif risk[0] > inner[0] or risk[1] < inner[1]:
        yield f"`at_risk: [{risk[0]:g}, {risk[1]:g}]` is stricter than the target", "let it enclose the target's range"
