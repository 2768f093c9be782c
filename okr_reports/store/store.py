"""The store: bytes under relative paths, in a folder or a bucket. What lies where is said by the other modules here."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from okr_reports.errors import StoreError


class Store(ABC):
    """Bytes by relative POSIX path. A file appears whole or not at all, and only its owner may read it.

    Every method raises StoreError when the store does not answer or a path leads out of it.
    """

    @abstractmethod
    def read(self, path: str) -> bytes:
        """The file's bytes; NotInStore when there is none."""

    @abstractmethod
    def exists(self, path: str) -> bool:
        """Whether a file lies there."""

    @abstractmethod
    def size(self, path: str) -> int:
        """The file's length in bytes; NotInStore when there is none."""

    @abstractmethod
    def create(self, path: str, data: bytes) -> bool:
        """Write a new file. False, and nothing written, when the path is taken: of two callers one wins."""

    @abstractmethod
    def replace(self, path: str, data: bytes) -> None:
        """Write the file, whatever was there before; readers see the old bytes or the new."""

    @abstractmethod
    def list(self, folder: str = "") -> list[str]:
        """All files below a folder ("" = everything), sorted; a folder that is not there holds none."""

    @abstractmethod
    def remove(self, path: str) -> None:
        """Delete the file, and folders it leaves empty; no error when it is gone already."""

    @abstractmethod
    def sync(self) -> None:
        """Return when everything written so far outlives a power cut."""

    def create_from(self, path: str, *, source: str) -> bool:
        """Write a new file with the bytes of another one of this store. False, and nothing written, as by `create`."""
        return self.create(path, self.read(source))

    def write_once(self, path: str, data: bytes) -> None:
        """Write a file whose path follows from its bytes.

        One that is there stays; one that a power cut left torn is mended, which a name made from the bytes allows.
        """
        if self.exists(path) and self.size(path) == len(data) and self.read(path) == data:
            return
        if not self.create(path, data):
            self.replace(path, data)

    def read_many(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Several files at once, for stores where each answer takes its time."""
        return {path: self.read(path) for path in paths}

    def local_path(self, path: str) -> Path | None:
        """Where the file lies on this machine; None when it does not."""
        return None

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Wait until no other process is in here; a killed one no longer is. False when this store has no locks."""
        yield False

    def open_to_others(self) -> Sequence[str]:
        """Paths that other users of this machine may read or write."""
        return ()


def path_parts(path: str) -> tuple[str, ...]:
    """The names in a store path. StoreError for one that could lead elsewhere: absolute, `..`, `\\`, unprintable."""
    parts = tuple(path.split("/"))
    if not path.isprintable() or "\\" in path or any(part in ("", ".", "..") for part in parts):
        raise StoreError(f"{path!r} is no path inside the store")
    return parts
