"""What Dagster is told of an error: our sentences and the exit code, never what a foreign error quotes."""

from pathlib import Path

import dagster as dg
import pytest

from okr_reports.errors import ContractError, OkrReportsError, Problem, SourceError
from pipelines.failures import RunFailed, run_failed, told_to_dagster

QUOTED = "Meera Krishnan 4711"


def run(home: Path, error: Exception, *, may_retry: bool = False) -> tuple[RunFailed, list[str]]:
    """A run of one asset that fails with this error: what it comes back as, and the kinds of its events."""

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=1, delay=0))
    def failing() -> None:
        with told_to_dagster(may_retry=may_retry):
            raise error

    home.mkdir(exist_ok=True)
    job = dg.Definitions(assets=[failing], jobs=[dg.define_asset_job("job")]).resolve_job_def("job")
    with dg.DagsterInstance.from_config(str(home)) as instance:
        events = job.execute_in_process(instance=instance, raise_on_error=False).all_events
    return run_failed(events), [event.event_type_value for event in events]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home for Dagster without telemetry."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    return folder


def kept(home: Path) -> bytes:
    """Everything Dagster wrote."""
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_our_own_error_comes_back_with_its_problems_and_exit_code(home: Path) -> None:
    problem = Problem("column amount is not there", "rename it back", "data/orders.csv", 1)
    failed, _ = run(home, ContractError(problem, "and another"))
    assert (failed.exit_code, failed.problems) == (4, (problem, Problem("and another")))


def test_of_a_foreign_error_only_its_kind_and_place_are_told(home: Path) -> None:
    failed, _ = run(home, KeyError(QUOTED))
    assert failed.exit_code == 1
    assert "KeyError" in str(failed)
    assert QUOTED not in str(failed)
    assert QUOTED.encode() not in kept(home)


def test_neither_is_what_stands_behind_our_own_error(home: Path) -> None:
    error = OkrReportsError("1 row cannot be read")
    error.__cause__ = ValueError(QUOTED)
    run(home, error)
    assert QUOTED.encode() not in kept(home)


@pytest.mark.parametrize(("error", "may_retry", "is_retried"), [
    (SourceError("no answer"), True, True),
    (SourceError("no answer"), False, False),
    (ContractError("a column is missing"), True, False),
    (KeyError("a bug"), True, False),
])  # fmt: skip
def test_only_a_source_that_gave_no_answer_is_asked_again(
    home: Path, error: Exception, may_retry: bool, is_retried: bool
) -> None:
    _, events = run(home, error, may_retry=may_retry)
    assert ("STEP_UP_FOR_RETRY" in events) is is_retried
