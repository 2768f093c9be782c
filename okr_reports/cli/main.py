"""The command `okr-reports`: reads what was typed, hands it to the command's own file, and answers."""

import gc
import os
import sys
from collections.abc import Sequence

from okr_reports.cli.answer import Answer, refusal, write
from okr_reports.cli.options import read_options, wants_json
from okr_reports.errors import OkrReportsError, Problem, bug_in

# What shells report for a program ended by Ctrl-C, and by a reader that closed the pipe.
INTERRUPTED, PIPE_CLOSED = 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (docs: "Exit codes"). Nothing it creates is readable by others."""
    os.umask(0o077)
    # A command is short, and most of what it makes lives to its end: to look for garbage rarely saves a twentieth.
    gc.set_threshold(1_000_000, 20, 50)
    typed = list(sys.argv[1:] if argv is None else argv)
    try:
        answer = _answer(typed)
        write(answer, is_json=wants_json(typed))
    except BrokenPipeError:
        # Python would try to flush the closed pipe once more at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return answer.exit_code


def _answer(typed: list[str]) -> Answer:
    try:
        arguments = read_options(typed)
        return arguments.command(arguments)
    except OkrReportsError as error:
        return refusal(error.problems, exit_code=error.exit_code)
    except KeyboardInterrupt:
        return refusal([Problem("interrupted")], exit_code=INTERRUPTED)
    except BrokenPipeError:
        raise
    except OSError as error:
        return refusal([Problem(error.strerror or type(error).__name__, file=str(error.filename or ""))], exit_code=1)
    except Exception as error:
        if os.environ.get("OKR_REPORTS_DEBUG"):
            raise
        return refusal([bug_in(error)], exit_code=1)


if __name__ == "__main__":
    sys.exit(main())
