"""Whether targets are set as the profile means them: stretch goals over cycles, and words against results."""

from collections.abc import Sequence

import polars as pl

from okr_reports.goal_words import CalibrationVerdict
from okr_reports.packs.goal_pictures import DotPlot, DotRow
from okr_reports.packs.listing import joined_up_to, plural
from okr_reports.packs.pictures import Tick
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.mid_cycle import agreement, mid_cycle_rows
from okr_reports.packs.retro.reading_pages import CalibrationGroup, CalibrationPage

_ALL, _MOST_NAMED = "all", 12
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def calibration_page(edition: RetroEdition, *, has_words: bool) -> CalibrationPage | None:
    """None without a single score to set beside the zone. With `has_words` what was said at mid-cycle stands here."""
    rows = [row for row in edition.tables.calibration.iter_rows(named=True) if row["n"]]
    words = mid_cycle_rows(edition) if has_words else ()
    if not rows and not words:
        return None
    overall = next((row for row in rows if row["group_id"] == _ALL), None)
    return CalibrationPage(
        title=_title(overall, edition),
        lede=_questions(overall, edition),
        plot=_plot(edition) if rows else None,
        note="One ring per aspirational key result that is a number; bar: their mean; grey: the zone of the profile. "
        "Committed ones are left out, cancelled ones count at their score of that day.",
        groups=tuple(_group(row, edition) for row in rows if _is_told(row)),
        too_few=_too_few([row for row in rows if row["group_id"] != _ALL and not _is_told(row)], edition),
        mid_cycle=words,
        mid_cycle_says=agreement(edition) if words else "",
    )


def _title(overall: dict | None, edition: RetroEdition) -> str:
    if overall is None:
        return "Calibration: no stretch goal has a score yet"
    verdict = _verdict(overall, edition)
    return f"Calibration: mean score {edition.score(overall['mean'])} over {_scope(overall)}, {verdict}"


def _scope(row: dict) -> str:
    return f"{plural(row['n'], 'key result')} in {plural(row['cycle_count'], 'cycle')}"


def _verdict(row: dict, edition: RetroEdition) -> str:
    zone = f"{row['zone_low']:g} to {row['zone_high']:g}"
    interval = ""
    if row["low"] is not None:
        interval = f" (95 % interval {edition.score(row['low'])} to {edition.score(row['high'])})"
    words = {
        CalibrationVerdict.TOO_FEW: "too few to tell",
        CalibrationVerdict.NOT_DISTINGUISHABLE: f"not distinguishable from {zone}{interval}",
        CalibrationVerdict.HIGHER: f"higher than {zone}{interval}",
        CalibrationVerdict.LOWER: f"lower than {zone}{interval}",
    }
    return words[CalibrationVerdict(row["verdict"])]


def _questions(overall: dict | None, edition: RetroEdition) -> str:
    """What the pack asks; it states no motive."""
    if overall is None:
        return ""
    low, high = edition.catalogue.policy.reading.usual_at_first
    asked = [
        ("is_perhaps_too_safe", "Most scores were 0.95 or more in each of two cycles: may targets be too safe?"),
        ("is_perhaps_out_of_reach", "The interval ends below 0.4: were goals out of reach, or abandoned?"),
        ("is_early", f"In the first two cycles {low:g} to {high:g} is usual."),
    ]
    return " ".join(text for flag, text in asked if overall[flag])


def _is_told(row: dict) -> bool:
    return row["group_id"] != _ALL and row["verdict"] != CalibrationVerdict.TOO_FEW


def _too_few(rows: Sequence[dict], edition: RetroEdition) -> str:
    """`Too few key results to tell: Sales 4, Engineering 5 and Product 7.`"""
    named = [f"{edition.group(row['group_id'])} {row['n']}" for row in rows]
    return f"Too few key results to tell: {joined_up_to(named, most=_MOST_NAMED)}." if named else ""


def _group(row: dict, edition: RetroEdition) -> CalibrationGroup:
    return CalibrationGroup(
        edition.group(row["group_id"]), str(row["n"]), edition.score(row["mean"]), _verdict(row, edition)
    )


def _plot(edition: RetroEdition) -> DotPlot:
    tables = edition.tables
    means = tables.calibration_cycles.filter(pl.col("group_id") == _ALL)
    by_cycle = {row["cycle_id"]: row for row in means.iter_rows(named=True)}
    scores = tables.calibration_points.group_by("cycle_id", maintain_order=True).agg("score")
    found = dict(scores.iter_rows())
    rows = tuple(_dots(cycle, found[cycle], by_cycle.get(cycle), edition=edition) for cycle in found)
    zone = edition.catalogue.policy.goals.zone
    means_said = "; ".join(f"{row.name} {row.says}" for row in rows)
    sentence = f"Scores of aspirational key results by cycle, zone {zone[0]:g} to {zone[1]:g}: {means_said}."
    return DotPlot(rows, tuple(Tick(at, edition.score(at, decimals=1)) for at in _TICKS), zone, sentence)


def _dots(cycle: str, scores: list[float], mean: dict | None, *, edition: RetroEdition) -> DotRow:
    value = mean["mean"] if mean else None
    said = f"mean {edition.score(value)}, n {len(scores)}"
    return DotRow(cycle, tuple(scores), value, said, is_last=cycle == edition.inputs.cycle.key)
