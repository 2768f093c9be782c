"""What can go wrong, said so that the reader can mend it: file, line, what, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, and what to write instead."""

    what: str
    fix: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    code: str = ""

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known, in the form editors jump to."""
        parts = [self.file] + [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        sentence = f"{self.what}: {self.fix}" if self.fix else self.what
        return f"{self.place}: {sentence}" if self.place else sentence


def bug_in(error: Exception) -> Problem:
    """A mistake of ours as a problem: its kind and place. Not its message: a foreign library's may quote data."""
    place, trace = "an unknown place", error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        place = f"{file}:{trace.tb_lineno}" if "okr_reports" in file or "pipelines" in file else place
        trace = trace.tb_next
    return Problem(
        f"internal error, a mistake in okr-reports: {type(error).__name__} at {place}",
        "report it with the traceback that you see after `export OKR_REPORTS_DEBUG=1`",
    )


class OkrReportsError(Exception):
    """Something the user can mend. Shown as its problems, without a traceback."""

    exit_code = 1

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: Sequence[Problem] = tuple(Problem(p) if isinstance(p, str) else p for p in problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(OkrReportsError):
    """The command was asked for something that does not exist or has not happened yet."""

    exit_code = 2


class CatalogueError(OkrReportsError):
    """The company folder is invalid: everything that can be found without a connection."""

    exit_code = 3


class ContractError(OkrReportsError):
    """A source answered, but not as its contract says."""

    exit_code = 4


class SourceError(OkrReportsError):
    """A source gave no answer or broke off."""

    exit_code = 7


class VerificationError(OkrReportsError):
    """A published file is not what its manifest and the log say."""

    exit_code = 8


class ReasonRequired(OkrReportsError):
    """Published content would change, and nobody said why."""

    exit_code = 9


class RenderError(OkrReportsError):
    """A page could not be made: the renderer failed, took too long, or wanted too much memory."""

    exit_code = 1


class StoreError(OkrReportsError):
    """The store does not answer, is full or not ours to write, or a path leads out of it. It stays as it was."""


class NotInStore(StoreError):
    """No file lies at this path of the store."""
