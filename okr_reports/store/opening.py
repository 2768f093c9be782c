"""Opening the store that a URL names: a folder, or a bucket."""

from pathlib import Path
from urllib.parse import urlsplit

from okr_reports.store.folder import FolderStore
from okr_reports.store.store import Store

_FOLDER_SCHEMES = ("file", "local")


def open_store(url: str, base: Path) -> Store:
    """The store at a folder (relative ones start at `base`) or at any fsspec URL; made at the first write."""
    if not is_folder(url):
        # Loaded when needed: a folder needs no library of buckets.
        from okr_reports.store.bucket import BucketStore

        return BucketStore(url)
    return FolderStore(base / (_path_in(url) if urlsplit(url).scheme in _FOLDER_SCHEMES else url))


def is_folder(url: str) -> bool:
    """Whether a store is a folder, which needs no connection, and no fsspec URL of another kind."""
    scheme = urlsplit(url).scheme
    # A single letter is a drive, as in C:\\store.
    return len(scheme) <= 1 or scheme in _FOLDER_SCHEMES


def _path_in(url: str) -> str:
    # Loaded when needed: everything for asking web servers comes with it.
    from urllib.request import url2pathname

    return url2pathname(urlsplit(url).path)
