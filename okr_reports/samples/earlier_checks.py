"""What earlier checks of the sample's folder saw: its store knows it, as that of a company at work would."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.line.first_seen import key_results_in
from okr_reports.store.first_seen import Definition, register
from okr_reports.store.store import Store

# Key result → field → what stood there on the quarter's first day. The new target of sales was told to nobody; of the
# other two changes.csv gives the reason.
THEN: Mapping[str, Mapping[str, str]] = {
    "2026-q3/sales/o1/kr2": {"target": "4", "baseline": "10"},
    "2026-q3/company/o2/kr2": {"due_on": "2026-08-31"},
}
_NINE = time(9)
# Seen outside any appraisal cycle: of what pays in one only its own runs are witnesses.
_LINKAGE_KIND = "pay/linkage"


def register_earlier_checks(catalogue: Catalogue, store: Store) -> None:
    """Register the sample's key results as they stood on their cycle's first day, and the linkage policy on its own.

    What no `check` of the folder as it is now could still see. Raises StoreError, VerificationError.
    """
    zone = ZoneInfo(catalogue.company.timezone)
    for cycle in catalogue.cycles.values():
        register(store, _as_agreed(catalogue, cycle.key), seen_at=datetime.combine(cycle.start, _NINE, zone))
    policy = catalogue.company.linkage_policy
    if policy is not None:
        text = sha256((catalogue.linkage_text or "").encode()).hexdigest()
        seen = Definition(_LINKAGE_KIND, "linkage", {"written_on": policy.written_on.isoformat(), "text": text})
        register(store, [seen], seen_at=datetime.combine(policy.written_on, _NINE, zone))


def _as_agreed(catalogue: Catalogue, cycle_id: str) -> Iterator[Definition]:
    for one in key_results_in(json.loads(catalogue.canonical_json)):
        of_cycle, _, id = one.id.partition("/")
        if of_cycle == cycle_id:
            yield Definition(one.kind, one.id, {**one.fields, **THEN.get(id, {})})
