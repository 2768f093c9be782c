"""DUPLICATE-NAME: two sheets that readers cannot tell apart, or that measure the same."""

import re
import unicodedata
from collections.abc import Hashable, Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.findings import Finding

_PUNCTUATION = re.compile(r"[^a-z0-9%<>=+~|$^]+")
_ARTICLES = frozenset({"the", "a", "an", "of", "and"})


def duplicate_findings(neighbours: Neighbours) -> Iterator[Finding]:
    """One finding on the later of two such sheets; the same name goes before the same measure."""
    by_name: dict[str, Subject] = {}
    by_measure: dict[Hashable, Subject] = {}
    for subject in neighbours.subjects:
        same_name = by_name.setdefault(name_key(subject.kpi.name), subject)
        same_measure = by_measure.setdefault(_measure_key(subject), subject)
        if same_name is not subject:
            text = f"{subject.quoted_name} is also the name of {_where(same_name)}: nobody can tell them apart"
            rewrite = "say in the name what differs; or keep one sheet, with `department_column` if only departments do"
            yield subject.finding("DUPLICATE-NAME", text, rewrite=rewrite, at=("name",))
        elif same_measure is not subject:
            text = f"{subject.quoted_name} measures the same as {same_measure.quoted_name}, {_where(same_measure)}"
            yield subject.finding("DUPLICATE-NAME", text, rewrite="keep one of them", at=("formula",))


def name_key(name: str) -> str:
    """The name without case, spaces, punctuation and small words; plurals count as their singular.

    Symbols stay: `Deals > 10` is not `Deals < 10`, `Churn %` not `Churn`.
    """
    if name.isascii():
        spaced = _PUNCTUATION.sub(" ", name.lower().replace("&", " and ").replace("-", ""))
    else:
        folded = unicodedata.normalize("NFKC", name).casefold().replace("-", "")
        spaced = "".join(char if _is_kept(char) else " " for char in folded)
    return "".join(_singular(word) for word in spaced.split() if word not in _ARTICLES)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def _is_kept(char: str) -> bool:
    return char.isalnum() or char == "%" or unicodedata.category(char)[0] in "MS"


def _measure_key(subject: Subject) -> Hashable:
    kpi = subject.kpi
    return kpi.extract, _spaced(kpi.formula), _spaced(kpi.filter), kpi.cadence, kpi.window, kpi.stock, kpi.accumulation


def _spaced(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _where(subject: Subject) -> str:
    return f"'{subject.sheet.id}' ({subject.sheet.source.at().file_line})"
