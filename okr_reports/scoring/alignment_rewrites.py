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
    each = titles.select("id", "owner", word=pl.col("title").str.to_lowercase().str.extract_all(r"\p{L}+"))
    words = (
        each.with_row_index("place")
        .explode("word")
        .filter(~pl.col("word").is_in(_SMALL))
        .unique()
        .sort("place", "word")
    )
    said = words.group_by("place", "id", "owner", maintain_order=True).agg(
        said=pl.col("word").str.join(" "), count=pl.len()
    )
    keyed = said.filter(pl.col("count") >= _FEWEST_WORDS)
    same = keyed.group_by("said", maintain_order=True).agg("id", pl.col("owner").n_unique())
    several = same.filter(pl.col("owner") > 1)
    return several.select(subject_id=pl.col("id").list.first(), others=pl.col("id").list.slice(1))
