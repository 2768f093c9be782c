"""What a code of advice stands for."""

from dataclasses import dataclass

from okr_reports.words import Severity


@dataclass(frozen=True)
class Code:
    """When it is said, why, and the rewrite. Only what makes a printed judgement wrong is more than advice."""

    when: str
    why: str
    rewrite: str
    severity: Severity = Severity.ADVICE
