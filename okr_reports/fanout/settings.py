"""How work is fanned out: where it runs, on how many processes, within which limits."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from okr_reports.errors import Problem, UsageError


class Mode(StrEnum):
    """`serial`: one after the other in this process, without limits. `pool`: worker processes that may be killed."""

    SERIAL = "serial"
    POOL = "pool"


@dataclass(frozen=True)
class Limits:
    """What one item may take: seconds, and MiB of memory (address space) of the worker that makes it."""

    seconds: float = 60.0
    memory_mib: int = 1024


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class FanOut:
    """`warm_up`: called once in each worker before its first item, not charged for the time; must be picklable.

    `chunks_of_a_worker`: after so many a fresh worker takes its place, so that what libraries never give back does not
    pile up; 0: it stays to the end.
    """

    mode: Mode
    workers: int = field(default_factory=usable_cores)
    limits: Limits = field(default_factory=Limits)
    warm_up: Callable[[], None] | None = None
    chunks_of_a_worker: int = 0


def mode_named(word: str) -> Mode:
    """The mode of this name. Raises UsageError for one that this version does not have."""
    if word not in tuple(Mode):
        raise UsageError(Problem(f"the fan-out {word} is not in this version", f"use {' or '.join(Mode)}"))
    return Mode(word)
