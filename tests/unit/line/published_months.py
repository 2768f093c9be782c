"""Months of a company published without pages: what reports are compared with, in a tenth of the time."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.pages import REPORT_JSON
from okr_reports.line.request import KPI_REVIEW, RunRequest, month_to_review
from okr_reports.line.review import build_review
from okr_reports.line.stages import Tables, judge_values, read_sources, score_values
from okr_reports.packs.report_json import plain, to_json
from okr_reports.publishing.publication import Draft, PlannedVersion, Publication, Published
from okr_reports.publishing.publish import publish_draft
from okr_reports.store.catalogues import put_catalogue
from okr_reports.store.manifests import Origin, part_records
from okr_reports.store.opening import open_store
from okr_reports.tables import SNAPSHOT_PARTS


@dataclass(frozen=True)
class Company:
    """A company folder with a store of its own."""

    folder: Path
    store: Path

    def tables(self, month: str, *, as_of: str) -> Tables:
        """All tables of the month's report as of a moment on the company's clock."""
        return _tables(self.request(month, as_of=as_of))

    def publish(self, month: str, *, as_of: str, reason: str | None = None) -> Published:
        """Publish the month's report.json, or nothing when it says the same."""
        request = self.request(month, as_of=as_of, reason=reason)
        tables = _tables(request)
        draft = Draft(KPI_REVIEW, month, {REPORT_JSON: _report(request, tables, 1)}, "one look", reason)

        def make(planned: PlannedVersion) -> Publication:
            put_catalogue(request.store, request.catalogue.canonical_json)
            report = to_json(build_review(request, tables, number=planned.number).report)
            origin = Origin(request.catalogue.sha256, {}, {}, part_records(tables[SNAPSHOT_PARTS.name]))
            return Publication(
                draft, planned.number, {REPORT_JSON: report}, origin, request.as_of, published_at=request.as_of
            )

        return publish_draft(request.store, draft, make=make)

    def request(self, month: str, *, as_of: str, reason: str | None = None) -> RunRequest:
        """What is asked of the run."""
        catalogue = load_catalogue(self.folder)
        moment = datetime.fromisoformat(as_of).replace(tzinfo=ZoneInfo(catalogue.company.timezone))
        return RunRequest(
            catalogue=catalogue,
            store=open_store(str(self.store), self.folder),
            month=month_to_review(month, catalogue=catalogue, as_of=moment, is_partial=False),
            as_of=moment,
            started_at=moment,
            reason=reason,
        )


def _tables(request: RunRequest) -> Tables:
    sources = read_sources(request)
    values = score_values(request, sources)
    return {**sources, **judge_values(request, {**sources, **values})}


def _report(request: RunRequest, tables: Tables, number: int) -> dict[str, object]:
    return plain(build_review(request, tables, number=number).report)
