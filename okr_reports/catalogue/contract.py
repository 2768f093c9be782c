"""What columns an extract is known to have: its declared ones, those it names elsewhere, and those of its joins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.model import Extract
from okr_reports.expressions import Column
from okr_reports.words import ColumnType


@dataclass(frozen=True)
class Contract:
    """Columns with their types where declared. `own` under plain names, `joined` by extract.

    `is_complete`: the extract and all its joins declare their columns, so any other name is a mistake.
    """

    extract: str
    own: Mapping[str, ColumnType | None]
    joined: Mapping[str, Mapping[str, ColumnType | None]]
    is_complete: bool

    @property
    def names(self) -> list[str]:
        """Every name a formula may use, for suggestions."""
        return [*self.own, *(name for columns in self.joined.values() for name in columns)]

    def holders(self, column: str) -> list[str]:
        """The joined extracts that have such a column."""
        return [extract for extract, columns in self.joined.items() if column in columns]

    def has(self, column: Column) -> bool:
        """Whether the column is known and, when written without its extract, comes from one place only."""
        if column.table is not None:
            return column.name in self.joined[column.table]
        return column.name in self.own or len(self.holders(column.name)) == 1

    def type_of(self, column: Column) -> ColumnType | None:
        """The declared type, if there is one."""
        if column.table is not None:
            return self.joined.get(column.table, {}).get(column.name)
        if column.name in self.own:
            return self.own[column.name]
        return next((self.joined[extract][column.name] for extract in self.holders(column.name)), None)


def named_columns(extract: Extract) -> Iterator[str]:
    """The columns an extract speaks of outside `columns`."""
    period = extract.period
    yield from filter(None, (period.column, period.year, period.month) if period else ())
    yield from filter(None, (extract.recorded_at, extract.value, extract.numerator, extract.denominator, extract.n))
    if extract.covers_until:
        yield extract.covers_until.column
    for join in extract.join:
        yield from join.keys


def contract_of(id: str, draft: Draft) -> Contract:
    """The contract of an extract that was read. Joins of joins do not add columns."""
    extract = draft.extracts[id].entry
    joined = {
        join.extract: draft.extracts[join.extract].entry for join in extract.join if join.extract in draft.extracts
    }
    are_declared = [bool(other.columns) for other in (extract, *joined.values())]
    return Contract(
        id,
        _columns(extract),
        {other: _columns(entry) for other, entry in joined.items()},
        all(are_declared) and len(joined) == len(extract.join) and not draft.extracts[id].is_mended,
    )


def _columns(extract: Extract) -> dict[str, ColumnType | None]:
    return {**dict.fromkeys(named_columns(extract)), **extract.columns}
