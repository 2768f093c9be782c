"""Ids for the next cycle: an id names one goal, once over all cycles and without regard to case."""

import re
from collections.abc import Iterable, Mapping
from itertools import count

from okr_reports.catalogue.written import LONGEST_ID, wrong_with_id

_ROOM = 4


def next_ids(ids: Iterable[str], *, cycles: tuple[str, str], taken: Iterable[str]) -> Mapping[str, str]:
    """Id of the present cycle → a free one of the next, in the order given. `cycles`: the keys of both.

    An id that names its cycle (`2026-q3/company/o1`) names the next instead, in the same capitals; any other has the
    next cycle put before it.
    """
    used = {id.lower() for id in taken}
    found: dict[str, str] = {}
    for id in ids:
        found[id] = free_id(_renamed(id, *cycles), used=used)
        used.add(found[id].lower())
    return found


def free_id(wanted: str, *, used: Iterable[str]) -> str:
    """The id as wanted, or, where it is taken or none that may be written, the first of `…-2`, `…-3` that is free."""
    lower = set(used)
    tried = [id for id in (wanted, *_short_enough(wanted)) if wrong_with_id(id) is None]
    first = next((id for id in tried if id.lower() not in lower), None)
    if first is not None:
        return first
    stem = tried[0][: LONGEST_ID - _ROOM].rstrip("/.")
    return next(id for n in count(2) if (id := f"{stem}-{n}").lower() not in lower)


def _renamed(id: str, present: str, following: str) -> str:
    found = re.search(rf"(?<![A-Za-z0-9]){re.escape(present)}(?![A-Za-z0-9])", id, re.IGNORECASE)
    if found is None:
        return f"{following}/{id}"
    spelled = following.lower() if found[0].islower() else following
    return f"{id[: found.start()]}{spelled}{id[found.end() :]}"


def _short_enough(id: str) -> tuple[str, ...]:
    """The same with parts left out behind the first, from the left, and at last cut off where it is too long."""
    head, *parts = id.split("/")
    shorter = ("/".join((head, *parts[start:])) for start in range(1, len(parts)))
    return (*shorter, id[:LONGEST_ID].rstrip("/."))
