"""The sample company's quarter-end retro from the outside: processor seconds beyond what Dagster itself costs.

Run: python benchmarks/sample_retro.py. The empty job has as many steps as the retro's has assets.
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
RUN = ("run", "okr-retro", "2026-Q3", "--as-of", "2026-10-06T09:00", "--quiet")
EMPTY_JOB = """
import os, dagster as dg
steps = [dg.AssetsDefinition.from_op(dg.op(name=f"step_{n}")(lambda: None)) for n in range(8)]
job = dg.Definitions(assets=steps, jobs=[dg.define_asset_job("empty")]).resolve_job_def("empty")
with dg.DagsterInstance.local_temp(os.environ["EMPTY_HOME"]) as instance:
    assert job.execute_in_process(instance=instance).success
"""


def main() -> None:
    """Run both in turn, print the figures of docs/performance.md."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        write_saas60(scratch / "company")
        (scratch / "empty").mkdir()
        os.environ |= {
            "OKR_REPORTS_COMPANY": str(scratch / "company"),
            "EMPTY_HOME": str(scratch / "empty"),
            **compiled_apart(scratch),
        }
        costs = [_both(scratch, number) for number in range(TIMES + 1)][1:]
    dagster, retro = ([pair[place] for pair in costs] for place in (0, 1))
    print(describe_machine())
    print(f"eight empty Dagster steps {_middle(dagster):6.2f} s CPU")
    print(f"run okr-retro 2026-Q3     {_middle(retro):6.2f} s CPU, {max(cost.memory for cost in retro):.0f} MiB")
    print(f"beyond Dagster            {_middle(retro) - _middle(dagster):6.2f} s CPU")


def _both(scratch: Path, number: int) -> tuple[Cost, Cost]:
    """One after the other, so that a busy machine slows both; each retro is published to a new store."""
    empty = command_cost([sys.executable, "-W", "ignore", "-c", EMPTY_JOB])
    return empty, command_cost([*PROGRAM, *RUN, "--store", str(scratch / f"store-{number}")])


def _middle(costs: Sequence[Cost]) -> float:
    return statistics.median(cost.cpu for cost in costs)


if __name__ == "__main__":
    main()
