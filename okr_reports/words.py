"""The closed sets of words used in tables, reports and YAML. One word per thing."""

from enum import StrEnum


class Health(StrEnum):
    """How a KPI stands against its target in one period."""

    HEALTHY = "healthy"
    AT_RISK = "at_risk"
    OFF_TARGET = "off_target"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a value is empty or a KPI is not judged."""

    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    SMALL_N = "small_n"
    UNDEFINED = "undefined"
    CONFIDENTIAL = "confidential"
    NOT_DERIVABLE = "not_derivable"
    FAILED = "failed"
    TRIAL = "trial"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"


class KpiKind(StrEnum):
    """An outcome, or what drives one."""

    LEADING = "leading"
    LAGGING = "lagging"


class Cadence(StrEnum):
    """How often a KPI is measured and judged."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Perspective(StrEnum):
    """Which side of the business a KPI looks at."""

    CUSTOMER = "customer"
    QUALITY = "quality"
    SPEED = "speed"
    FINANCE = "finance"
    PEOPLE = "people"


class Visibility(StrEnum):
    """Who may see a KPI's value."""

    COMPANY = "company"
    MANAGEMENT = "management"
    CONFIDENTIAL = "confidential"


class Operator(StrEnum):
    """How a value is held against a target."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "=="
    BETWEEN = "between"


class TargetState(StrEnum):
    """A target that is not a number. A KPI with one is never green."""

    NONE = "none"
    TBD = "tbd"
    CONFIDENTIAL = "confidential"
    ELSEWHERE = "elsewhere"
    QUALITATIVE = "qualitative"


class Accumulation(StrEnum):
    """How ready-made values of short periods make the value of a longer one."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"


class ColumnType(StrEnum):
    """What an extract's column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"


class ActionState(StrEnum):
    """Where the action for a missed target stands."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    MISSING = "missing"


class Chart(StrEnum):
    """What a KPI's chart shows: its values, their change on the period before, or on the same period last year."""

    VALUE = "value"
    CHANGE = "change"
    YEAR_ON_YEAR = "year_on_year"


class SignalRule(StrEnum):
    """By which rule a movement is more than noise, in order of precedence (rules §4)."""

    OUTSIDE_LIMITS = "outside_limits"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    ONE_SIDE = "one_side"


class Variation(StrEnum):
    """What a KPI's last movement is: a change for better or worse, one without direction, or noise."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"


class Assurance(StrEnum):
    """Whether the process as it runs will meet its target."""

    CONSISTENTLY_MEETS = "consistently_meets"
    CONSISTENTLY_MISSES = "consistently_misses"
    HIT_OR_MISS = "hit_or_miss"


class NoSignal(StrEnum):
    """Why nothing is said about noise."""

    TOO_FEW_DISTINCT = "too_few_distinct"
    NOT_MEASURED = "not_measured"
    TRIAL = "trial"


class CandidateReason(StrEnum):
    """Why a KPI should become next cycle's goal, the strongest first (rules §7)."""

    WEAK_QUARTERS = "weak_quarters"
    PERSISTENT_CONCERN = "persistent_concern"
    FAR_OUTSIDE = "far_outside"


class AlertKind(StrEnum):
    """What somebody must hear at once."""

    NEWLY_OFF_TARGET = "newly_off_target"
    NEW_CONCERN = "new_concern"


class Severity(StrEnum):
    """How much a finding matters. A lint finding advises, a warning wants a look, an error withheld something."""

    ADVICE = "advice"
    WARNING = "warning"
    ERROR = "error"


class Outcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
