"""A finding: what a reader must see. Not an error: the run goes on."""

from dataclasses import dataclass

from okr_reports.words import Severity


@dataclass(frozen=True)
class Finding:
    """One sentence about one subject, with a code that can be searched for (rules.md §9 lists the lint codes).

    `place`: `file:line` in the company folder, and `rewrite`: what to write instead; both only where somebody wrote
    what the finding is about.
    """

    code: str
    severity: Severity
    subject_id: str
    text: str
    place: str | None = None
    rewrite: str | None = None
