"""Loads a company folder into one checked catalogue, or says everything that is wrong with it."""

from pathlib import Path

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.fingerprint import canonical_json, sha256_of
from okr_reports.catalogue.folder import read_folder
from okr_reports.errors import CatalogueError, Problem
from okr_reports.policy import policy_from


def load_catalogue(folder: Path) -> Catalogue:
    """The checked catalogue of a company folder; needs no connection and no environment.

    Raises CatalogueError with every problem of every file, in order of file and line.
    """
    draft, problems = read_folder(folder)
    if problems:
        raise CatalogueError(*_in_order(problems))
    queries = {}
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
        formulas={},
        filters={},
        queries=queries,
        notes=draft.notes,
        places={sheet.id: sheet.source.at().file_line for sheet in draft.kpis},
        findings=(),
        canonical_json=content,
        sha256=sha256_of(content),
    )


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line or 0, p.column or 0, p.what))
