"""The milestones and ladders of key results as they were first defined, with what is done of them today (rules §5)."""

import polars as pl

from okr_reports.goal_tables import MILESTONES

# The field of DEFINITIONS that holds them: `Audit passed: 2; Policies approved: 1`, of a ladder `Pilot live: at 0.4`.
STEPS = "milestones"
_BETWEEN = "; "
_SIZE = r": (?:at )?([0-9.e+-]+)$"


def steps_of_variants(milestones: pl.DataFrame, variants: pl.DataFrame) -> pl.DataFrame:
    """MILESTONES of the variants: those of today, or, where `has_milestones`, those of the text `to_milestones`.

    A step of that text is done when one of that name is today; one that nobody has any more was not done.
    """
    ids = variants.select("variant", "of_id", text=f"to_{STEPS}", has_text=f"has_{STEPS}")
    as_now = ids.filter(~pl.col("has_text")).join(milestones, left_on="of_id", right_on="key_result_id")
    as_first = _read(ids.filter("has_text", pl.col("text").is_not_null()))
    done = milestones.select(of_id="key_result_id", name=_name(pl.col("title")), done_on="done_on")
    known = done.sort("done_on", nulls_last=True).unique(["of_id", "name"], keep="first", maintain_order=True)
    found = as_first.join(known, on=["of_id", "name"], how="left", maintain_order="left")
    both = [table.rename({"variant": "key_result_id"}).select(*MILESTONES.columns) for table in (as_now, found)]
    return MILESTONES.check(pl.concat(both, how="vertical_relaxed"))


def _read(texts: pl.DataFrame) -> pl.DataFrame:
    """variant, of_id, position, title, name, weight, rung: a row per step of each text."""
    each = texts.with_columns(step=pl.col("text").str.split(_BETWEEN)).explode("step", empty_as_null=False)
    size = pl.col("step").str.extract(_SIZE).cast(pl.Float64(), strict=False)
    is_rung = pl.col("step").str.contains(": at [0-9.e+-]+$")
    title = pl.col("step").str.replace(_SIZE, "")
    return each.with_columns(
        position=pl.int_range(1, pl.len() + 1).over("variant"),
        title=title,
        name=_name(title),
        weight=pl.when(~is_rung).then(size),
        rung=pl.when(is_rung).then(size),
    )


def _name(title: pl.Expr) -> pl.Expr:
    """As it stands in the text: one space between words, and no mark that stands between steps."""
    return title.str.replace_all(r"\s+", " ").str.strip_chars().str.replace_all(";", ",", literal=True)
