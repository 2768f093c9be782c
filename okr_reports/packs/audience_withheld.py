"""Whose bundle cannot be made without reaching, or being taken for, somebody else's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from okr_reports.catalogue.written import wrong_with_id

SAME_BUT_CASE = "the id differs from another one only in capitals, and one file would take the other's place"
NO_FILE_NAME = "the id cannot be the name of a file"


@dataclass(frozen=True)
class Withheld:
    """An employee whose bundle is not made, and why, in words."""

    employee_id: str
    reason: str


def withheld_of(employee_ids: Sequence[str]) -> tuple[Withheld, ...]:
    """Those whose id could lead to another's file, in the given order: read from an extract, ids are not checked."""
    folded = Counter(id.casefold() for id in employee_ids)
    found = ((id, _reason(id, is_double=folded[id.casefold()] > 1)) for id in employee_ids)
    return tuple(Withheld(id, reason) for id, reason in found if reason)


def _reason(id: str, *, is_double: bool) -> str:
    if is_double:
        return SAME_BUT_CASE
    return NO_FILE_NAME if "/" in id or wrong_with_id(id) else ""
