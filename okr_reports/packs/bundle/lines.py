"""bundle.json as bytes: readable and made in a tenth of the time that indenting everything takes."""

import json
from typing import Any

from okr_reports.packs.bundle.bundle_json import BundleJson
from okr_reports.packs.report_json import plain


def bundle_bytes(report: BundleJson) -> bytes:
    """UTF-8 JSON, one text for one content: a line per key, and a line per element of a list."""
    keys = [f"{_text(key)}: {_value(value)}" for key, value in plain(report).items()]
    return ("{\n " + ",\n ".join(keys) + "\n}\n").encode()


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(_text(element) for element in value) + "\n ]"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
