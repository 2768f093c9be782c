"""KR-NOT-MEASURABLE, KR-SEGMENT and KR-BASELINE: wishes, totals of nobody, and ways without a beginning."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.goals_kinds import are_equal
from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject
from okr_reports.catalogue.lint.goal_titles import Title
from okr_reports.catalogue.lint.goal_vocabulary import (
    COUNTED_AS,
    GENERAL,
    MEASURED,
    MOVING,
    PRAISING,
    QUALITIES,
    TOTALS,
    WISHING,
)
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.findings import Finding
from okr_reports.goal_words import KeyResultKind

_UNKNOWN = re.compile(r"\bfrom (?:tbd|tbc|\?+|x+|n/?a|unknown|<[^>]*>)(?: |$)")
_UNMEASURED = frozenset({KeyResultKind.MANUAL, KeyResultKind.BINARY, KeyResultKind.MILESTONES})
_INTENSIFIERS = word_set("a lot much many significantly substantially further more sustainably overall everywhere")
# Verbs that no figure can follow: what they ask for is a state of mind.
_SOFT = word_set(
    "ensure enable encourage foster promote become be embed instil cultivate empower inspire excel leverage nurture"
    " enhance streamline transform elevate support strengthen optimise optimize delight"
)


def measurable_findings(subject: KeyResultSubject) -> Iterator[Finding]:
    """One finding at most, the most particular one."""
    found = _baseline(subject) or _segment(subject) or _wish(subject) or _opinion(subject)
    if found is not None:
        yield found


def _baseline(subject: KeyResultSubject) -> Finding | None:
    title = subject.title
    if "from " in title.lower and _UNKNOWN.search(title.lower):
        text = f"{subject.quoted_title} does not know where it begins"
        return subject.finding("KR-BASELINE", text, rewrite="measure it first, then write from where to where")
    if subject.figures is not None and subject.kind is KeyResultKind.METRIC and title.from_to is not None:
        return _disagreement(subject, subject.figures)
    lacks = subject.kind in _UNMEASURED or (subject.kind is KeyResultKind.COUNT and subject.entry.baseline is None)
    is_moving = title.tokens[:1] != () and title.tokens[0] in MOVING and title.from_to is None
    if lacks and is_moving and title.says_how_far and not _is_quality(title):
        text = f"{subject.quoted_title} says how far, and not from where"
        rewrite = "`kind: metric` with `baseline: <measured value>` and `target`, and `from <a> to <b>` in the title"
        return subject.finding("KR-BASELINE", text, rewrite=rewrite)
    return None


def _disagreement(subject: KeyResultSubject, written: tuple[float, float]) -> Finding | None:
    """The title has one end of the way as the figures have it, and the other not: one was changed, the other forgotten.

    Where both differ the title may count in another unit; where the way is the same it only does.
    """
    plain, full = subject.title.from_to, subject.title.from_to_in_full
    if plain is None or full is None or _is_same_way(plain, written) or _is_same_way(full, written):
        return None
    for said in (plain, full):
        end = _differing_end(said, written)
        if end is not None:
            key = ("baseline", "target")[end]
            text = f"the title says {_plain(said[end])} and `{key}` {_plain(written[end])}"
            rewrite = f"`title` with {_plain(written[end])}, or `{key}: {_plain(said[end])}`, whichever was agreed"
            at = (key,) if subject.sheet.source.has(key) else ()
            return subject.finding("KR-BASELINE", text, rewrite=rewrite, at=at)
    return None


def _is_same_way(said: tuple[float, float], written: tuple[float, float]) -> bool:
    return are_equal(said[0] * written[1], said[1] * written[0]) and (said[0] == 0) == (written[0] == 0)


def _differing_end(said: tuple[float, float], written: tuple[float, float]) -> int | None:
    """Which end differs when the other one agrees; two zeros agree in any unit, so they prove nothing."""
    is_same = [are_equal(a, b) for a, b in zip(said, written, strict=True)]
    if is_same.count(True) != 1 or said[is_same.index(True)] == 0:
        return None
    return is_same.index(False)


def _segment(subject: KeyResultSubject) -> Finding | None:
    title = subject.title
    named = _named(title)
    is_wish = title.tokens[:1] != () and title.tokens[0] in WISHING and title.from_to is None
    if not is_wish or not named or named[-1] not in TOTALS or not _is_general(named) or not _is_general(_where(title)):
        return None
    measure = " ".join(named)
    text = f"{subject.quoted_title} does not say whose {named[-1]}, and from what to what"
    example = f"{measure[0].upper()}{measure[1:]} <of whom or what> {_way(subject)}"
    rewrite = f"`title: {_own_measure(subject) or example}`"
    return subject.finding("KR-SEGMENT", text, rewrite=rewrite, at=("title",))


def _wish(subject: KeyResultSubject) -> Finding | None:
    title = subject.title
    if not title.tokens or title.from_to is not None:
        return None
    first, has_way = title.tokens[0], subject.figures is not None
    is_wishing = first in WISHING
    if is_wishing and _is_quality(title) and not (has_way and _says_to(title)):
        return _not_measurable(subject, "is a wish, and nothing in it can be counted")
    if title.has_figure or subject.is_bounded:
        return None
    if first in PRAISING and title.head[-1] not in MEASURED - {"customers", "clients", "users"}:
        return _not_measurable(subject, "praises what nobody can count")
    if first in _SOFT and not (has_way and title.head[-1] in MEASURED):
        return _not_measurable(subject, "is a wish without a figure")
    if is_wishing and not has_way and subject.kind is not KeyResultKind.MILESTONES:
        return _not_measurable(subject, "is a wish without a figure")
    return None


def _opinion(subject: KeyResultSubject) -> Finding | None:
    if subject.kind is not KeyResultKind.MANUAL:
        return None
    text = f"{subject.quoted_title} is scored by opinion: `kind: manual` measures nothing"
    rewrite = "`kind: metric` with `baseline`, `target` and a `kpi`; or `milestones` that anybody can see done"
    return subject.finding("KR-NOT-MEASURABLE", text, rewrite=rewrite, at=("kind",) if _has(subject, "kind") else ())


def _not_measurable(subject: KeyResultSubject, why: str) -> Finding:
    tokens = subject.title.head
    example = next((COUNTED_AS[token] for token in reversed(tokens) if token in COUNTED_AS), None)
    instead = _own_measure(subject) or example
    rewrite = f"`title: {instead}`" if instead else "one measure: `title: <measure> from <a> to <b>`"
    return subject.finding("KR-NOT-MEASURABLE", f"{subject.quoted_title} {why}", rewrite=rewrite, at=("title",))


def _own_measure(subject: KeyResultSubject) -> str | None:
    """The title as its KPI and its figures would write it."""
    return f"{subject.kpi.kpi.name} {_way(subject)}" if subject.kpi is not None and subject.figures else None


def _way(subject: KeyResultSubject) -> str:
    if subject.figures is None:
        return "from <a> to <b>"
    baseline, target = subject.figures
    unit = f" {subject.unit}" if subject.unit else ""
    return f"from {_plain(baseline)}{unit} to {_plain(target)}{unit}"


def _is_quality(title: Title) -> bool:
    named = _named(title)
    return bool(named) and named[-1] in QUALITIES


def _named(title: Title) -> list[str]:
    """What is wished for: the head without its verb and without `a lot`."""
    named = list(title.head[1:])
    while named and named[-1] in _INTENSIFIERS:
        named.pop()
    return named


def _where(title: Title) -> list[str]:
    """The words that narrow it: behind the head, before how far."""
    return [token for token in title.tail if token.isalpha()]


def _is_general(tokens: list[str]) -> bool:
    small = (
        GENERAL | TOTALS | _INTENSIFIERS | {"to", "by", "in", "at", "for", "across", "of", "within", "least", "percent"}
    )
    return all(token in small for token in tokens)


def _says_to(title: Title) -> bool:
    return title.says_how_far and " by " not in title.lower


def _has(subject: KeyResultSubject, key: str) -> bool:
    return subject.sheet.source.has(key)


def _plain(number: float) -> str:
    return f"{number:,.10g}".replace(",", "") if abs(number) < 1e10 else f"{number:g}"
