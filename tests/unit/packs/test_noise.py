"""Whether what a finding names is noise: truthfully also in mixed cases and by limits on trial."""

import polars as pl
import pytest

from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from tests.rendering.sample_review import sample_inputs
from tests.rendering.sample_signals import signal_rows, with_signal, with_tables

OFF = ["support/p90-first-response", "people-finance/time-to-fill", "success/early-renewals"]
UPTIME = "engineering/uptime"
NAMES = "P90 first response, time to fill and renewals reviewed early are off target"
# What each off-target KPI's last movement is (`?`: none, `*`: trial limits), above the clause (`-`: none).
SENTENCES = """
concern concern concern
, and it is not noise
concern neutral_low concern
, and it is not noise
concern common_cause common_cause
, and for P90 first response it is not noise
common_cause concern concern
, and for two of them it is not noise
concern improvement ?
, and for P90 first response it is not noise
common_cause common_cause common_cause
, but their movement is noise
common_cause common_cause ?
-
? ? ?
-
improvement improvement improvement
, but improving, and that is not noise
improvement common_cause common_cause
, but P90 first response is improving, and that is not noise
improvement improvement common_cause
, but two of them are improving, and that is not noise
concern* concern* concern*
, and it is not noise (trial limits)
concern* concern concern
, and it is not noise (1 by trial limits)
concern* common_cause common_cause
, and for P90 first response it is not noise (trial limits)
common_cause* common_cause* common_cause*
, but their movement is noise (trial limits)
"""
LINES = SENTENCES.strip("\n").splitlines()


def title(inputs: ReviewInputs) -> str:
    """The finding of the first page."""
    return build_kpi_review(inputs).company.month.title


def moved(kpi_ids: list[str], words: str) -> ReviewInputs:
    """A review of these KPIs whose last movements are these."""
    tables = [_signal(kpi_id, word) for kpi_id, word in zip(kpi_ids, words.split(), strict=True) if word != "?"]
    inputs = sample_inputs(kpi_ids)
    return with_tables(inputs, signals=pl.concat([inputs.tables.signals, *tables]))


def _signal(kpi_id: str, word: str) -> pl.DataFrame:
    rows = signal_rows(kpi_id, [2.4, 2.5], variation=word.rstrip("*"), rule="one_side")
    return rows.with_columns(is_trial=pl.lit(word.endswith("*")))


@pytest.mark.parametrize(("words", "clause"), list(zip(LINES[::2], LINES[1::2], strict=True)))
def test_the_finding_says_what_is_noise(words: str, clause: str) -> None:
    assert title(moved(OFF, words)) == f"None of 3 KPIs is healthy; {NAMES}{clause.strip('-')}"


def test_one_alone_is_said_in_the_singular() -> None:
    assert title(moved(OFF[1:2], "common_cause")).endswith("is off target, but its movement is noise")


def test_healthy_kpis_that_get_worse_are_named_when_nothing_is_missed() -> None:
    worse = with_signal(sample_inputs([UPTIME]), UPTIME, [99.9, 99.1], variation="concern", rule="one_side")
    assert title(worse) == "The only KPI is healthy; uptime is getting worse, and it is not noise"
