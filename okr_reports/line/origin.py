"""What a version was made from, and what it lacks: the facts of its manifest."""

from collections.abc import Sequence

from okr_reports.line.request import RunRequest
from okr_reports.line.stages import QUARANTINE_LIMIT, Tables, findings_of
from okr_reports.rendering.assets import font_versions, software_versions
from okr_reports.scoring.findings import KEY_RESULT_FAILED, KPI_FAILED
from okr_reports.store.manifests import Exceptions, Origin, part_records
from okr_reports.tables import FINDINGS, SNAPSHOT_PARTS

_FAILURES = (KPI_FAILED, KEY_RESULT_FAILED)


def origin_of(request: RunRequest, tables: Tables, *, failed_pages: Sequence[str], engine: str = "") -> Origin:
    """The catalogue, the snapshot parts and the programs behind a version, and what was quarantined or failed.

    `engine`: what made its PDFs, if not that of the KPI review.
    """
    findings = findings_of(tables[FINDINGS.name])
    failed = tuple(finding.subject_id for finding in findings if finding.code in _FAILURES)
    return Origin(
        catalogue_sha256=request.catalogue.sha256,
        software=software_versions(engine or request.engine),
        fonts=font_versions(),
        extracts=part_records(tables[SNAPSHOT_PARTS.name]),
        exceptions=Exceptions(
            quarantined=tuple(finding.subject_id for finding in findings if finding.code == QUARANTINE_LIMIT),
            failed=(*failed, *failed_pages),
        ),
    )
