"""Section 8: how this was computed, in plain words, with the cases that hold for this person."""

from collections.abc import Iterator

from okr_reports.appraisal_words import Measured, NotJudged
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.listing import in_words, joined
from okr_reports.packs.pages import Says

_FULL_TIME = 1.0
_ENGINES = {"weasyprint": "WeasyPrint", "plutoprint": "PlutoPrint"}


def method_of(record: Record) -> tuple[Says, ...]:
    """What holds for everybody, then what holds for this person."""
    return (*_for_everybody(record), *_for_this_person(record))


def _for_everybody(record: Record) -> Iterator[Says]:
    yield Says(
        "A month is met",
        " when its value reaches the target that was in force before it ended. A later change does not reach back.",
    )
    yield Says(
        "Only months count",
        " in which the role was held, and not on leave, on at least half of the working days, and the KPI could be "
        "judged. 3 / 4 / 6 means 3 met of 4 judged, of 6 months of responsibility: 75 %.",
    )
    yield Says(
        "A KRA", " is the mean of its KPIs by weight, the whole the mean of all KPIs by KRA weight × KPI weight. What "
        "could not be measured is left out, never counted as zero. Below half of the weight there is no figure.",
    )  # fmt: skip
    yield Says("Values", f" {_span_words(record)} are computed from all their rows, not from monthly values.")
    yield Says("OKRs", " appear in words only: no figure here comes from one, and none may feed pay.")
    yield Says("This is evidence.", " It holds no rating, proposes none, and compares nobody with anybody.")


def _span_words(record: Record) -> str:
    return "of a segment" if len(record.segments) > 1 else "of the whole cycle"


def _for_this_person(record: Record) -> Iterator[Says]:
    called = record.called
    if record.leaves:
        spans = joined([record.between(first, last) for first, last in record.leaves])
        yield Says("Leave:", f" {called} was on leave {spans}. Those days count neither for nor against anybody.")
    if any(row["fte"] is not None and row["fte"] != _FULL_TIME for row in record.spans):
        yield Says(
            "Part time:",
            " targets for own counts and sums are multiplied by days present, divided by working days, and by the "
            "share of full time; the row of the KPI says so. Rates and averages are not scaled.",
        )
    if len(record.segments) > 1:
        count = in_words(len(record.segments))
        yield Says(
            "Change of role or team:",
            f" there is one table for each of the {count} segments; together they count by their working days.",
        )
    yield from _of_measures(record)


def _of_measures(record: Record) -> Iterator[Says]:
    kinds = {kpi.measured for kpi in record.kpis}
    if kinds & {Measured.TEAM, Measured.SHARED}:
        yield Says(
            "Team and shared values", " are those of everybody behind them. They say what was reached in this area of "
            "responsibility, not what one person did.",
        )  # fmt: skip
    if any(kpi.attainment is not None for kpi in record.kpis):
        yield Says(
            "Attainment counts here,",
            " not the share of months met: the mean over the judged months of value / target (2 − value / target where "
            "less is better), between 0 and 100 %. The KPI's note gives it; a KPI without one counts months met.",
        )
    reasons = {kpi.reason for kpi in record.kpis} | {v.reason for kpi in record.kpis for v in kpi.periods}
    if NotJudged.FEW_PERIODS in reasons:
        yield Says(
            "Few periods:",
            " fewer than three judged months (or two quarters) are too few for a figure. Such a KPI stands in words, "
            "and its weight goes to the others, visibly.",
        )
    if NotJudged.FEW_PEOPLE in reasons:
        limit = record.facts.policy.suppress_people_below
        yield Says("Few people:", f" figures about fewer than {in_words(limit)} people are not shown.")
    if any(verdict.is_restated for kpi in record.kpis for verdict in kpi.periods):
        yield Says("Restated months", " show both verdicts: the published one and the one by the values known now.")
    if not record.facts.pdf_is_tagged:
        engine = _ENGINES.get(record.facts.engine, record.facts.engine)
        yield Says(
            "For screen readers:",
            f" a PDF made by {engine} has no tags. The HTML file of this bundle says the same and can be read aloud.",
        )
