"""What a command answers: lines for people, or one JSON object for programs, and an exit code."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby

from okr_reports.errors import Problem
from okr_reports.findings import Finding
from okr_reports.words import Severity

Json = Mapping[str, object]


@dataclass(frozen=True)
class Answer:
    """`body` is the JSON object without its exit code; `lines` go to stdout instead when a person reads.

    `notes` are said on stderr in both cases: what is wrong, or wants a look.
    """

    exit_code: int
    body: Json
    lines: Sequence[str] = field(default=())
    notes: Sequence[str] = field(default=())


def refusal(problems: Sequence[Problem], *, exit_code: int) -> Answer:
    """The answer of a command that could not do what was asked: one line per problem."""
    body = {
        "outcome": "refused", "version": None, "head": None, "paths": {}, "findings": [],
        "problems": [asdict(problem) for problem in problems],
    }  # fmt: skip
    return Answer(exit_code, body, notes=[str(problem) for problem in problems])


def finding_line(finding: Finding) -> str:
    """One finding in one line, beginning with where it stands if somebody wrote it: editors jump there."""
    sentence = f"{finding.severity}: {finding.code} {finding.subject_id}: {finding.text}"
    return f"{finding.place}: {sentence}" if finding.place else sentence


def grouped_lines(findings: Sequence[Finding]) -> list[str]:
    """Findings for a person: what matters most first, those of one code together, and what to write instead below."""
    codes = list(dict.fromkeys(finding.code for finding in findings))
    weights = list(Severity)[::-1]
    ordered = sorted(findings, key=lambda found: (weights.index(found.severity), codes.index(found.code)))
    lines: list[str] = []
    for _, group in groupby(ordered, key=lambda found: (found.severity, found.code)):
        said = _alike(list(group))
        lines += ["", *said] if lines else said
    return lines


def _alike(findings: Sequence[Finding]) -> list[str]:
    """The findings of one code; what to write is said once when it is the same for several in a row."""
    lines: list[str] = []
    for rewrite, group in groupby(findings, key=lambda found: found.rewrite):
        lines += [finding_line(finding) for finding in group]
        lines += [f"    write instead: {rewrite}"] if rewrite else []
    return lines


def findings_json(findings: Sequence[Finding]) -> list[Json]:
    """The findings of a JSON answer (outputs.md, report.json)."""
    return [asdict(finding) for finding in findings]


def write(answer: Answer, *, is_json: bool) -> None:
    """Say the answer: the result on stdout and nothing else there, everything else on stderr."""
    say(*answer.notes)
    if is_json:
        text = json.dumps({**answer.body, "exit_code": answer.exit_code}, ensure_ascii=False, indent=2, default=_plain)
        sys.stdout.write(text + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in answer.lines)
    sys.stdout.flush()


def _plain(value: object) -> str:
    """What JSON has no form for: days and moments by ISO 8601, paths as they are."""
    return value.isoformat() if isinstance(value, date) else str(value)


def say(*lines: str) -> None:
    """Lines for the person at the terminal, which no program reads."""
    sys.stderr.writelines(line + "\n" for line in lines)
    sys.stderr.flush()
