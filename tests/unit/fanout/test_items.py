"""Items in chunks: in order, none lost, taken one chunk at a time."""

from collections.abc import Iterator

import pytest

from okr_reports.fanout.items import Item, chunk_size, in_chunks


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (4, [4]), (5, [4, 1]), (9, [4, 4, 1])])
def test_chunks_hold_every_item_once_and_in_order(count: int, sizes: list[int]) -> None:
    items = [Item(f"E{number}", number) for number in range(count)]
    chunks = list(in_chunks(items, size=4))
    assert [len(chunk) for chunk in chunks] == sizes
    assert [item for chunk in chunks for item in chunk] == items


def test_nothing_is_taken_before_it_is_asked_for() -> None:
    taken: list[int] = []

    def items() -> Iterator[Item[int]]:
        for number in range(100):
            taken.append(number)
            yield Item(f"E{number}", number)

    next(in_chunks(items(), size=3))
    assert taken == [0, 1, 2]


@pytest.mark.parametrize(
    ("count", "workers", "size"), [(0, 2, 1), (1, 2, 1), (60, 2, 7), (160, 2, 20), (10_000, 2, 20), (10_000, 64, 20)]
)
def test_every_worker_gets_several_chunks_and_none_is_larger_than_20(count: int, workers: int, size: int) -> None:
    assert chunk_size(count, workers=workers) == size
