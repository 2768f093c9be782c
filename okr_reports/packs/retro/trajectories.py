"""What moved and what did not: each company key result through the cycle, beside its plan and leading indicators."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from okr_reports.goal_words import KeyResultKind
from okr_reports.packs.listing import in_words, joined_up_to
from okr_reports.packs.retro.cycle_notes import notes_on
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.leading import LeadingIndicators
from okr_reports.packs.retro.pages import TrajectoriesPage, TrajectoryPart
from okr_reports.packs.retro.rows import Said
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.retro.trajectory_pictures import PictureMaker

_MOST_OPEN = 3
_FORECAST = (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT)


def trajectories_page(edition: RetroEdition, said: Said, *, has_words: bool) -> TrajectoriesPage | None:
    """None where nothing was measured in the cycle. With `has_words` the owners' sentences stand here."""
    goals = [kr for objective in edition.company for kr in objective.key_results]
    maker, leading = PictureMaker(edition), LeadingIndicators(edition)
    drawn = [(kr, picture) for kr in goals if (picture := maker.picture(kr)) is not None]
    if not drawn:
        return None
    notes = notes_on([kr for kr, _ in drawn], edition)
    parts = [
        TrajectoryPart(
            title=f"{kr.label} {kr.title}",
            picture=replace(picture, notes=notes.on(kr)),
            remark=_open(maker.open_steps(kr)),
            forecast=_forecast(kr, edition),
            leading=tuple(leading.of(kr)),
            words=said.words.get(kr.id, "") if has_words else "",
        )
        for kr, picture in drawn
    ]
    return TrajectoriesPage(_title(goals), _sub(parts), tuple(parts), notes.listed, notes.note)


def _title(goals: Sequence[KeyResultStanding]) -> str:
    shares = [kr.share for kr in goals if kr.share is not None]
    moved, done = sum(share > 0 for share in shares), sum(share >= 1 - 1e-9 for share in shares)
    total = in_words(len(shares))
    every = "Both" if len(shares) == 2 else "The only one" if len(shares) == 1 else f"All {total}"
    some = in_words(moved).capitalize() if moved else "None"
    first = f"{every} moved" if moved == len(shares) else f"{some} of {total} moved"
    return f"{first}, {in_words(done) if done else 'none'} reached {'its' if done <= 1 else 'their'} target"


def _sub(parts: Sequence[TrajectoryPart]) -> str:
    """What the lines mean; only of those that are drawn."""
    rings = " Rings: values said at check-ins, never scored." if any(part.picture.said for part in parts) else ""
    leading = " Below: leading indicators, each on its own scale." if any(part.leading for part in parts) else ""
    return (
        "Thick line: measured. Dots: the plan, straight from baseline to target where none was written. Dash-dot: "
        f"target or bound.{rings}{leading}"
    )


def _open(steps: Sequence[str]) -> str:
    """`Still open: vendor register; penetration test.`"""
    return f"Still open: {joined_up_to(steps, most=_MOST_OPEN)}." if steps else ""


def _forecast(key_result: KeyResultStanding, edition: RetroEdition) -> str:
    """`Forecast 2.2 %, 80 % range 2.0 % to 2.6 %`, in the middle of a cycle only."""
    if not edition.inputs.is_partial or key_result.kind not in _FORECAST:
        return ""
    rows = edition.tables.forecasts.filter(pl.col("key_result_id") == key_result.id, pl.col("value").is_not_null())
    style = key_result.style
    for row in rows.iter_rows(named=True):
        return f"Forecast {style.said(row['value'])}, 80 % range {style.said(row['low'])} to {style.said(row['high'])}."
    return "No forecast: too few points."
