"""Loads a company folder into one checked catalogue, or says everything that is wrong with it."""

from dataclasses import replace
from pathlib import Path

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.company import company_problems
from okr_reports.catalogue.fingerprint import canonical_json, sha256_of
from okr_reports.catalogue.folder import read_folder
from okr_reports.catalogue.kpi_formulas import read_formulas
from okr_reports.catalogue.kpis import kpi_problems
from okr_reports.catalogue.targets import settle_targets
from okr_reports.errors import CatalogueError, Problem
from okr_reports.policy import policy_from


def load_catalogue(folder: Path) -> Catalogue:
    """The checked catalogue of a company folder; needs no connection and no environment.

    Raises CatalogueError with every problem of every file, in order of file and line.
    """
    draft, problems = read_folder(folder)
    settled = [settle_targets(sheet, draft.fiscal) for sheet in draft.kpis]
    problems += [problem for _, found in settled for problem in found]
    problems += company_problems(draft)
    problems += kpi_problems(draft)
    read = read_formulas(draft)
    problems += read.problems
    if problems:
        raise CatalogueError(*_in_order(problems))
    draft = replace(draft, kpis=tuple(replace(s, entry=k) for s, (k, _) in zip(draft.kpis, settled)))
    queries = {id: sheet.entry.sql for id, sheet in draft.extracts.items() if sheet.entry.sql}
    content = canonical_json(draft, queries)
    policy = draft.company.entry.policy
    return Catalogue(
        folder=folder,
        company=draft.company.entry,
        policy=policy_from(policy.profile, policy.overrides()),
        fiscal=draft.fiscal,
        connections={id: sheet.entry for id, sheet in draft.connections.items()},
        extracts={id: sheet.entry for id, sheet in draft.extracts.items()},
        tables={id: sheet.entry for id, sheet in draft.tables.items()},
        kpis={sheet.id: sheet.entry for sheet in draft.kpis},
        formulas=read.formulas,
        filters=read.filters,
        queries=queries,
        notes=draft.notes,
        places={sheet.id: sheet.source.at().file_line for sheet in draft.kpis},
        findings=(),
        canonical_json=content,
        sha256=sha256_of(content),
    )


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line or 0, p.column or 0, p.what))
