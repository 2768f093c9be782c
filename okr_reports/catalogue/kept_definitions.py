"""How the KPIs of a catalogue are computed, from its kept JSON: what makes two packs' values one series or two."""

from collections.abc import Mapping
from typing import Any

from okr_reports.errors import CatalogueError

# On the sheet with the value it has when nothing is written, and on the extract of a ready-made value.
_ON_SHEET: Mapping[str, object] = {
    "formula": None, "filter": None, "extract": None, "unit": "", "accumulation": None, "stock": False, "window": None,
}  # fmt: skip
_ON_EXTRACT = ("value", "numerator", "denominator")
SERIES_FIELDS = (*_ON_SHEET, *_ON_EXTRACT)

Definitions = Mapping[str, Mapping[str, object]]


def definitions_in(catalogue: Mapping[str, Any]) -> Definitions:
    """KPI id → field → what decides its values, in a form that is equal where only the spelling differs.

    `catalogue`: a catalogue's canonical JSON, today's or one kept with a published version.
    """
    return {sheet["id"]: _definition(sheet, catalogue["extracts"]) for sheet in catalogue["kpis"]}


def _definition(sheet: Mapping[str, Any], extracts: Mapping[str, Any]) -> Mapping[str, object]:
    own = {field: sheet.get(field, otherwise) for field, otherwise in _ON_SHEET.items()}
    ready = {} if own["formula"] else extracts.get(sheet["extract"], {})
    read = {"formula": _formula(own["formula"]), "filter": _filter(own["filter"])}
    return {**own, **read, **{field: ready.get(field) for field in _ON_EXTRACT}}


def _formula(text: str | None) -> object:
    # Imported here: most runs compare no formula, and sqlglot takes long to load.
    from okr_reports.catalogue.formula import parse_formula

    try:
        return text and parse_formula(text).root
    except CatalogueError:
        return text


def _filter(text: str | None) -> object:
    from okr_reports.catalogue.formula import parse_filter

    try:
        return text and parse_filter(text)
    except CatalogueError:
        return text
