"""Whether what a bundle is made from has changed: one hash over an employee's rows, with and without provenance."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from okr_reports.packs.bundle.inputs import EmployeeTables
from okr_reports.packs.own_rows import OwnRows

_PROVENANCE = "sources"
_OF_A_PART = ("extract", "period_id", "sha256", "row_count", "rejected_count")


@dataclass(frozen=True)
class CutHashes:
    """Both hashes of one employee's rows: they have most of it in common.

    `inputs`: over everything a bundle says of its employee, the snapshots behind it included but not when they were
    read. The key of what was rendered: a killed run is gone on with, though it has to read again.
    `content`: the same without provenance, but for which extracts there are: equal where the bundle says the same.
    """

    inputs: str
    content: str


def hashes_of(tables: EmployeeTables) -> CutHashes:
    """The hashes of one employee's rows."""
    # Python writes numbers in full, days by their parts, and escapes what is no UTF-8; JSON would cost twice as much.
    said = [_plain(value) for name, value in vars(tables).items() if name != _PROVENANCE]
    begun = sha256(repr(said).encode())
    parts, extracts = _provenance(tables.sources)
    inputs, content = begun.copy(), begun
    inputs.update(parts)
    content.update(extracts)
    return CutHashes(inputs.hexdigest(), content.hexdigest())


# Those of a role share one table of sources, and there are few roles.
@lru_cache(maxsize=64)
def _provenance(sources: OwnRows) -> tuple[bytes, bytes]:
    parts = list(zip(*map(sources.column, _OF_A_PART), strict=True))
    return repr(parts).encode(), repr(list(dict.fromkeys(sources.column("extract")))).encode()


def _plain(value: object) -> object:
    return value.rows if isinstance(value, OwnRows) else value
