"""The words of verdicts on goals: grades with the shape beside them, reasons, outcomes, what owners say."""

from collections.abc import Mapping

from okr_reports.goal_words import Cause, Confidence, Decision, Grade, NoScore
from okr_reports.packs.pages import Status
from okr_reports.packs.retro.standings import KeyResultStanding

GRADES: Mapping[Grade, Status] = {
    Grade.GREEN: Status("Green", "ok"),
    Grade.AMBER: Status("Amber", "risk"),
    Grade.RED: Status("Red", "off"),
    Grade.TOO_CAUTIOUS: Status("Too cautious", "risk"),
    Grade.ABOVE_NORM: Status("Above norm", "ok"),
    Grade.NORM: Status("Norm", "ok"),
    Grade.BELOW_NORM: Status("Below norm", "off"),
    Grade.ABOVE_SUCCESS: Status("Above success", "ok"),
    Grade.SUCCESS: Status("Success", "ok"),
    Grade.BELOW_SUCCESS: Status("Below success", "off"),
    Grade.STRETCH: Status("Stretch", "ok"),
    Grade.TARGET: Status("Target", "ok"),
    Grade.COMMIT: Status("Commit", "risk"),
    Grade.FAIL: Status("Fail", "off"),
    Grade.MET: Status("Met", "ok"),
    Grade.PARTLY: Status("Partly", "risk"),
    Grade.NOT_MET: Status("Missed", "off"),
}
REASONS: Mapping[NoScore, str] = {
    NoScore.NO_ACTUAL: "no measurement",
    NoScore.SMALL_N: "too few rows",
    NoScore.UNDEFINED: "undefined",
    NoScore.NOT_DERIVABLE: "too little history",
    NoScore.FAILED: "failed",
    NoScore.CANCELLED: "cancelled",
    NoScore.DEFERRED: "deferred",
    NoScore.NO_BASELINE: "no baseline",
    NoScore.TOO_FEW_SUB_PERIODS: "too few periods",
    NoScore.NONE_SCORED: "none scored",
    NoScore.UNDER_HALF_SCORED: "under half scored",
    NoScore.ALL_WEIGHTS_ZERO: "all weights zero",
    NoScore.CONFIDENTIAL: "confidential",
}
OUTCOMES: Mapping[Decision, str] = {
    Decision.CARRY_FORWARD: "Carry forward",
    Decision.RETIRE: "Retire to KPI",
    Decision.CLOSE: "Close: done",
    Decision.DROP: "Drop",
}
CAUSES: Mapping[Cause, str] = {
    Cause.WRONG_MEASURE: "wrong measure",
    Cause.RESOURCES: "resources",
    Cause.PRIORITIES: "priorities",
    Cause.OUTSIDE: "outside",
}
SAID: Mapping[Confidence, Status] = {
    Confidence.ON_TRACK: Status("on track", "ok"),
    Confidence.AT_RISK: Status("at risk", "risk"),
    Confidence.OFF_TRACK: Status("off track", "off"),
}


def verdict_of(key_result: KeyResultStanding) -> Status:
    """Its grade; without one, why it has none."""
    return status_of(key_result.grade, key_result.reason)


def status_of(grade: Grade | None, reason: NoScore | None) -> Status:
    """A grade's word and shape; without one, the reason in words."""
    if grade is not None:
        return GRADES[grade]
    return Status(REASONS[reason].capitalize() if reason else "No grade", "unk")
