"""How a run ended: what was published, where it lies, and what somebody should look at."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from okr_reports.findings import Finding
from okr_reports.store.store import Store
from okr_reports.store.versions import version_folder
from okr_reports.words import Outcome, Severity

WITH_EXCEPTIONS = 5


@dataclass(frozen=True)
class ReviewResult:
    """A finished run. `paths`: file name → place in the store. `head`: of the log, to be kept for `verify --head`.

    `is_complete`: nothing was withheld, quarantined beyond its limit, or failed. `counts`: of a report with many
    documents, how many were expected, published, withheld and failed.
    """

    report: str
    period: str
    outcome: Outcome
    version: int
    head: str
    paths: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    is_complete: bool = True
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where the version's own files lie; some may be listed from an earlier one."""
        return version_folder(report=self.report, period=self.period, number=self.version)

    @property
    def exit_code(self) -> int:
        """0, or 5 when the report lacks something that it names (outputs.md)."""
        return 0 if self.is_complete else WITH_EXCEPTIONS

    def finding_counts(self) -> Mapping[str, int]:
        """How many findings there are of each code."""
        return Counter(finding.code for finding in self.findings)


def put_result(store: Store, result: ReviewResult, *, run_id: str) -> None:
    """Leave the result in the work folder for whoever started the run."""
    store.replace(_path(run_id), json.dumps(asdict(result)).encode())


def take_result(store: Store, *, run_id: str) -> ReviewResult:
    """The result of the run, and nothing of it stays; NotInStore when it left none."""
    content = json.loads(store.read(_path(run_id)))
    store.remove(_path(run_id))
    findings = tuple(
        Finding(**{**finding, "severity": Severity(finding["severity"])}) for finding in content.pop("findings")
    )
    return ReviewResult(**{**content, "outcome": Outcome(content["outcome"])}, findings=findings)


def _path(run_id: str) -> str:
    return f"work/results/{run_id}.json"
