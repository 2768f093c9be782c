"""What is handed over to be published, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from okr_reports.errors import OkrReportsError
from okr_reports.publishing.content import Json, content_sha256
from okr_reports.store.manifests import Manifest, Origin, PublishedFile
from okr_reports.store.versions import version_folder
from okr_reports.words import Outcome


class OutdatedPlan(OkrReportsError):
    """Another run published this version number first. Plan again: the new version may say the same."""


@dataclass(frozen=True)
class Draft:
    """What a report would say, before its pages are made.

    `documents`: its JSON documents by file name; their `version` is not looked at. `inputs`: of a report with more
    documents than should be made to learn whether anything changed, the hash of what each says, by its name.
    `rendering_sha256`: over everything else the pages depend on: templates, fonts, engine, paper.
    `reason`: why a further version is wanted; not needed for a first one.
    """

    report: str
    period: str
    documents: Mapping[str, Json]
    rendering_sha256: str
    reason: str | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def content_sha256(self) -> str:
        """The hash of what the documents say."""
        return content_sha256(self.documents, inputs=self.inputs)


@dataclass(frozen=True)
class PlannedVersion:
    """What publishing a draft would do: `published` under a new number, or `unchanged`, the number being the latest's.

    `before`: the latest version's manifest. `head`: of the log that the plan was made from.
    """

    outcome: Outcome
    number: int
    before: Manifest | None
    head: str | None


@dataclass(frozen=True)
class Publication:
    """A version ready to be published. `files`: name → bytes, `/` as folder, in ids written `~`; read one by one.

    `kept`: files of the version before that are this one's too, listed where they lie and not looked at.
    `laid`: files that lie elsewhere in the store and get a place in the version's folder, not looked at either.
    `version`: the number that was planned and that the files print. `published_at`: now, by the caller's clock.
    """

    draft: Draft
    version: int
    files: Mapping[str, bytes]
    origin: Origin
    as_of: datetime
    published_at: datetime
    kept: Mapping[str, PublishedFile] = field(default_factory=dict)
    laid: Mapping[str, PublishedFile] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where its own files will lie in the store."""
        return version_folder(report=self.draft.report, period=self.draft.period, number=self.version)


@dataclass(frozen=True)
class Published:
    """How it ended. `paths`: where each file of the version lies in the store, by name, also when unchanged."""

    outcome: Outcome
    version: int
    head: str
    paths: Mapping[str, str]
