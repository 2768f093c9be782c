"""What pydantic finds wrong with a value, said in our words: what is wrong there and what to write instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from okr_reports.catalogue import pay_firewall
from okr_reports.catalogue.places import did_you_mean, listed, quoted
from okr_reports.catalogue.secrets import holds_secret
from okr_reports.catalogue.written import SHAPES
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem
from okr_reports.words import Operator

OURS = "ours"
_IN_UNITS = frozenset({
    "value", "at_least", "at_most", "between", "at_risk", "baseline", "target", "actual", "stretch",
})  # fmt: skip
# What stands behind this key decides what a role's KPIs come to.
_FIGURE_THAT_PAYS = "kpi_achievement"
_GOALS = "okrs"
_TELLS = {_GOALS: pay_firewall.pays, "roles": pay_firewall.ties_to_goals}
_FORMS = {"scalar": "one value", "mapping": "keys with values", "list": "a list"}
_LIMITS = {
    "greater_than_equal": "write a number of at least {ge:g}",
    "greater_than": "write a number above {gt:g}",
    "less_than_equal": "write a number of at most {le:g}",
    "less_than": "write a number below {lt:g}",
    "string_too_long": "write at most {max_length} characters",
    "string_too_short": "write a text",
    "too_long": "write at most {max_length} entries",
    "too_short": "write at least {min_length} entries",
}
_WANTED = {
    "string": "write one text",
    "int": "write a whole number",
    "finite_number": "write a number",
    "bool": "write yes or no",
    "list": "write a list: `[a, b]`, or one entry per line, each behind `- `",
    "tuple": "write two numbers: `[low, high]`",
    "dict": "write keys with values: `{key: value}`",
    "model": "write keys with values: `{key: value}`",
    "date": "write a day like 2026-09-30",
}


def problems_of(error: ValidationError, source: Located, *, model: Any) -> Iterator[Problem]:
    """Each error as a problem at its place; `model` is the type that was read, for the keys it allows."""
    for detail in error.errors(include_url=False):
        yield _problem(detail, source, model=model)


def _problem(detail: ErrorDetails, source: Located, *, model: Any) -> Problem:
    is_key = "[key]" in detail["loc"]
    path = _keys_in(detail["loc"], source)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if _ties_goals_to_pay(detail, path, source):
        return replace(source.at_key(*path).problem(*pay_firewall.said_of(name)), code=pay_firewall.CODE)
    if detail["type"] == "extra_forbidden":
        allowed = sorted(_keys_at(model, path[:-1]))
        fix = did_you_mean(name, allowed, otherwise=f"delete it, or use one of {', '.join(allowed)}")
        return source.at_key(*path).problem(f"there is no key {quoted(name)} here", fix)
    if detail["type"] == "missing" and isinstance(path[-1], int):
        return source.at(*path[:-1]).problem(f"`{name}` lacks a number", _WANTED["tuple"])
    if detail["type"] == "missing":
        return source.at(*path[:-1]).problem(f"`{name}` is missing", f"write `{name}: …`")
    if is_key and detail["type"] != OURS:
        fix = did_you_mean(name, _words(detail), otherwise=f"use one of {', '.join(_words(detail))}")
        return source.at_key(*path).problem(f"there is no key {quoted(name)} here", fix)
    place = source.at_key(*path) if is_key else source.at(*path)
    return place.problem(*_said(detail, name))


def _ties_goals_to_pay(detail: ErrorDetails, path: Sequence[str | int], source: Located) -> bool:
    """Whether what cannot be read is a wish to pay by goals. Goals have weights of their own, in okrs/ alone."""
    if path and path[-1] == _FIGURE_THAT_PAYS:
        return pay_firewall.ties_to_goals("", detail["input"])
    is_unknown, folder = detail["type"] == "extra_forbidden", source.file.partition("/")[0]
    if not (is_unknown or (isinstance(detail["input"], list) and folder != _GOALS)):
        return False
    tells = _TELLS.get(folder, pay_firewall.looks_like_pay)
    return tells(" ".join(step for step in path if isinstance(step, str)), detail["input"])


def _keys_in(location: Sequence[str | int], source: Located) -> tuple[str | int, ...]:
    """The location without pydantic's own steps: `[key]`, and the shapes that chose among forms."""
    path: list[str | int] = []
    for step in location:
        if step != "[key]" and (step not in SHAPES or source.has(*path, step)):
            path.append(step)
    return tuple(path)


def _said(detail: ErrorDetails, name: str) -> tuple[str, str]:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == OURS:
        return str(context["what"]), str(context["fix"])
    subject = f"`{name}`" if name else "this"
    if given is None:
        return f"{subject} is empty", "write a value, or leave the key out"
    what = f"{subject} is {_shown(given)}"
    if kind in ("enum", "literal_error"):
        return what, did_you_mean(str(given), _words(detail), otherwise=f"write {_spelled(_words(detail))}")
    if kind.startswith("float") and isinstance(given, str):
        return what, _number_fix(given, name)
    if kind in _LIMITS:
        return what, _LIMITS[kind].format(**context)
    if kind.startswith("union_tag"):
        return what, f"write {listed(_FORMS.get(word, word) for word in _words_in(str(context['expected_tags'])))}"
    fixes = (fix for beginning, fix in _WANTED.items() if kind.startswith(beginning))
    return what, next(fixes, "compare it with the sample company's files")


def _words(detail: ErrorDetails) -> list[str]:
    return _words_in(str(detail.get("ctx", {}).get("expected", "")))


def _words_in(expected: str) -> list[str]:
    return re.findall(r"'([^']*)'", expected)


def _spelled(words: Sequence[str]) -> str:
    if set(words) >= {Operator.AT_LEAST, Operator.AT_MOST}:
        return listed(f'"{word}"' for word in words if word != Operator.BETWEEN)
    return listed(words)


def _number_fix(given: str, name: str) -> str:
    number = re.fullmatch(r"\s*([-+]?\d+(?:\.\d+)?)\s*([^\d\s.,]{1,10})\s*", given)
    if number and name in _IN_UNITS:
        return f"write {number[1]}; the unit stands in `unit`"
    if number and name == "weight":
        return f"write {number[1]}"
    if number and number[2] == "%":
        return f"write {float(number[1]) / 100:g}"
    if comma := re.fullmatch(r"\s*([-+]?\d+),(\d{1,2})\s*", given):
        return f"write {comma[1]}.{comma[2]}, with a point"
    return "write a number, without thousands marks, such as 1250.5"


def _shown(given: object) -> str:
    """The value as a message may show it: never a password."""
    if isinstance(given, dict):
        return "a mapping (keys with values)"
    if isinstance(given, (list, tuple)):
        return f"a list of {len(given)}"
    return "an address with a password" if holds_secret(str(given)) else quoted(str(given))


def _keys_at(model: Any, path: Sequence[str | int]) -> set[str]:
    """The keys allowed in the mapping at this path, found by walking the types."""
    kinds = [model]
    for step in path:
        kinds = [deeper for kind in _forms(kinds) for deeper in _types_below(kind, step)]
    models = [kind for kind in _forms(kinds) if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return {field.alias or name for kind in models for name, field in kind.model_fields.items()}


def _types_below(kind: Any, step: str | int) -> list[Any]:
    """The types of the value that this step leads to."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.annotation for name, field in kind.model_fields.items() if step in (name, field.alias)]
    if get_origin(kind) in (list, tuple) and isinstance(step, int):
        return [get_args(kind)[0]]
    return [get_args(kind)[1]] if get_origin(kind) is dict else []


def _forms(kinds: Sequence[Any]) -> list[Any]:
    """The types with unions and annotations taken apart."""
    found: list[Any] = []
    for kind in kinds:
        origin = get_origin(kind)
        if origin is Annotated:
            found += _forms(get_args(kind)[:1])
        elif origin in (Union, UnionType):
            found += _forms(get_args(kind))
        else:
            found.append(kind)
    return found
