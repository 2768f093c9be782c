"""What was said of each key result week by week, as a picture with its sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import polars as pl

from okr_reports.goal_words import Confidence
from okr_reports.packs.goal_pictures import ConfidenceStrip, StripWeek
from okr_reports.packs.retro.verdicts import SAID


def strips_of(confidence_weeks: pl.DataFrame, *, titles: dict[str, str]) -> dict[str, ConfidenceStrip]:
    """Key result id → strip, from CONFIDENCE_WEEKS, for the key results with these titles."""
    known = confidence_weeks.filter(pl.col("key_result_id").is_in(list(titles))).sort("week_on", maintain_order=True)
    by_id = known.partition_by("key_result_id", as_dict=True, maintain_order=True)
    return {str(id): _strip(titles[str(id)], weeks) for (id,), weeks in by_id.items()}


def _strip(title: str, weeks: pl.DataFrame) -> ConfidenceStrip:
    words = tuple(
        StripWeek(Confidence(word) if word else None, bool(is_expected))
        for word, is_expected in weeks.select("confidence", "is_expected").iter_rows()
    )
    return ConfidenceStrip(words, f"Confidence for {title}: {', '.join(_spans(words))}.")


def _spans(weeks: Sequence[StripWeek]) -> Iterator[str]:
    """`weeks 1 to 7 on track`, `week 8 no check-in`."""
    numbered = [(_said(week), number) for number, week in enumerate(weeks, start=1)]
    for word, group in groupby(numbered, key=lambda pair: pair[0]):
        numbers = [number for _, number in group]
        span = f"week {numbers[0]}" if len(numbers) == 1 else f"weeks {numbers[0]} to {numbers[-1]}"
        yield f"{span} {word}"


def _said(week: StripWeek) -> str:
    if week.confidence is not None:
        return SAID[week.confidence].word
    return "no check-in" if week.is_expected else "none expected"
