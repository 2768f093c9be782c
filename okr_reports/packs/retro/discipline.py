"""How the cycle was kept: check-ins held and expected, silences, what was changed after the start, baselines."""

import polars as pl

from okr_reports.packs.listing import every_one, in_words, joined_up_to, plural
from okr_reports.packs.numbers import NOTHING, Figure, round_half_away, sharpened
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.ended import ended_note, ended_rows
from okr_reports.packs.retro.first_seen import first_seen_of
from okr_reports.packs.retro.goalposts import finding_of, posts_of, silent_posts
from okr_reports.packs.retro.pages import BaselineRow, DisciplinePage, DisciplineRow
from okr_reports.scoring.original import KEY_RESULT_GONE

_ALL = "all"


def discipline_page(edition: RetroEdition) -> DisciplinePage | None:
    """None where no check-in was expected, nothing was changed or stopped, and no baseline is contradicted."""
    tables = edition.tables
    ended = ended_rows(edition)
    seen = first_seen_of(edition)
    behind = (tables.team_discipline, tables.goalposts, tables.baseline_checks)
    is_nothing_seen = not seen.strong and not _gone(edition)
    if not ended and is_nothing_seen and all(table.is_empty() for table in behind):
        return None
    posts = posts_of(edition)
    return DisciplinePage(
        title=_title(edition),
        sub=_sub(edition),
        rows=_rows(edition),
        posts=posts,
        posts_note="Source, formula, baseline, target, steps, ambition, weight and dates are kept as first seen.",
        finding=finding_of(edition),
        first_seen=seen,
        baselines=_baselines(edition),
        ended=ended,
        ended_note=ended_note(edition) if ended else "",
    )


def _title(edition: RetroEdition) -> str:
    groups = edition.tables.team_discipline.filter(pl.col("group_id") == _ALL)
    share = next((share for share in groups["held_share"] if share is not None), None)
    held = f"{round_half_away(share * 100, 0)} % of check-ins held" if share is not None else "no check-in was expected"
    silent, changed = silent_posts(edition), edition.tables.goalposts.height
    if silent:
        moved = f"{in_words(len(silent))} {'goalpost' if len(silent) == 1 else 'goalposts'} moved in silence"
    else:
        moved = f"{plural(changed, 'goalpost')} moved, all with a reason" if changed else "no goalpost moved"
    gone = len(_gone(edition))
    deleted = f", {in_words(gone)} {'key result' if gone == 1 else 'key results'} deleted" if gone else ""
    return f"Discipline: {held}, {moved}{deleted}"


def _gone(edition: RetroEdition) -> list[str]:
    """The ids of key results that stood in the cycle and stand there no more."""
    return [finding.subject_id for finding in edition.inputs.findings if finding.code == KEY_RESULT_GONE]


def _sub(edition: RetroEdition) -> str:
    """Silence governs a status only while the cycle runs (rules §6)."""
    expected = f"A check-in is expected every {edition.catalogue.policy.check_in_every}"
    if edition.inputs.is_partial:
        return f"{expected}; a key result whose owner is silent is outdated, never green."
    return f"{expected}. A final grade comes from data and keeps its colour; the silence stands beside it."


def _rows(edition: RetroEdition) -> tuple[DisciplineRow, ...]:
    """The groups in their order, persons apart, and all of them last."""
    groups = edition.tables.team_discipline.filter(~pl.col("group_id").str.starts_with("person/"))
    rows = list(groups.iter_rows(named=True))
    ordered = [row for row in rows if row["group_id"] != _ALL] + [row for row in rows if row["group_id"] == _ALL]
    return tuple(_row(row, edition) for row in ordered)


def _row(row: dict, edition: RetroEdition) -> DisciplineRow:
    is_sum, share = row["group_id"] == _ALL, row["held_share"]
    percent = Figure(NOTHING) if share is None else Figure(str(round_half_away(share * 100, 0)), "%", value=share)
    return DisciplineRow(
        name=every_one(row["key_result_count"], "key result") if is_sum else edition.group(row["group_id"]),
        key_results=str(row["key_result_count"]),
        held=f"{row['held_count']} of {row['expected_count']}",
        share=percent,
        longest=_longest(row, edition),
        silent=_silent(row, edition),
        confidence=_net(row),
        is_sum=is_sum,
    )


def _longest(row: dict, edition: RetroEdition) -> str:
    if not row["longest_silence_days"]:
        return NOTHING
    return f"{plural(row['longest_silence_days'], 'day')}, {edition.label(row['longest_silent_id'])}"


def _silent(row: dict, edition: RetroEdition) -> str:
    """Who is silent at the end, by name as long as they are few."""
    if not row["silent_count"]:
        return "none"
    if row["group_id"] == _ALL:
        return f"{row['silent_count']} of {row['key_result_count']}"
    ids = set(edition.tables.discipline.filter("is_silent")["key_result_id"])
    here = [
        kr.label for o in edition.objectives if o.group_id == row["group_id"] for kr in o.key_results if kr.id in ids
    ]
    return joined_up_to(here, most=3) or str(row["silent_count"])


def _net(row: dict) -> str:
    """Net confidence and the counts it is made of: `+0.50 (4 on, 1 off of 6)`."""
    net = row["net_confidence"]
    if net is None:
        return NOTHING
    sign = "+" if net > 0 else "−" if net < 0 else "±"
    counts = f"{row['on_track_count']} on, {row['off_track_count']} off of {row['active_count']}"
    return f"{sign}{abs(round_half_away(net, 2))} ({counts})"


def _baselines(edition: RetroEdition) -> tuple[BaselineRow, ...]:
    by_id = {kr.id: kr for kr in edition.key_results}
    rows = [row for row in edition.tables.baseline_checks.iter_rows(named=True) if row["key_result_id"] in by_id]
    return tuple(_baseline(row, by_id, edition) for row in rows)


def _baseline(row: dict, by_id: dict, edition: RetroEdition) -> BaselineRow:
    key_result = by_id[row["key_result_id"]]
    # With as many digits as tell the two apart.
    style = sharpened(key_result.style, row["baseline"], edges=[row["measured_baseline"]])
    return BaselineRow(
        name=f"{key_result.label} {key_result.title}",
        printed=style.figure(row["baseline"]),
        measured=style.figure(row["measured_baseline"]),
        score=edition.score(row["score"]),
        without=edition.score(row["score_from_measured"]),
    )
