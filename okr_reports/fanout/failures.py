"""Why an item failed, in a sentence without its content: it goes to logs, consoles and findings."""

import signal
import traceback
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path

from pebble import ProcessExpired

from okr_reports.errors import OkrReportsError
from okr_reports.fanout.items import Failure
from okr_reports.fanout.settings import Limits

OUT_OF_MEMORY = 71
_DEATHS = {OUT_OF_MEMORY: Failure.MEMORY, -signal.SIGALRM: Failure.TIMEOUT}
_OURS = ("okr_reports", "pipelines")


def exception_reason(error: BaseException) -> str:
    """What went wrong and where. An error of ours says no content; of any other only the kind may be told."""
    if isinstance(error, OkrReportsError):
        return " ".join(str(error).split())
    frames = traceback.extract_tb(error.__traceback__)
    # The first frame is our own call of the work.
    ours = [frame for frame in frames[1:] if any(folder in Path(frame.filename).parts for folder in _OURS)]
    place = (ours or list(frames) or [None])[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}" if place else type(error).__name__


def death_of(error: BaseException) -> Failure:
    """What kind of end this is of a worker, or of the way to it and back."""
    match error:
        case FutureTimeout():
            return Failure.TIMEOUT
        case MemoryError():
            return Failure.MEMORY
        case ProcessExpired():
            return _DEATHS.get(error.exitcode, Failure.CRASH)
        case _:
            return Failure.EXCEPTION


def death_reason(error: BaseException, limits: Limits) -> str:
    """How a worker ended over an item, or why the item did not reach one."""
    match death_of(error):
        case Failure.TIMEOUT:
            return f"took longer than {limits.seconds:g} seconds and was stopped"
        case Failure.MEMORY:
            return f"wanted more than {limits.memory_mib} MiB of memory"
        case Failure.CRASH if isinstance(error, ProcessExpired):
            how = _code_words(error.exitcode)
            return f"its worker died ({how}), perhaps for want of memory ({limits.memory_mib} MiB allowed)"
        case _:
            return f"cannot be sent to a worker ({exception_reason(error)})"


def _code_words(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit {code}"
