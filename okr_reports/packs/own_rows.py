"""One employee's rows of a table as plain values: so few are read faster so, and a worker needs no table engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class OwnRows:
    """`columns`: their names in order. `rows`: the values of each row in that order."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """All values of one column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)
