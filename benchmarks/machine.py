"""What every benchmark prints: on which machine and day, and medians of repeated measurements."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


def describe_machine() -> str:
    """The processor's model, the cores this process may use, the Python version and the day."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_processor()}, {cores} cores, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"


def median_seconds(work: Callable[[], object], *, times: int) -> float:
    """The median wall-clock time of repeated calls, after one call that is not counted."""
    work()
    return statistics.median(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _processor() -> str:
    description = Path("/proc/cpuinfo")
    lines = description.read_text(encoding="utf-8").splitlines() if description.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


@dataclass(frozen=True)
class Cost:
    """What one command took: wall-clock and processor seconds, mebibytes of its largest process."""

    wall: float
    cpu: float
    memory: float


def command_cost(command: Sequence[str]) -> Cost:
    """Run a command of ours to its end, the processes it starts included; it must publish (exit 0 or 5)."""
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), stream) for stream in (1, 2)]
        child = os.posix_spawn(command[0], command, dict(os.environ), file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 5), command
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compiled_apart(scratch: Path) -> Mapping[str, str]:
    """Environment of commands: compiled modules are kept, as in any installation, but not beside the source."""
    return {
        "PYTHONPYCACHEPREFIX": str(scratch / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "",
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }
