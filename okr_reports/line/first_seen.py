"""Key results registered as they stand: from then on every difference is seen (rules §5)."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_definitions import definitions_by_key_result
from okr_reports.store.first_seen import Definition, register
from okr_reports.store.store import Store

KEY_RESULT = "key_result"


def register_key_results(catalogue: Catalogue, store: Store, *, seen_at: datetime) -> int:
    """Register every key result that never stood so before, by the caller's clock; how many they were.

    Raises StoreError, and VerificationError for an earlier registration that was tampered with.
    """
    if not catalogue.key_results:
        return 0
    moment = seen_at.astimezone(ZoneInfo(catalogue.company.timezone))
    return register(store, key_results_in(json.loads(catalogue.canonical_json)), seen_at=moment)


def key_results_in(catalogue: Mapping[str, Any]) -> Iterator[Definition]:
    """The key results in a catalogue's canonical JSON, with the cycle in their id: a later one may use it again."""
    for (cycle_id, id), fields in definitions_by_key_result(catalogue).items():
        yield Definition(KEY_RESULT, f"{cycle_id}/{id}", fields)
