"""What is fanned out and what comes back: items in chunks, an outcome for each item."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Generic, TypeVar

Payload = TypeVar("Payload")
Value = TypeVar("Value")
# Of 20 to 50 in a chunk nothing was left to gain, and what a dying worker takes with it stays small.
_LARGEST_CHUNK = 20
_CHUNKS_OF_A_WORKER = 4


@dataclass(frozen=True)
class Item(Generic[Payload]):
    """One piece of work. `item_id` may stand in messages and logs; nothing of the payload does."""

    item_id: str
    payload: Payload


class Failure(StrEnum):
    """Why an item has no value."""

    EXCEPTION = "exception"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """What became of an item: its value, or the kind of its failure with a sentence that holds no content."""

    item_id: str
    value: Value | None
    failure: Failure | None = None
    reason: str = ""


def in_chunks(items: Iterable[Item[Payload]], *, size: int) -> Iterator[tuple[Item[Payload], ...]]:
    """The items in order, so many at a time; nothing is taken before it is asked for."""
    rest = iter(items)
    while chunk := tuple(islice(rest, size)):
        yield chunk


def chunk_size(count: int, *, workers: int) -> int:
    """How many of so many items go into a chunk: each worker gets several, so that all end at about the same time."""
    return max(1, min(_LARGEST_CHUNK, count // (workers * _CHUNKS_OF_A_WORKER)))
