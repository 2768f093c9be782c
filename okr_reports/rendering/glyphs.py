"""Signs that no face of this installation has, found before a page is printed, and where they come from."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from fontTools.unicodedata import script as script_of
from fontTools.unicodedata import script_name

from okr_reports.findings import Finding
from okr_reports.packs.locales import known_locale
from okr_reports.rendering.assets import SCRIPT_FONTS
from okr_reports.rendering.printable import beyond_ascii
from okr_reports.rendering.script_faces import script_signs, shipped_signs
from okr_reports.words import Severity

MISSING_GLYPH = "MISSING-GLYPH"
_UNSEEN = re.compile(r"<title>.*?</title>|<style>.*?</style>|<[^>]*>", re.DOTALL)
_MOST_SIGNS, _MOST_SUBJECTS = 12, 3
_EXTRAS = {font.script: font.extra for font in SCRIPT_FONTS}


@dataclass(frozen=True)
class PlacedText:
    """A text of the report, and what it is: the `name` of the KPI `support/csat`, the `title` of the report (no id)."""

    kind: str
    subject_id: str
    text: str


def missing_signs_of(pages: Iterable[str]) -> frozenset[int]:
    """The code points that the pages (HTML) show and no installed face has, the invisible ones left out."""
    known = _known_signs()
    # Nearly every page passes with its set of signs alone; those of ASCII are in every face.
    return frozenset(
        code
        for page in pages
        if any(_is_missing(sign, known) for sign in beyond_ascii(page))
        for code in map(ord, set(unicodedata.normalize("NFC", _UNSEEN.sub(" ", page))))
        if _is_missing(chr(code), known)
    )


def glyph_findings(missing: frozenset[int], texts: Iterable[PlacedText], *, locale: str) -> tuple[Finding, ...]:
    """One finding per script: which code points, in what (KPIs' ids, kinds of text; never the text), the way out."""
    scripts: dict[str, set[int]] = {}
    for code in sorted(missing):
        scripts.setdefault(script_of(chr(code)), set()).add(code)
    placed = [*texts, *_words_of(locale)]
    return tuple(
        Finding(MISSING_GLYPH, Severity.WARNING, "report", _sentence(script, codes, placed))
        for script, codes in scripts.items()
    )


def placed_texts(report: Mapping[str, object]) -> Iterator[PlacedText]:
    """Every text of a report.json, given as plain values; those of a KPI with its id."""
    for kind, value in report.items():
        if kind == "kpis" and isinstance(value, list):
            for kpi in value:
                for field, inner in kpi.items():
                    yield from (PlacedText(field, str(kpi["id"]), text) for text in _strings(inner))
        else:
            yield from (PlacedText(kind, "", text) for text in _strings(value))


def named_signs(sentence: str) -> frozenset[int]:
    """The code points that a sentence names as U+0E01."""
    return frozenset(int(code, 16) for code in re.findall(r"U\+([0-9A-F]{4,6})", sentence))


@cache
def _known_signs() -> frozenset[int]:
    return shipped_signs().union(*script_signs().values())


def _is_missing(sign: str, known: frozenset[int]) -> bool:
    if ord(sign) in known or sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf"):
        return False
    # Engines put a letter together from its parts where a face lacks the whole; variation selectors show nothing.
    parts = unicodedata.normalize("NFD", sign)
    is_composed = parts != sign and all(ord(part) in known for part in parts)
    return not is_composed and not 0xFE00 <= ord(sign) <= 0xFE0F


def _sentence(script: str, codes: set[int], texts: Iterable[PlacedText]) -> str:
    signs = ", ".join(f"U+{code:04X}" for code in sorted(codes)[:_MOST_SIGNS])
    more = f" and {len(codes) - _MOST_SIGNS} more" if len(codes) > _MOST_SIGNS else ""
    where = "; ".join(_places(codes, texts)) or "texts that report.json does not hold, such as notes or people's names"
    extra = _EXTRAS.get(script)
    way = f"install okr-reports[{extra}]" if extra else "no extra of this version has them"
    return f"no installed face has {signs}{more} ({script_name(script)}), the PDF shows empty boxes in: {where}; {way}"


def _places(codes: set[int], texts: Iterable[PlacedText]) -> Iterator[str]:
    """`name of support/csat, support/p90 and 4 more`; `title`."""
    found: dict[str, dict[str, None]] = {}
    for placed in texts:
        if not codes.isdisjoint(map(ord, placed.text)):
            found.setdefault(placed.kind, {})[placed.subject_id] = None
    for kind, subjects in found.items():
        ids = [subject for subject in subjects if subject]
        shown = ", ".join(ids[:_MOST_SUBJECTS])
        more = f" and {len(ids) - _MOST_SUBJECTS} more" if len(ids) > _MOST_SUBJECTS else ""
        yield f"{kind} of {shown}{more}" if ids else kind


def _words_of(locale: str) -> Iterator[PlacedText]:
    """The words that the locale itself brings: months and the short forms of large numbers."""
    known = known_locale(locale)
    months = [name for use in known.months.values() for width in use.values() for name in width.values()]
    patterns = [
        pattern.pattern
        for formats in (known.compact_decimal_formats, known.compact_currency_formats)
        for table in formats.values()
        for sizes in table.values()
        for pattern in sizes.values()
    ]
    yield PlacedText(f"months of the locale {locale}", "", "".join(months))
    yield PlacedText(f"large numbers of the locale {locale}", "", "".join(patterns))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)
