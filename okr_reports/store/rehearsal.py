"""A store for rehearsals: everything can be read, and what is written stays in memory."""

from pathlib import Path

from okr_reports.errors import NotInStore
from okr_reports.store.store import Store, path_parts


class Rehearsal(Store):
    """Another store as it would be after a run, without touching it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._written: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def read(self, path: str) -> bytes:
        """The file's bytes; NotInStore when there is none."""
        if path in self._removed:
            raise NotInStore(f"cannot read {path}: it is not in the store")
        return self._written[path] if path in self._written else self._store.read(path)

    def exists(self, path: str) -> bool:
        """Whether a file lies there, or would."""
        return path in self._written or (path not in self._removed and self._store.exists(path))

    def size(self, path: str) -> int:
        """The file's length in bytes; NotInStore when there is none."""
        return len(self.read(path)) if path in self._written or path in self._removed else self._store.size(path)

    def create(self, path: str, data: bytes) -> bool:
        """Remember a new file. False when the path is taken."""
        if self.exists(path):
            return False
        self.replace(path, data)
        return True

    def replace(self, path: str, data: bytes) -> None:
        """Remember the file in place of what lies there."""
        self._written["/".join(path_parts(path))] = data
        self._removed.discard(path)

    def list(self, folder: str = "") -> list[str]:
        """All files below a folder, also those only remembered."""
        below = {path for path in self._written if not folder or path.startswith(f"{folder}/")}
        return sorted((set(self._store.list(folder)) - self._removed) | below)

    def remove(self, path: str) -> None:
        """Remember that the file is gone."""
        self._written.pop(path, None)
        self._removed.add(path)

    def local_path(self, path: str) -> Path | None:
        """Where the file lies on this machine; None for one only remembered."""
        return None if path in self._written else self._store.local_path(path)

    def sync(self) -> None:
        """Nothing to wait for."""
