"""Why something is not judged, as a bundle says it."""

from collections.abc import Mapping

from okr_reports.appraisal_words import NotJudged

REASONS: Mapping[NotJudged, str] = {
    NotJudged.ABSENT: "in this role for less than half of it",
    NotJudged.ON_LEAVE: "on leave",
    NotJudged.NO_TARGET: "no target in force",
    NotJudged.BACK_DATED: "target set after it had ended",
    NotJudged.NOT_NUMERIC: "target is not a number",
    NotJudged.NO_DATA: "no data",
    NotJudged.UNDEFINED: "undefined",
    NotJudged.SMALL_N: "too few rows",
    NotJudged.NOT_ENDED: "not ended yet",
    NotJudged.UNKNOWN: "health unknown",
    NotJudged.FEW_PERIODS: "too few judged periods",
    NotJudged.FEW_PEOPLE: "too few people to show",
    NotJudged.HALF_WEIGHT: "less than half of the weight measured",
    NotJudged.NO_ROLE: "no role with KPIs",
    NotJudged.NO_TEAM: "no team on record",
    NotJudged.FAILED: "its computation failed",
}
# Why there is no figure, as a whole clause.
NO_FIGURE: Mapping[NotJudged, str] = {
    NotJudged.FEW_PERIODS: "fewer than three judged months (two quarters): no figure, its weight goes to the others",
    NotJudged.FEW_PEOPLE: "about too few people to be shown: left out, not counted as zero",
    NotJudged.HALF_WEIGHT: "no figure: less than half of the weight could be measured",
    NotJudged.NO_ROLE: "no figure: no role with KPIs is recorded",
    NotJudged.NO_TEAM: "no team in people's records, so no team's value: left out, not counted as zero",
    NotJudged.NO_TARGET: "without a target nothing can be met: left out, not counted as zero",
    NotJudged.NOT_NUMERIC: "its target is not a number: left out, not counted as zero",
    NotJudged.NO_DATA: "no data: left out, not counted as zero",
    NotJudged.FAILED: "its computation failed: left out, not counted as zero",
    NotJudged.ON_LEAVE: "on leave: left out, not counted as zero",
    NotJudged.ABSENT: "not held long enough: left out, not counted as zero",
}


def no_figure(reason: NotJudged | None) -> str:
    """Why there is no figure, in a clause."""
    if reason is None:
        return "not measured: left out, not counted as zero"
    return NO_FIGURE.get(reason) or f"{REASONS[reason]}: left out, not counted as zero"
