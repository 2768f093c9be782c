"""A change of what pays in words: which target, weight or formula, as it was first seen and as it stands."""

import json
from collections.abc import Mapping
from typing import Any

from okr_reports.appraisal_words import Measured
from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.packs.numbers import NO_BREAK, typed_number
from okr_reports.packs.targets import SIGNS
from okr_reports.words import Operator

_TARGET, _PART_OF = "target ", " / "
_MEASURED = {Measured.PERSON: "own value", Measured.TEAM: "team value", Measured.SHARED: "shared value"}
_STATES = {"none": "none", "tbd": "open", "confidential": "confidential", "elsewhere": "set elsewhere"}
_THERE = {"there": "there", None: "not there"}
_POLICY = {"kpi_achievement": "how achievement is figured", "verdict": "verdict on restated months"}
_SETTINGS = {
    "months_met": "periods met",
    "attainment": "attainment",
    "as_known": "by the values known now",
    "as_published": "by the published values",
}


def field_words(field: str, *, role_id: str, facts: CycleFacts) -> str:
    """The field as a reader knows it: `weight of P90 first response in Timely answers`."""
    role = facts.roles.get(role_id)
    areas = {kra.id: kra.name for kra in role.kras} if role else {}
    area, is_kpi, kpi_id = field.partition(_PART_OF)
    if area not in areas:
        return _POLICY.get(field, field)
    kpi = facts.kpis.get(kpi_id)
    return f"weight of {kpi.name if kpi else kpi_id} in {areas[area]}" if is_kpi else f"weight of {areas[area]}"


def value_words(value: str | None, *, field: str, locale: str) -> str | None:
    """What stood or stands in the field, as people write it; None where nothing does."""
    if field == "definition":
        return _THERE.get(value, value)
    if value is None:
        return None
    if field.startswith(_TARGET):
        return _target(value, locale)
    if field in _POLICY:
        return _SETTINGS.get(value, value)
    weight, _, measured = value.partition(" ")
    if _PART_OF in field and measured in set(Measured):
        return f"{weight}, {_MEASURED[Measured(measured)]}"
    return value


def _target(text: str, locale: str) -> str:
    """`≤ 2.0, at risk to 2.4, due 2026-06-30` of a target as it was registered."""
    try:
        target = json.loads(text)
    except ValueError:
        return text
    if not isinstance(target, dict):
        return text
    at_risk, due, adopted = target.get("at_risk"), target.get("due"), target.get("from_key_result")
    parts = [
        _condition(target, locale) or text,
        f"at risk to {_bounds(at_risk, locale)}" if at_risk is not None else "",
        f"due {due}" if due else "",
        f"adopted from {adopted}" if adopted else "",
    ]
    return ", ".join(part for part in parts if part)


def _condition(target: Mapping[str, Any], locale: str) -> str:
    """What a target asks for; empty for a form that is not known here."""
    if target.get("op") in set(Operator) and target.get("value") is not None:
        return f"{SIGNS[Operator(target['op'])]}{NO_BREAK}{_bounds(target['value'], locale)}"
    if target.get("between"):
        return f"between {_bounds(target['between'], locale)}"
    if change := target.get("change"):
        return f"{change['by']} against {'the period before' if change['from'] == 'previous' else 'last year'}"
    if mean := target.get("of_average"):
        sign = SIGNS[Operator(mean["op"])]
        return f"{sign}{NO_BREAK}{_bounds(mean['times'], locale)} times the mean of {mean['months']} months"
    state = target.get("state")
    return str(state["qualitative"]) if isinstance(state, dict) else _STATES.get(str(state), "")


def _bounds(value: Any, locale: str) -> str:
    """A number, or two, as written, with the locale's marks."""
    numbers = value if isinstance(value, list) else [value]
    texts = [f"{number:.12g}" if isinstance(number, int | float) else str(number) for number in numbers]
    return " and ".join(typed_number(text, locale=locale) for text in texts)
