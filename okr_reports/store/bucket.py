"""A store behind an fsspec URL, such as an S3 bucket. Exclusive writes are as good as the service's own."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import fsspec

from okr_reports.errors import NotInStore, StoreError
from okr_reports.store.store import Store, path_parts


class BucketStore(Store):
    """Nothing is remembered between calls: another process may write at any time."""

    def __init__(self, url: str) -> None:
        with _told("open", "the store"):
            self._files, root = fsspec.url_to_fs(url)
        self._root = root.rstrip("/")
        self._knows_create = "mode" in inspect.signature(self._files.pipe_file).parameters

    def read(self, path: str) -> bytes:
        """The file's bytes; NotInStore when there is none."""
        with _told("read", path):
            return self._files.cat_file(self._at(path))

    def exists(self, path: str) -> bool:
        """Whether a file lies there."""
        with _told("look for", path):
            self._files.invalidate_cache()
            return self._files.isfile(self._at(path))

    def size(self, path: str) -> int:
        """The file's length in bytes; NotInStore when there is none."""
        with _told("look for", path):
            self._files.invalidate_cache()
            return self._files.info(self._at(path))["size"]

    def create(self, path: str, data: bytes) -> bool:
        """Write a new file: on S3 by `If-None-Match`, elsewhere by what fsspec makes of mode "create"."""
        # A file system that does not know the mode would overwrite: a look beforehand keeps all but a race from it.
        if not self._knows_create and self.exists(path):
            return False
        with _told("write", path):
            try:
                self._files.pipe_file(self._at(path), data, mode="create")
            except FileExistsError:
                return False
            return True

    def replace(self, path: str, data: bytes) -> None:
        """Write the file, whatever was there before."""
        with _told("write", path):
            self._files.pipe_file(self._at(path), data)

    def list(self, folder: str = "") -> list[str]:
        """All files below a folder ("" = everything), sorted; a folder that is not there holds none."""
        start = self._at(folder) if folder else self._root
        with _told("list", folder or "the store"):
            self._files.invalidate_cache()
            return sorted(found.removeprefix(f"{self._root}/") for found in self._files.find(start))

    def remove(self, path: str) -> None:
        """Delete the file; no error when it is gone already."""
        with _told("remove", path):
            if self.exists(path):
                self._files.rm_file(self._at(path))

    def sync(self) -> None:
        """Nothing to do: the service answers a write when it is safe."""
        return

    def read_many(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Several files in one go, side by side where the service can."""
        wanted = {self._at(path): path for path in paths}
        if not wanted:
            return {}
        with _told("read", f"{len(wanted)} files"):
            found = self._files.cat(list(wanted))
        return {wanted[place]: data for place, data in found.items()}

    def _at(self, path: str) -> str:
        return "/".join((self._root, *path_parts(path)))


@contextmanager
def _told(doing: str, path: str) -> Iterator[None]:
    """Turn what the service says into a sentence about the store; every fsspec package raises errors of its own."""
    try:
        yield
    except (StoreError, FileExistsError):
        raise
    except FileNotFoundError as error:
        raise NotInStore(f"cannot {doing} {path}: there is no such file or bucket") from error
    except Exception as error:
        raise StoreError(f"cannot {doing} {path}: {type(error).__name__}: {error}") from error
