"""Git as a witness: how key results stood in the first commit that held them (rules §5). Only ever read."""

import os
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_as_written import definitions_in_text
from okr_reports.catalogue.goals_reading import FOLDER
from okr_reports.line.first_seen import KEY_RESULT
from okr_reports.store.first_seen import Definition, Witness

# The oldest commits that touched a cycle's folder: what came after so many is left to the store's own witnesses.
MOST_COMMITS = 200
# How long each question to git may take.
SECONDS = 5
_FILES_AT_ONCE = 20
_FILE_MODES = ("100644", "100755")
_KEPT_ENVIRONMENT = ("PATH", "HOME", "XDG_CONFIG_HOME", "SYSTEMROOT", "USERPROFILE")
# A repository's settings may name programs and servers: none is started, none is asked.
_CLOSED = (
    "git", "--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs",
    "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "protocol.allow=never",
)  # fmt: skip
_LOG = (
    "log", "--reverse", "--raw", "-c", "--no-abbrev", "--no-renames", "--no-relative", "--no-color", "--no-ext-diff",
    "--no-textconv", "--format=%H %ct", "--", ".",
)  # fmt: skip


@dataclass(frozen=True)
class _File:
    """A file as one commit left it."""

    blob: str
    committed_at: datetime


def git_witnesses(catalogue: Catalogue, *, cycle_id: str) -> tuple[Witness, ...]:
    """The first commit of each key result of the cycle that git knows, with its definition there.

    Without git, outside a work tree, in a clone whose history is cut off, or when git takes too long: none, and never
    an error. The moment is the committer's clock, which git does not vouch for.
    """
    wanted = [id for id, placed in catalogue.key_results.items() if placed.cycle.key == cycle_id]
    home = catalogue.folder / FOLDER / cycle_id
    prefix = _prefix_of(home) if wanted and home.is_dir() else None
    if prefix is None:
        return ()
    files = _files(_git(home, *_LOG), depth=prefix.count("/"))
    return tuple(_first_of(_texts(home, files), cycle_id=cycle_id, wanted=wanted))


def _prefix_of(home: Path) -> str | None:
    """The folder's path in its work tree; None where git cannot be a witness."""
    answer = _git(home, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    lines = answer.decode(errors="replace").splitlines()
    return lines[2] if lines[:2] == ["true", "false"] and len(lines) > 2 else None


def _files(log: bytes, *, depth: int) -> list[_File]:
    """The goal files that each commit wrote, the oldest commit first. `depth`: folders above them."""
    found: list[_File] = []
    commits, moment = 0, datetime.fromtimestamp(0, UTC)
    for line in log.decode(errors="replace").splitlines():
        if line.startswith(":"):
            found += [_File(blob, moment) for blob in _written_file(line, depth)]
        elif line:
            commits, moment = commits + 1, datetime.fromtimestamp(int(line.split()[1]), UTC)
            if commits > MOST_COMMITS:
                break
    return found


def _written_file(line: str, depth: int) -> Iterator[str]:
    """The blob from `:mode mode sha sha status<tab>path`; a merge has a colon, a mode and a sha for each parent."""
    head, _, path = line.partition("\t")
    parents = len(head) - len(head.lstrip(":"))
    words = head.lstrip(":").split()
    name = path.rpartition("/")[2].strip('"')
    is_goal_file = path.count("/") == depth and name.endswith(".yaml") and not name.startswith(".")
    if is_goal_file and words[parents] in _FILE_MODES:
        yield words[2 * parents + 1]


def _texts(home: Path, files: Sequence[_File]) -> Iterator[tuple[_File, bytes]]:
    """Each text once, with its earliest file; a few at a time, for most goals stand in the first."""
    earliest = list({file.blob: file for file in reversed(files)}.values())[::-1]
    for start in range(0, len(earliest), _FILES_AT_ONCE):
        some = earliest[start : start + _FILES_AT_ONCE]
        answer = _git(home, "cat-file", "--batch", said="".join(f"{file.blob}\n" for file in some).encode())
        yield from zip(some, _blobs(answer), strict=False)


def _blobs(answer: bytes) -> Iterator[bytes]:
    """The texts from `sha type size<newline>text<newline>`; of an object that is not there an empty one."""
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        words = answer[start:end].split()
        size = int(words[2]) if len(words) == 3 and words[1] == b"blob" else None
        yield answer[end + 1 : end + 1 + size] if size is not None else b""
        start = end + 1 if size is None else end + 2 + size


def _first_of(texts: Iterator[tuple[_File, bytes]], *, cycle_id: str, wanted: Collection[str]) -> Iterator[Witness]:
    missing = set(wanted)
    for file, data in texts:
        # Reading YAML costs most: a text without any of these ids holds none of them.
        if any(id.encode() in data for id in missing):
            defined = definitions_in_text(data, cycle_id=cycle_id)
            for id in sorted(missing & defined.keys()):
                yield Witness(Definition(KEY_RESULT, f"{cycle_id}/{id}", defined[id]), file.committed_at)
            missing -= defined.keys()
        if not missing:
            return


def _git(home: Path, *words: str, said: bytes = b"") -> bytes:
    """What git answers; empty where there is none, it refuses, or takes too long."""
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    closed = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        answer = subprocess.run(
            [*_CLOSED, *words], cwd=home, env={**environment, **closed}, input=said, capture_output=True,
            timeout=SECONDS, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return b""
    return answer.stdout
