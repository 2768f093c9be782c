"""A store in a folder of this machine: private, atomic, and safe against links that lead out of it."""

import ctypes
import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path

from okr_reports.errors import NotInStore, StoreError
from okr_reports.store.store import Store, path_parts

# Bytes on their way lie where everything may be deleted at any time, so a killed run leaves nothing that matters.
_UNFINISHED = "work/unfinished"

_SENTENCES = {
    errno.ENOSPC: "the disk is full: free some space, or name another store",
    errno.EDQUOT: "the disk quota is used up: free some space, or name another store",
    errno.EFBIG: "the file is larger than this system allows",
    errno.EACCES: "this user may not: give it the folder, or name another store",
    errno.EPERM: "this user or file system may not: the store needs a folder with hard links and owners",
    errno.EROFS: "the file system is read-only",
}


class FolderStore(Store):
    """Folders 0700 and files 0600, whatever the process's umask says."""

    def __init__(self, folder: Path) -> None:
        self._root = folder.resolve()

    def read(self, path: str) -> bytes:
        """The file's bytes; NotInStore when there is none."""
        with _told("read", path):
            return self._at(path).read_bytes()

    def exists(self, path: str) -> bool:
        """Whether a file lies there."""
        with _told("look for", path):
            return self._at(path).is_file()

    def size(self, path: str) -> int:
        """The file's length in bytes; NotInStore when there is none."""
        with _told("look for", path):
            return self._at(path).stat().st_size

    def create(self, path: str, data: bytes) -> bool:
        """Write a new file, by a hard link to its finished bytes: the one exclusive step every POSIX folder has."""
        with _told("write", path), self._finished(data) as finished:
            return _linked(finished, self._at(path))

    def create_from(self, path: str, *, source: str) -> bool:
        """A further name for the other file's bytes: nothing is copied, and no method here writes into a file."""
        with _told("share", source):
            return _linked(self._at(source), self._at(path))

    def replace(self, path: str, data: bytes) -> None:
        """Write the file, whatever was there before; readers see the old bytes or the new."""
        with _told("write", path), self._finished(data) as finished:
            target = self._at(path)
            _make_private(target.parent)
            _flush(finished)
            finished.replace(target)

    def list(self, folder: str = "") -> list[str]:
        """All files below a folder ("" = everything), sorted; a folder that is not there holds none."""
        with _told("list", folder):
            start = self._at(folder) if folder else self._root
            return sorted(path.relative_to(self._root).as_posix() for path in _files_below(start))

    def remove(self, path: str) -> None:
        """Delete the file, and folders it leaves empty; no error when it is gone already."""
        with _told("remove", path):
            target = self._at(path)
            target.unlink(missing_ok=True)
            with suppress(OSError):  # the first folder that is not empty
                for folder in target.parents[: max(0, len(path_parts(path)) - 2)]:
                    folder.rmdir()

    def local_path(self, path: str) -> Path | None:
        """Where the file lies on this machine."""
        return self._at(path)

    def sync(self) -> None:
        """Flush the whole file system once: cheaper than one fsync for each of a thousand files."""
        with _told("flush", "the store"), _opened(self._root) as handle:
            flush = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
            if flush is None:
                os.sync()
            elif flush(handle) != 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Wait until no other process is in here. False where the file system has no locks, as on some networks."""
        log = self._root / "log"
        with _told("lock", "log"):
            _make_private(log)
        with _opened(log) as handle:
            yield _is_locked(handle)

    def open_to_others(self) -> Sequence[str]:
        """Files and folders that other users of this machine may read or write."""
        with _told("look through", "the store"):
            inside = [path for path in self._root.rglob("*") if not path.is_symlink()]
            return sorted(path.relative_to(self._root).as_posix() for path in inside if path.stat().st_mode & 0o077)

    def _at(self, path: str) -> Path:
        parts = path_parts(path)
        target = self._root.joinpath(*parts)
        # Resolving asks the system for every folder from the top; where nothing is a link there is nothing to resolve.
        if not any(map(os.path.islink, accumulate(parts, os.path.join, initial=str(self._root)))):
            return target
        try:
            is_inside = target.resolve().is_relative_to(self._root)
        except RuntimeError:  # a link to itself
            is_inside = False
        if not is_inside:
            raise StoreError(f"{path} leads out of the store by a link: remove the link")
        return target

    @contextmanager
    def _finished(self, data: bytes) -> Iterator[Path]:
        """The bytes in a file that nobody sees yet; gone afterwards."""
        folder = self._root / _UNFINISHED
        _make_private(folder)
        handle, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                os.fchmod(handle, 0o600)
                file.write(data)
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)


@contextmanager
def _told(doing: str, path: str) -> Iterator[None]:
    """Turn what the system says into a sentence about the store."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotInStore(f"cannot {doing} {path}: it is not in the store") from error
    except OSError as error:
        raise StoreError(f"cannot {doing} {path}: {_SENTENCES.get(error.errno or 0, error.strerror)}") from error


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
    except (ImportError, OSError):
        return False
    return True


def _linked(source: Path, target: Path) -> bool:
    """Whether the source's bytes now lie under the target's name too; not when that is taken."""
    _make_private(target.parent)
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    return True


def _flush(file: Path) -> None:
    with _opened(file) as handle:
        os.fsync(handle)


def _make_private(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_private(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
