"""The sample company from the outside: processor seconds and memory of whole commands, beside their start-up.

Run: python benchmarks/sample_pack.py. Memory is the largest process of the run, the PDF worker included.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from machine import describe_machine

from okr_reports.samples.saas60 import write_saas60

TIMES = 5
PROGRAM = (sys.executable, "-m", "okr_reports.cli.main")
RUN = ("run", "kpi-review", "2026-09", "--as-of", "2026-10-01T06:00", "--quiet")
# Five empty steps, run by Dagster in one process with a history on disk: what any run of ours must pay.
EMPTY_JOB = """
import os, dagster as dg
steps = [dg.AssetsDefinition.from_op(dg.op(name=f"step_{n}")(lambda: None)) for n in range(5)]
job = dg.Definitions(assets=steps, jobs=[dg.define_asset_job("empty")]).resolve_job_def("empty")
with dg.DagsterInstance.local_temp(os.environ["EMPTY_HOME"]) as instance:
    assert job.execute_in_process(instance=instance).success
"""


@dataclass(frozen=True)
class Cost:
    """What one command took: wall-clock and processor seconds, mebibytes of the largest process."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Measure every command, print the figures of docs/performance.md."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        write_saas60(scratch / "company")
        os.environ |= _environment(scratch)
        bare = _median([sys.executable, "-c", "pass"])
        help_ = _median([*PROGRAM, "--help"])
        check = _median([*PROGRAM, "check", "--quiet"])
        dagster = _median([sys.executable, "-W", "ignore", "-c", EMPTY_JOB])
        pack = _median([*PROGRAM, *RUN], stores=scratch)
    print(describe_machine())
    print(f"python -c pass          {bare.wall:6.3f} s")
    print(f"--help                  {help_.wall:6.3f} s   {help_.wall / bare.wall:.1f} × python -c pass")
    print(f"check                   {check.wall:6.3f} s")
    print(f"five empty Dagster steps {dagster.cpu:5.2f} s CPU")
    print(f"run kpi-review 2026-09  {pack.cpu:6.2f} s CPU, {pack.wall:.2f} s, {pack.memory:.0f} MiB")
    print(f"beyond Dagster          {pack.cpu - dagster.cpu:6.2f} s CPU")


def _environment(scratch: Path) -> dict[str, str]:
    """Compiled modules are kept, as in any installation, but not beside the source."""
    (scratch / "empty").mkdir()
    return {
        "OKR_REPORTS_COMPANY": str(scratch / "company"),
        "EMPTY_HOME": str(scratch / "empty"),
        "PYTHONPYCACHEPREFIX": str(scratch / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "",
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }


def _median(command: Sequence[str], *, stores: Path | None = None) -> Cost:
    """The middle of several runs, after one that compiles the modules; `stores`: each run publishes to a new store."""
    costs = [_cost([*command, *_store(stores, number)]) for number in range(TIMES + 1)][1:]
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )


def _store(stores: Path | None, number: int) -> list[str]:
    return ["--store", str(stores / f"store-{number}")] if stores else []


def _cost(command: Sequence[str]) -> Cost:
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), stream) for stream in (1, 2)]
        child = os.posix_spawn(command[0], command, dict(os.environ), file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 5), command
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
