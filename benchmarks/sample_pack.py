"""The sample company from the outside: processor seconds and memory of whole commands, beside their start-up.

Run: python benchmarks/sample_pack.py. Memory is the largest process of the run, the PDF worker included.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from machine import Cost, command_cost, compiled_apart, describe_machine

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
    (scratch / "empty").mkdir()
    return {
        "OKR_REPORTS_COMPANY": str(scratch / "company"),
        "EMPTY_HOME": str(scratch / "empty"),
        **compiled_apart(scratch),
    }


def _median(command: Sequence[str], *, stores: Path | None = None) -> Cost:
    """The middle of several runs, after one that compiles the modules; `stores`: each run publishes to a new store."""
    costs = [command_cost([*command, *_store(stores, number)]) for number in range(TIMES + 1)][1:]
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )


def _store(stores: Path | None, number: int) -> list[str]:
    return ["--store", str(stores / f"store-{number}")] if stores else []


if __name__ == "__main__":
    main()
