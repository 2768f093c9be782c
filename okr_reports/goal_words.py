"""The words of goals: kinds, states, confidence, decisions. One word per thing, as in `words.py`."""

from enum import StrEnum


class Level(StrEnum):
    """Whose objective it is."""

    COMPANY = "company"
    DEPARTMENT = "department"
    TEAM = "team"
    PERSON = "person"


class KeyResultKind(StrEnum):
    """How a key result is measured (rules §5)."""

    METRIC = "metric"
    CHANGE = "change"
    COUNT = "count"
    HOLD = "hold"
    MILESTONES = "milestones"
    BINARY = "binary"
    MANUAL = "manual"


class Ambition(StrEnum):
    """What a score of 1.0 was meant to be: a stretch, or a promise."""

    ASPIRATIONAL = "aspirational"
    COMMITTED = "committed"


class GoalState(StrEnum):
    """Whether a key result still stands."""

    ACTIVE = "active"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"


class Confidence(StrEnum):
    """What the owner says in a check-in."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Decision(StrEnum):
    """What becomes of a key result after its cycle."""

    CARRY_FORWARD = "carry_forward"
    RETIRE = "retire"
    CLOSE = "close"
    DROP = "drop"


class Cause(StrEnum):
    """Why a key result was missed, in its owner's judgement."""

    WRONG_MEASURE = "wrong_measure"
    RESOURCES = "resources"
    PRIORITIES = "priorities"
    OUTSIDE = "outside"


class Span(StrEnum):
    """Which rows a key result's actual is made from: the whole cycle's, or the last period's."""

    CYCLE = "cycle"
    LAST = "last"


class ActualSource(StrEnum):
    """Where a key result's actual comes from, in order of precedence."""

    KPI = "kpi"
    FORMULA = "formula"
    ACTUALS = "actuals"
    WRITTEN = "written"


class Grade(StrEnum):
    """What a score is called: the words of all profiles, a promise's, and a bound held too seldom to colour."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    TOO_CAUTIOUS = "too_cautious"
    ABOVE_NORM = "above_norm"
    NORM = "norm"
    BELOW_NORM = "below_norm"
    ABOVE_SUCCESS = "above_success"
    SUCCESS = "success"
    BELOW_SUCCESS = "below_success"
    STRETCH = "stretch"
    TARGET = "target"
    COMMIT = "commit"
    FAIL = "fail"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class NoScore(StrEnum):
    """Why a key result or an objective has no score, or no colour beside it."""

    NO_ACTUAL = "no_actual"
    SMALL_N = "small_n"
    UNDEFINED = "undefined"
    NOT_DERIVABLE = "not_derivable"
    FAILED = "failed"
    CONFIDENTIAL = "confidential"
    CANCELLED = "cancelled"
    DEFERRED = "deferred"
    NO_BASELINE = "no_baseline"
    TOO_FEW_SUB_PERIODS = "too_few_sub_periods"
    NONE_SCORED = "none_scored"
    UNDER_HALF_SCORED = "under_half_scored"
    ALL_WEIGHTS_ZERO = "all_weights_zero"


class CostVerdict(StrEnum):
    """What a reached key result's counterweight says."""

    AT_A_COST = "at_a_cost"
    WATCH = "watch"
    CLEAN = "clean"
    NOT_JUDGED = "not_judged"
    NONE_NAMED = "none_named"


class CostSign(StrEnum):
    """By what a counterweight shows that something was paid."""

    CONCERN = "concern"
    OFF_TARGET = "off_target"


class FoundationPart(StrEnum):
    """How a KPI that is off target carries an objective."""

    KPI = "kpi"
    LEADING = "leading"
    COUNTERWEIGHT = "counterweight"


class ProposalReason(StrEnum):
    """Why this is proposed for a key result after its cycle."""

    REACHED = "reached"
    DONE = "done"
    SHORT = "short"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"
    NOT_SCORED = "not_scored"


class StandardSource(StrEnum):
    """What a proposed standard is taken from: the target, the worse of the last two periods, or the actual alone."""

    TARGET = "target"
    WORSE_PERIOD = "worse_period"
    ACTUAL = "actual"


class CalibrationVerdict(StrEnum):
    """Where the mean score lies against the profile's zone."""

    TOO_FEW = "too_few"
    NOT_DISTINGUISHABLE = "not_distinguishable"
    HIGHER = "higher"
    LOWER = "lower"


class AlignmentGap(StrEnum):
    """What does not fit together in a cycle's goals."""

    UNDRIVEN = "undriven"
    CLAIMED_TWICE = "claimed_twice"
    ORPHAN = "orphan"
    LOCAL_TOO_MANY = "local_too_many"
    NO_KEY_RESULTS = "no_key_results"
    TEAM_WITHOUT_OKR = "team_without_okr"
    PERSON_WITHOUT_OKR = "person_without_okr"
    REWRITTEN = "rewritten"


class Contribution(StrEnum):
    """How a team takes part in a key result of the company."""

    DRIVES = "drives"
    SUPPORTS = "supports"


class LedgerState(StrEnum):
    """Whether a new standard still held two quarters after its cycle, or why that is not known."""

    HELD = "held"
    NOT_HELD = "not_held"
    TOO_EARLY = "too_early"
    NOT_MEASURED = "not_measured"
    NO_STANDARD = "no_standard"


class NoForecast(StrEnum):
    """Why there is no forecast."""

    TOO_FEW_POINTS = "too_few_points"
    KIND = "kind"
    ENDED = "ended"


class ProgrammeMeasure(StrEnum):
    """What tells whether working with goals pays; the words after `programme/` in a KPI's tags."""

    OKR_COMPLETION = "okr-completion"
    KPI_COMPLETION = "kpi-completion"
    STRATEGIC_TIME = "strategic-time"
    ENPS = "enps"
    DECISION_SPEED = "decision-speed"
    GROWTH_AFTER = "growth-after"
