"""bundle.json as bytes: readable and made in a tenth of the time that indenting everything takes."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from json import JSONEncoder
from typing import Any

from okr_reports.packs.bundle.bundle_json import BundleJson
from okr_reports.packs.json_keys import keys_of
from okr_reports.packs.report_json import plain


def bundle_bytes(report: BundleJson) -> bytes:
    """UTF-8 JSON, one text for one content: a line per key, and a line per element of a list."""
    keys = [f"{_text(key)}: {_value(getattr(report, name))}" for key, name in keys_of(BundleJson)]
    return ("{\n " + ",\n ".join(keys) + "\n}\n").encode()


def _value(value: Any) -> str:
    if isinstance(value, tuple) and value:
        return "[\n  " + ",\n  ".join(_text(element) for element in value) + "\n ]"
    return _text(value)


def _plain(value: Any) -> Any:
    """What the encoder does not know, for itself alone: it walks through all else, and a walk of ours costs more."""
    if is_dataclass(value):
        known = vars(value)
        keys = keys_of(type(value))
        # The encoder only reads it.
        return known if _is_as_written(type(value)) else {key: known[name] for key, name in keys}
    return dict(value) if isinstance(value, Mapping) else plain(value)


@cache
def _is_as_written(kind: type) -> bool:
    """Whether a dataclass holds its fields under the contract's keys, in their order."""
    return [(field.name, field.name) for field in fields(kind)] == list(keys_of(kind))


_text = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, default=_plain).encode
