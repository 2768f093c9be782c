"""The cache: rendered files by the hash of what they were made from. It may vanish at any time."""

from hashlib import sha256

from okr_reports.errors import NotInStore
from okr_reports.store.store import Store

_DIGEST_SIZE = sha256().digest_size


def input_hash(*inputs: bytes) -> str:
    """The key of a file: SHA-256 over everything it is made from, each input by its own hash, so that none run over."""
    return sha256(b"".join(sha256(data).digest() for data in inputs)).hexdigest()


def get_cached(store: Store, key: str) -> bytes | None:
    """The file made from these inputs; None when it is not there, or is no longer what was put there."""
    try:
        kept = store.read(_path(key))
    except NotInStore:
        return None
    digest, data = kept[:_DIGEST_SIZE], kept[_DIGEST_SIZE:]
    return data if sha256(data).digest() == digest else None


def put_cached(store: Store, key: str, *, data: bytes) -> None:
    """Keep a file for the next run, with its own hash before it."""
    store.write_once(_path(key), sha256(data).digest() + data)


def put_content(store: Store, data: bytes) -> str:
    """Keep bytes under their own SHA-256, which is returned: whoever has it finds them."""
    digest = sha256(data).hexdigest()
    store.write_once(content_path(digest), data)
    return digest


def content_path(digest: str) -> str:
    """Where bytes with this hash lie in the store."""
    return _path(digest)


def _path(key: str) -> str:
    return f"cache/{key}"
