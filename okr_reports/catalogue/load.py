"""Loads a company folder into one checked catalogue, or says everything that is wrong with it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.company import company_findings, company_problems
from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.fingerprint import canonical_json, sha256_of
from okr_reports.catalogue.folder import read_folder
from okr_reports.catalogue.goals import goal_problems, key_results_of, objectives_of, places_of
from okr_reports.catalogue.goals_reading import cycles_in
from okr_reports.catalogue.kpis import kpi_problems
from okr_reports.catalogue.notes import note_problems
from okr_reports.catalogue.roles import role_places, role_problems
from okr_reports.catalogue.sources import source_problems
from okr_reports.catalogue.targets import settle_targets
from okr_reports.catalogue.uncollected import without_collection
from okr_reports.errors import CatalogueError, Problem
from okr_reports.policy import policy_from

if TYPE_CHECKING:
    from okr_reports.catalogue.extract_texts import Queries
    from okr_reports.catalogue.kpi_formulas import Formulas


def load_catalogue(folder: Path) -> Catalogue:
    """The checked catalogue of a company folder; needs no connection and no environment.

    Raises CatalogueError with every problem of every file, in order of file, line and column. Paths in it, and in
    the findings, are relative to the folder. Targets come in one form: `op` with `value`, `between`, `change`,
    `of_average`, or `state` (company-folder.md).
    """
    with without_collection():
        return _load(folder)


def _load(folder: Path) -> Catalogue:
    # Imported here: sqlglot takes longer to load than all the rest.
    from okr_reports.catalogue.extract_texts import read_queries
    from okr_reports.catalogue.kpi_formulas import read_formulas

    draft, problems = read_folder(folder)
    draft, target_problems = _with_settled_targets(draft)
    queries, formulas = read_queries(draft), read_formulas(draft)
    problems += [
        *target_problems,
        *company_problems(draft),
        *source_problems(draft),
        *queries.problems,
        *kpi_problems(draft),
        *goal_problems(draft),
        *role_problems(draft),
        *formulas.problems,
        *note_problems(draft),
    ]
    if problems:
        raise CatalogueError(*_in_order(problems))
    return _checked(draft, queries, formulas)


def _checked(draft: Draft, queries: "Queries", formulas: "Formulas") -> Catalogue:
    """The catalogue of a draft in which nothing is wrong, with the advice on it."""
    from okr_reports.catalogue.lint.advice import advice_on, dated_advice_on, neighbours_in
    from okr_reports.catalogue.lint.goal_advice import goal_advice_in
    from okr_reports.catalogue.lint.roles import role_findings

    content = canonical_json(draft, queries.texts)
    policy = policy_from(draft.company.entry.policy.profile, draft.company.entry.policy.overrides())
    neighbours = neighbours_in(draft, policy)
    return Catalogue(
        folder=draft.folder,
        company=draft.company.entry,
        policy=policy,
        fiscal=draft.fiscal,
        connections={id: sheet.entry for id, sheet in draft.connections.items()},
        extracts={id: sheet.entry for id, sheet in draft.extracts.items()},
        tables={id: sheet.entry for id, sheet in draft.tables.items()},
        kpis={sheet.id: sheet.entry for sheet in draft.kpis},
        formulas=formulas.formulas,
        filters=formulas.filters,
        queries=queries.texts,
        notes=draft.notes,
        places={
            **{sheet.id: sheet.source.at().file_line for sheet in draft.kpis},
            **places_of(draft),
            **role_places(draft),
        },
        findings=(*company_findings(draft), *advice_on(neighbours), *role_findings(draft)),
        dated_findings=tuple(dated_advice_on(neighbours)),
        canonical_json=content,
        sha256=sha256_of(content),
        cycles=cycles_in(draft.goals),
        objectives=objectives_of(draft),
        key_results=key_results_of(draft),
        goal_formulas=formulas.goal_formulas,
        goal_filters=formulas.goal_filters,
        goal_advice=goal_advice_in(neighbours),
        roles={sheet.role.id: sheet.role.entry for sheet in draft.roles},
        linkage_text=draft.linkage_text,
    )


def _with_settled_targets(draft: Draft) -> tuple[Draft, list[Problem]]:
    settled = [settle_targets(sheet, draft.fiscal) for sheet in draft.kpis]
    sheets = zip(draft.kpis, settled, strict=True)
    kpis = tuple(replace(sheet, entry=kpi) for sheet, (kpi, _) in sheets)
    return replace(draft, kpis=kpis), [problem for _, problems in settled for problem in problems]


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line or 0, p.column or 0, p.what))
