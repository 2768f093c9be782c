"""Canonical JSON: one text for one content, so that equal things have equal hashes."""

import json
from datetime import date


def canonical_json(content: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces, dates and times in ISO 8601. ValueError for NaN and infinity."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_iso_text
    )
    return text.encode()


def _iso_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
