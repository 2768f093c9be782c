"""The four figures at the top: stretch goals reached, promises kept, check-ins held, changes after the start."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from okr_reports.packs.listing import in_words
from okr_reports.packs.numbers import NO_BREAK, NOTHING, round_half_away
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import LabelledCount
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.retro.verdicts import verdict_of


def counts_of(edition: RetroEdition) -> tuple[LabelledCount, ...]:
    """Over all key results on the pages, the company's and the teams'."""
    scored = [kr for kr in edition.key_results if kr.score is not None]
    stretch = [kr for kr in scored if not kr.is_committed]
    return (_aspirational(stretch, edition), _committed(scored), _check_ins(edition), _changes(edition))


def _aspirational(stretch: Sequence[KeyResultStanding], edition: RetroEdition) -> LabelledCount:
    words = Counter(verdict_of(kr).word.lower() for kr in stretch if not kr.is_reached)
    others = ", ".join(f"{count} {word}" for word, count in words.items())
    norm = edition.score(edition.catalogue.policy.goals.norm)
    number = str(sum(kr.is_reached for kr in stretch))
    return LabelledCount(f"Aspirational, at or above {norm}", number, _of(len(stretch), others))


def _committed(scored: Sequence[KeyResultStanding]) -> LabelledCount:
    committed = [kr for kr in scored if kr.is_committed]
    return LabelledCount("Committed, met", str(sum(kr.is_reached for kr in committed)), _of(len(committed), ""))


def _check_ins(edition: RetroEdition) -> LabelledCount:
    discipline = edition.tables.discipline.filter(pl.col("key_result_id").is_in([kr.id for kr in edition.key_results]))
    held, expected = int(discipline["held_count"].sum()), int(discipline["expected_count"].sum())
    if not expected:
        return LabelledCount("Check-ins held", NOTHING, "none expected")
    share = round_half_away(100 * held / expected, 0)
    return LabelledCount("Check-ins held", f"{share}{NO_BREAK}%", f"{held} of {expected}")


def _changes(edition: RetroEdition) -> LabelledCount:
    posts = edition.tables.goalposts
    silent = posts.filter(~pl.col("is_recorded").fill_null(value=False)).height
    says = f"{in_words(silent)} without a reason" if silent else "all with a reason"
    return LabelledCount("Changes after the start", str(posts.height), says if posts.height else "targets as written")


def _of(total: int, others: str) -> str:
    return f"of {total}{f'; {others}' if others else ''}" if total else "none of the kind"
