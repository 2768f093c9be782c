"""The charts of a department's page: what has a signal first, the strip of two percentiles, notes that hang on them."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from okr_reports.expressions import Aggregate, Column, Formula
from okr_reports.packs.chart_notes import PageNotes
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review, edition_of
from okr_reports.packs.pages import DepartmentPage
from okr_reports.packs.pictures import EndMark
from okr_reports.packs.xmr_charts import xmr_figure
from okr_reports.tables import EVENTS, KPI_REBASES
from okr_reports.words import Perspective
from tests.rendering.sample_review import frame, numbered_inputs, sample_inputs, with_sheet
from tests.rendering.sample_signals import P90, full_review, signal_rows, with_signal, with_signals, with_tables

CSAT, REOPEN, TICKETS, FIRST = (
    "support/csat",
    "support/reopen-rate",
    "support/tickets-per-100",
    "support/first-contact",
)


def page_of(inputs: ReviewInputs) -> DepartmentPage:
    """The one department's page."""
    (page,) = build_kpi_review(inputs).company.departments
    return page


def support() -> ReviewInputs:
    """The five KPIs of Support with their signals."""
    return with_signals(sample_inputs([P90, TICKETS, REOPEN, CSAT, FIRST]))


def percentiles(*shares: float) -> ReviewInputs:
    """Support, where P90 and the reopen rate are percentiles of one column, felt by customers."""
    inputs = support()
    formulas = {
        kpi_id: Formula("", Aggregate("quantile", Column("hours"), share=share), frozenset(), is_additive=False)
        for kpi_id, share in zip((P90, REOPEN), shares, strict=True)
    }
    felt = with_sheet(inputs, P90, perspective=Perspective.CUSTOMER)
    return replace(felt, catalogue=replace(felt.catalogue, formulas=formulas))


def events(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    """tables.EVENTS: day, KPI, text."""
    named = [{"happened_on": date.fromisoformat(on), "kpi_id": kpi, "text": text} for on, kpi, text in rows]
    return frame(EVENTS, [row | {"event_id": number} for number, row in enumerate(named, start=1)])


def test_a_signal_is_drawn_against_its_limits_and_others_as_a_trend() -> None:
    first, second = page_of(support()).charts
    assert first.xmr is not None
    assert first.title.replace("\u00a0", " ") == (
        "P90 first response: concern since Feb, above limits; now 3.4 h against ≤ 2.0 h"
    )
    assert (first.xmr.end, first.xmr.first, first.xmr.points[-1].is_signal) == (EndMark.CONCERN, 0, True)
    labels = (first.xmr.end_label, first.xmr.target_label, first.xmr.centre_label, first.xmr.upper_label)
    assert [label.replace("\u00a0", " ") for label in labels] == [
        "September 3.4 h", "target ≤ 2.0 h", "average 2.2 h", "upper limit 2.7 h",
    ]  # fmt: skip
    assert (second.xmr, second.trend is not None) == (None, True)


def test_the_sentence_of_an_xmr_chart_has_its_numbers() -> None:
    (first, _) = page_of(support()).charts
    assert first.xmr is not None
    assert first.xmr.sentence.replace("\u00a0", " ") == (
        "P90 first response: 3.4 h in Sept, concern since Feb, above limits; with an average of 2.2 h, "
        "a lower limit of 1.7 h, an upper limit of 2.7 h, a target of ≤ 2.0 h."
    )


def test_at_most_two_signals_are_drawn_and_concerns_come_first() -> None:
    inputs = numbered_inputs(5, departments=1)
    for number, word in enumerate(("improvement", "improvement", "concern", "neutral_high"), start=1):
        inputs = with_signal(inputs, f"d0/kpi-00{number}", [2.4] * 6, variation=word, rule="one_side")
    figures = page_of(inputs).charts
    assert [(figure.kpi_id, figure.xmr is not None) for figure in figures] == [
        ("d0/kpi-003", True),
        ("d0/kpi-001", True),
    ]


def test_values_before_a_rebase_are_drawn_before_the_limits() -> None:
    since_june = signal_rows(P90, [2.4, 2.7, 2.9, 3.4], variation="concern", rule="trend")
    (first, *_) = page_of(with_tables(support(), signals=since_june)).charts
    assert first.xmr is not None
    assert (first.xmr.first, first.xmr.points[0].value, first.xmr.points[0].is_signal) == (9, 1.7, False)


def test_a_gap_since_the_rebase_stays_a_gap() -> None:
    rows = signal_rows(P90, [2.4, 2.7, 2.9, 3.4], variation="concern", rule="trend")
    gap = rows.filter(pl.col("period_id") != "2026-08")
    (first, *_) = page_of(with_tables(support(), signals=gap)).charts
    assert first.xmr is not None
    assert [point.value for point in first.xmr.points[-3:]] == [2.7, None, 3.4]


def test_a_chart_of_changes_has_no_target_and_nothing_before_its_series() -> None:
    rows = signal_rows(P90, [5.0, 12.0, 17.0, 30.0], variation="concern", rule="trend", lower=None)
    changes = rows.with_columns(chart=pl.lit("change"), charted_unit=pl.lit("%"))
    (first, *_) = page_of(with_tables(support(), signals=changes)).charts
    assert first.xmr is not None
    assert (len(first.xmr.points), first.xmr.target, first.xmr.target_label, first.xmr.lower_label) == (4, None, "", "")
    assert "Charted: the change on the period before." in first.caption
    assert "target" not in first.xmr.sentence


def test_limits_on_trial_say_from_how_many_points() -> None:
    rows = signal_rows(P90, [2.4, 2.7, 2.9, None], reason="not_measured").with_columns(is_trial=pl.lit(value=True))
    edition = edition_of(with_tables(sample_inputs([P90]), signals=rows))
    figure = xmr_figure(edition.standings[0], edition, height=150, notes=PageNotes())
    assert figure.xmr is not None
    assert (figure.xmr.is_trial, figure.xmr.end_label) == (True, "")
    assert "On trial: limits from 4 points only." in figure.caption
    assert "no value in Sept, no verdict" in figure.xmr.sentence


def test_a_kpi_without_a_signal_has_no_xmr_chart() -> None:
    edition = edition_of(sample_inputs([P90]))
    with pytest.raises(ValueError, match="no signal to draw"):
        xmr_figure(edition.standings[0], edition, height=150, notes=PageNotes())


def test_two_percentiles_of_one_column_make_a_strip() -> None:
    _, strip = page_of(percentiles(0.9, 0.5)).charts
    assert strip.strip is not None
    labels = (strip.strip.median_label, strip.strip.p90_label, strip.strip.target_label)
    assert [label.replace("\u00a0", " ") for label in labels] == ["median 4.1 h", "P90 3.4 h", "target P90 ≤ 2.0 h"]
    assert strip.title.replace("\u00a0", " ") == (
        "P90 first response went from 1.7 h to 3.4 h; Reopen rate went from 4.6 % to 4.1 %"
    )


@pytest.mark.parametrize("shares", [(0.9, 0.6), (0.5, 0.5), (0.9, 0.9)])
def test_other_pairs_make_none(shares: tuple[float, float]) -> None:
    assert [figure.strip for figure in page_of(percentiles(*shares)).charts] == [None, None]


def test_a_pair_that_nobody_feels_or_that_has_few_months_makes_none() -> None:
    unfelt = with_sheet(percentiles(0.9, 0.5), P90, perspective=Perspective.FINANCE)
    short = percentiles(0.9, 0.5)
    few = short.tables.health.filter((pl.col("kpi_id") != REOPEN) | (pl.col("period_id") >= "2026-08"))
    for inputs in (unfelt, with_tables(short, health=few)):
        assert [figure.strip for figure in page_of(inputs).charts] == [None, None]


def test_a_strip_without_its_last_values_has_no_labels_for_them() -> None:
    inputs = percentiles(0.9, 0.5)
    health = inputs.tables.health.with_columns(
        value=pl.when(pl.col("period_id") == "2026-09").then(None).otherwise("value"),
        target_op=pl.lit(None, pl.String()),
    )
    strip = next(figure.strip for figure in page_of(with_tables(inputs, health=health)).charts if figure.strip)
    assert (strip.median_label, strip.p90_label, strip.target_label) == ("", "", "")


def test_a_strip_stands_beside_two_signals_where_there_is_room() -> None:
    inputs = percentiles(0.9, 0.5)
    kept = {kpi_id: kpi for kpi_id, kpi in inputs.catalogue.kpis.items() if kpi_id != TICKETS}
    inputs = replace(inputs, catalogue=replace(inputs.catalogue, kpis=kept))
    second = with_signal(inputs, CSAT, [4.2] * 6, variation="concern", rule="one_side").tables.signals.unique(
        ["kpi_id", "period_id"], keep="last", maintain_order=True
    )
    kinds = [
        [name for name in ("xmr", "strip", "trend") if getattr(figure, name)]
        for figure in page_of(with_tables(inputs, signals=second)).charts
    ]
    assert kinds == [["xmr"], ["strip"], ["xmr"]]


def test_notes_hang_on_the_charts_by_their_numbers() -> None:
    page = page_of(with_tables(support(), events=full_review(support()).tables.events))
    assert [(note.number, note.day.replace("\u00a0", " ")) for note in page.notes] == [
        (1, "14 Apr"),
        (2, "1 Jul"),
        (3, "6 Jul"),
    ]
    (first, _) = page.charts
    assert first.xmr is not None
    assert [point.notes for point in first.xmr.points if point.notes] == [(1,), (2, 3)]


def test_a_note_about_another_kpi_does_not_hang_here() -> None:
    noted = events(("2026-07-01", REOPEN, "Elsewhere"), ("2026-07-02", P90, "Here"))
    page = page_of(with_tables(support(), events=noted))
    assert [note.text for note in page.notes] == ["Here"]


def test_a_rebase_is_a_note() -> None:
    rebased = frame(KPI_REBASES, [{"kpi_id": P90, "from_on": date(2026, 4, 1), "why": "guided set-up went live"}])
    page = page_of(with_tables(support(), rebases=rebased))
    assert [note.text for note in page.notes] == ["Limits begin anew: guided set-up went live"]


def test_of_400_notes_on_one_month_three_are_listed_and_the_others_counted() -> None:
    many = events(*((f"2026-09-{1 + number % 28:02}", None, f"Note {number}") for number in range(400)))
    page = page_of(with_tables(support(), events=many))
    assert ([note.text for note in page.notes], page.notes_note) == (
        ["Note 0", "Note 28", "Note 56"],
        "and 397 more in the workbook",
    )


def test_the_latest_notes_have_the_room() -> None:
    many = events(*((f"2026-{month:02}-15", P90, f"Note of {month}") for month in range(1, 10)))
    page = page_of(with_tables(support(), events=many))
    assert [note.text for note in page.notes] == [f"Note of {month}" for month in range(4, 10)]
    assert page.notes_note == "and 3 more in the workbook"


def test_a_page_without_signals_has_no_notes() -> None:
    page = page_of(with_tables(sample_inputs([CSAT]), events=events(("2026-07-01", None, "Something"))))
    assert (page.notes, page.notes_note) == ((), "")
