"""Manifests: what one version of a report holds, file by file, and what it was made from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

import polars as pl

from okr_reports.errors import VerificationError
from okr_reports.store.canonical import canonical_json

SCHEMA = "manifest/1"


@dataclass(frozen=True)
class PublishedFile:
    """One file of a version: its hash, its size in bytes, and where it lies, perhaps under an earlier version."""

    sha256: str
    size: int
    path: str


@dataclass(frozen=True)
class PartRecord:
    """One snapshot part a version was made from: its file's hash, its rows, those rejected, when it was read."""

    sha256: str
    rows: int
    rejected: int | None
    read_at: datetime | None


@dataclass(frozen=True)
class Exceptions:
    """What a version lacks, by id: withheld from it, quarantined while reading, failed while computing."""

    withheld: tuple[str, ...] = ()
    quarantined: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """What a version was made from and with. `software`, `fonts`: name → version. `extracts`: id → period → part."""

    catalogue_sha256: str
    software: Mapping[str, str]
    fonts: Mapping[str, str]
    extracts: Mapping[str, Mapping[str, PartRecord]]
    exceptions: Exceptions = Exceptions()


@dataclass(frozen=True)
class Manifest:
    """One version of one report.

    `files`: name → file. `content_sha256`: what it says, `rendering_sha256`: what it is drawn with; when both are
    as before there is nothing to publish. `reason`: why it was published, mostly empty for a first version.
    `inputs`: of a report with many documents, the hash of what each says, by its name.
    """

    report: str
    period: str
    version: int
    as_of: datetime
    published_at: datetime
    reason: str | None
    previous_version: int | None
    content_sha256: str
    rendering_sha256: str
    files: Mapping[str, PublishedFile]
    origin: Origin
    inputs: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """The manifest as it lies in the store. There `origin` is spread out beside the rest."""
        content = asdict(self)
        return canonical_json({"schema": SCHEMA} | content.pop("origin") | content)


def manifest_from(data: bytes, path: str) -> Manifest:
    """The manifest in these bytes; VerificationError when they are none, or of a schema from the future."""
    try:
        content = json.loads(data)
        schema = content.pop("schema")
        if schema == SCHEMA:
            return _manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VerificationError(f"{path} is no manifest: restore it from a backup") from error
    raise VerificationError(f"{path} has schema {schema!r}: a newer version of this program wrote it")


def part_records(metric_extracts: pl.DataFrame) -> Mapping[str, Mapping[str, PartRecord]]:
    """The table tables.SNAPSHOT_PARTS as a manifest lists it: extract → period → part."""
    rows = metric_extracts.sort("extract", "period_id").partition_by("extract", as_dict=True, include_key=False)
    return {str(extract): _parts_by_period(parts) for (extract,), parts in rows.items()}


def _manifest(content: dict[str, Any]) -> Manifest:
    origin = {name: content.pop(name) for name in ("catalogue_sha256", "software", "fonts")}
    extracts, exceptions = content.pop("extracts").items(), content.pop("exceptions").items()
    return Manifest(
        as_of=datetime.fromisoformat(content.pop("as_of")),
        published_at=datetime.fromisoformat(content.pop("published_at")),
        files={name: PublishedFile(**file) for name, file in content.pop("files").items()},
        origin=Origin(
            extracts={name: {period: _part(part) for period, part in parts.items()} for name, parts in extracts},
            exceptions=Exceptions(**{kind: tuple(ids) for kind, ids in exceptions}),
            **origin,
        ),
        **content,
    )


def _part(content: dict[str, Any]) -> PartRecord:
    part = PartRecord(**content)
    return replace(part, read_at=part.read_at and datetime.fromisoformat(str(part.read_at)))


def _parts_by_period(parts: pl.DataFrame) -> Mapping[str, PartRecord]:
    columns = ("period_id", "sha256", "row_count", "rejected_count", "read_at")
    return {period: PartRecord(*part) for period, *part in parts.select(columns).rows()}
