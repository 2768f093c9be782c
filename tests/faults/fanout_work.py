"""Work for the fan-out's workers: most of it ends badly. Every payload may hold a name that must not come out."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from okr_reports.errors import RenderError

NAME = "Anna Zauberwald"


class Unreadable:
    """Something that can be sent and not be read."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return (int, (NAME,))


def work(payload: object) -> object:
    """What the payload asks for, by its first word; else the payload."""
    doing = WORKS.get(str(payload).partition(" ")[0])
    return doing(payload) if doing else payload


def die(number: int, _: object) -> None:
    """As if the kernel had ended the process."""
    os.kill(os.getpid(), number)


def never_end(_: object) -> None:
    """Hold the interpreter for ever, as a library without Python in it does."""
    while True:
        sum(range(10**9))


def want_memory(_: object) -> int:
    """More than is allowed."""
    return len(bytearray(3 << 30))


def fail(payload: object) -> None:
    """With a name in the message."""
    raise ValueError(payload)


def fail_as_ours(_: object) -> None:
    """With a message of ours, which holds no content."""
    raise RenderError("the page is nested too deeply")


def leave(_: object) -> None:
    """As a library that ends the program."""
    sys.exit(3)


def speak(payload: object) -> str:
    """Say the content where libraries do."""
    for stream in (1, 2):
        os.write(stream, f"{payload}\n".encode())
    return "spoken"


def write_temporarily(_: object) -> str:
    """Leave a temporary file behind."""
    return tempfile.mkstemp()[1]


def report_process(_: object) -> int:
    """Which process this is, after a while."""
    time.sleep(0.05)
    return os.getpid()


def die_once(mark: str) -> str:
    """End the process, but only the first time."""
    path = Path(mark.partition(" ")[2])
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "made"


WORKS: dict[str, Callable[..., object]] = {
    "killed": partial(die, signal.SIGKILL),
    "crash": partial(die, signal.SIGSEGV),
    "endless": never_end,
    "memory": want_memory,
    "exception": fail,
    "ours": fail_as_ours,
    "exit": leave,
    "unsendable": lambda _: lambda: None,
    "unreadable": lambda _: Unreadable(),
    "speak": speak,
    "temporary": write_temporarily,
    "process": report_process,
    "once": die_once,
}


def warm_up(mark: Path) -> None:
    """Leave a sign for each worker that was warmed."""
    (mark / str(os.getpid())).touch()


def cold() -> None:
    """A warm-up that says why it cannot."""
    raise RenderError('the PDF engine is not installed: run pip install "okr-reports[fast]"')


def broken() -> None:
    """A warm-up with a mistake, and a name in its message."""
    raise ValueError(NAME)
