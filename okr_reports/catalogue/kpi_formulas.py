"""The formulas and filters of KPI sheets and key results, read and held against the contracts of their extracts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from okr_reports.catalogue.contract import Contract, contract_of
from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.formula import read_filter, read_formula
from okr_reports.catalogue.formula_text import FormulaRefused
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.model import Kpi
from okr_reports.catalogue.places import did_you_mean, listed, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem
from okr_reports.expressions import Column, Expression, Formula
from okr_reports.words import ColumnType

_SLICES = ("department_column", "team_column", "person_column")
_NO_AMOUNT = frozenset({ColumnType.TEXT, ColumnType.DATE, ColumnType.DATETIME})


@dataclass
class Formulas:
    """What was read, by id of the KPI or (`goal_…`) of the key result, and what is wrong with the rest."""

    formulas: dict[str, Formula] = field(default_factory=dict)
    filters: dict[str, Expression] = field(default_factory=dict)
    goal_formulas: dict[str, Formula] = field(default_factory=dict)
    goal_filters: dict[str, Expression] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_formulas(draft: Draft) -> Formulas:
    """The formulas and filters of all sheets; what cannot be read or does not fit its extract is a problem."""
    read = Formulas()
    contracts = {id: contract_of(id, draft) for id in draft.extracts}
    for sheet in draft.kpis:
        contract = contracts.get(sheet.entry.extract)
        read.formulas |= _formula_of(sheet, contract, problems=read.problems)
        read.filters |= _filter_of(sheet, contract, problems=read.problems)
        if contract is not None:
            read.problems += _slice_problems(sheet, contract)
    for sheet in (key_result for goal in draft.goals for key_result in goal.key_results):
        contract = contracts.get(sheet.entry.extract or "")
        read.goal_formulas |= _formula_of(sheet, contract, problems=read.problems)
        read.goal_filters |= _filter_of(sheet, contract, problems=read.problems)
    return read


def _formula_of(
    sheet: Sheet[Kpi] | Sheet[KeyResult], contract: Contract | None, *, problems: list[Problem]
) -> Mapping[str, Formula]:
    """The sheet's formula under its id, or nothing."""
    if sheet.entry.formula is None:
        return {}
    source = sheet.source.within("formula")
    try:
        found = read_formula(sheet.entry.formula)
    except FormulaRefused as error:
        problems.append(source.at_character(error.offset).problem(error.what, error.fix))
        return {}
    if contract is not None:
        problems += _column_problems(found.columns, contract, source=source)
        problems += _type_problems(found.numeric, contract, source=source)
    return {sheet.id: found.formula}


def _filter_of(
    sheet: Sheet[Kpi] | Sheet[KeyResult], contract: Contract | None, *, problems: list[Problem]
) -> Mapping[str, Expression]:
    """The sheet's filter under its id, or nothing."""
    if sheet.entry.filter is None:
        return {}
    source = sheet.source.within("filter")
    try:
        found = read_filter(sheet.entry.filter)
    except FormulaRefused as error:
        problems.append(source.at_character(error.offset).problem(error.what, error.fix))
        return {}
    if contract is not None:
        problems += _column_problems(found.columns, contract, source=source)
    return {sheet.id: found.condition}


def _column_problems(columns: Mapping[Column, int], contract: Contract, *, source: Located) -> Iterator[Problem]:
    for column, offset in columns.items():
        said = _wrong_with(column, contract)
        if said is not None:
            yield source.at_character(offset).problem(*said)


def _wrong_with(column: Column, contract: Contract) -> tuple[str, str] | None:
    """What is wrong with naming this column in a formula on this extract."""
    if column.table == contract.extract:
        return f"{quoted(contract.extract)} is the KPI's own extract", f"write `{column.name}` alone"
    if column.table is not None and column.table not in contract.joined:
        known = f"joined are {listed(contract.joined)}" if contract.joined else f"write `{column.name}` alone"
        what = f"{quoted(contract.extract)} joins no extract {quoted(column.table)}"
        return what, did_you_mean(column.table, contract.joined, otherwise=known)
    if not contract.is_complete or contract.has(column):
        return None
    if column.table is None and len(holders := contract.holders(column.name)) > 1:
        both = listed(f"`{holder}.{column.name}`" for holder in holders)
        return f"the column {quoted(column.name)} comes from several joins", f"write {both}"
    known = f"its columns are {', '.join(sorted(set(contract.names))[:20])}; text stands in 'single quotes'"
    what = f"the extract {quoted(column.table or contract.extract)} has no column {quoted(column.name)}"
    return what, did_you_mean(column.name, contract.names, otherwise=known)


def _type_problems(numeric: Mapping[Column, int], contract: Contract, *, source: Located) -> Iterator[Problem]:
    for column, offset in numeric.items():
        kind = contract.type_of(column)
        if kind in _NO_AMOUNT:
            what = f"the column {quoted(column.name)} is declared as {kind}: it cannot be summed or averaged"
            yield source.at_character(offset).problem(what, "count it, or declare it as number")


def _slice_problems(sheet: Sheet[Kpi], contract: Contract) -> Iterator[Problem]:
    for key in _SLICES:
        name = getattr(sheet.entry, key)
        if name is None:
            continue
        table, _, plain = name.rpartition(".")
        is_joined = table in contract.joined
        said = _wrong_with(Column(plain, table) if is_joined else Column(name), contract)
        if said is not None:
            yield sheet.source.at(key).problem(*said)
