"""What became of each bundle of a run: published, withheld or failed, and where it lies."""

from dataclasses import dataclass
from enum import StrEnum


class BundleState(StrEnum):
    """Expected = published + withheld + failed."""

    PUBLISHED = "published"
    WITHHELD = "withheld"
    FAILED = "failed"


@dataclass(frozen=True)
class BundleOutcome:
    """One employee's. `reason`: why there is none. `href`, `pdf_href`: from the version's folder, where it lies."""

    employee_id: str
    state: BundleState
    reason: str | None = None
    href: str | None = None
    pdf_href: str | None = None
