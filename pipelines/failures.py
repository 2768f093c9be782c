"""Errors on their way through Dagster, which keeps what it is told: sentences about ids and counts, nothing else."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import dagster as dg

from okr_reports.errors import OkrReportsError, Problem, SourceError, bug_in

_KEY = "okr_reports/failure"
_INTERRUPTED = "DagsterExecutionInterruptedError"


class RunFailed(OkrReportsError):
    """What ended a run, with the exit code that belongs to it."""

    def __init__(self, *problems: Problem, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__(*problems)


@contextmanager
def told_to_dagster(*, may_retry: bool = False) -> Iterator[None]:
    """Turn an error into a `dg.Failure` with its problems. Of a foreign error only the kind and place are told.

    `may_retry`: try again where that can help, which is a source that gave no answer and nothing else.
    """
    try:
        yield
        return
    except OkrReportsError as error:
        is_passing = isinstance(error, SourceError)
        failure = _failure(error.problems, exit_code=error.exit_code, may_retry=may_retry and is_passing)
    except Exception as error:
        if os.environ.get("OKR_REPORTS_DEBUG"):
            raise
        failure = _failure([bug_in(error)], exit_code=1, may_retry=False)
    # `from None`: Dagster keeps what stands behind an error too, and that may quote data.
    raise failure from None


def run_failed(events: Iterable[dg.DagsterEvent]) -> RunFailed:
    """Why a run failed, from its events; a failure that we did not tell of ourselves is an internal error.

    Raises KeyboardInterrupt when somebody stopped it: Dagster takes Ctrl-C for a failure of the step.
    """
    steps = [event.step_failure_data for event in events if event.is_step_failure]
    told = [step.user_failure_data for step in steps if step.user_failure_data]
    for failure in told:
        if entry := failure.metadata.get(_KEY):
            return _read(json.loads(str(entry.value)))
    kinds = sorted({step.error.cls_name or "" for step in steps if step.error})
    if _INTERRUPTED in kinds:
        raise KeyboardInterrupt
    what = f"internal error: Dagster could not finish the run ({', '.join(kinds) or 'no step failed'})"
    return RunFailed(Problem(what, "see the run in `okr-reports ui`"), exit_code=1)


def _failure(problems: Sequence[Problem], *, exit_code: int, may_retry: bool) -> dg.Failure:
    content = json.dumps({"exit_code": exit_code, "problems": [asdict(problem) for problem in problems]})
    return dg.Failure(
        description="\n".join(str(problem) for problem in problems),
        metadata={"exit_code": exit_code, _KEY: dg.MetadataValue.text(content)},
        allow_retries=may_retry,
    )


def _read(content: Mapping[str, Any]) -> RunFailed:
    return RunFailed(*(Problem(**problem) for problem in content["problems"]), exit_code=content["exit_code"])
