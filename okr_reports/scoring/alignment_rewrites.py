"""One goal written several times in other words: titles that say the same once small words and numbers are gone."""

import polars as pl

from okr_reports.scoring.alignment_links import CycleGoals

# Words that change no goal. English only: titles of other languages are compared with all their words.
_SMALL = (
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "of", "on", "our", "than", "the", "their",
    "to", "up", "we", "with", "your",
)  # fmt: skip
_FEWEST_WORDS = 2


def find_rewrites(goals: CycleGoals) -> pl.DataFrame:
    """subject_id (the first one), others (its rewrites): objectives, then key results of different objectives."""
    key_results = goals.key_results.filter(pl.col("title").is_not_null())
    objectives = goals.objectives.select(id="objective_id", title="title", owner="objective_id")
    written = [objectives, key_results.select(id="key_result_id", title="title", owner="objective_id")]
    return pl.concat(_rewritten(frame) for frame in written)


def _rewritten(titles: pl.DataFrame) -> pl.DataFrame:
    words = pl.col("title").str.to_lowercase().str.extract_all(r"\p{L}+")
    said = words.list.set_difference(pl.lit(list(_SMALL))).list.unique().list.sort()
    keyed = titles.with_columns(said=said).filter(pl.col("said").list.len() >= _FEWEST_WORDS)
    same = keyed.group_by(pl.col("said").list.join(" "), maintain_order=True).agg("id", pl.col("owner").n_unique())
    several = same.filter(pl.col("owner") > 1)
    return several.select(subject_id=pl.col("id").list.first(), others=pl.col("id").list.slice(1))
