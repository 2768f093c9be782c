"""Where the rows of extracts come from: SQL texts, read and vetted, and files that must be there."""

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.model import Extract
from okr_reports.catalogue.places import did_you_mean, listed, name_one_of, quoted
from okr_reports.catalogue.queries import dialects_of, query_refusals
from okr_reports.catalogue.reading import Sheet, has_file, names_beside, read_text
from okr_reports.catalogue.yaml_text import place_in
from okr_reports.errors import Problem

FILE_ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xls")
_FROM_FOLDER = "write a path that starts at the company folder, such as data/figures.csv"


@dataclass
class Queries:
    """Vetted SQL by extract id, and what is wrong with the rest."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_queries(draft: Draft) -> Queries:
    """The SQL text of every extract that has one. Whatever is not one reading SELECT is a located problem."""
    queries = Queries()
    for sheet in draft.extracts.values():
        queries.problems += _source_problems(sheet, draft)
        if sheet.entry.sql is not None:
            _read_query(queries, sheet, draft=draft)
        if sheet.entry.file is not None:
            queries.problems += _file_problems(sheet, draft.folder)
    return queries


def files_of(extract: Extract, folder: Path) -> list[Path]:
    """The files an extract reads, in order of their names; a glob may match many, relative ones from the folder."""
    if extract.file is None:
        return []
    names = sorted(glob.glob(extract.file, root_dir=folder, recursive=True))
    # A name with brackets of its own is a glob that does not match itself.
    found = [folder / name for name in names if (folder / name).is_file()]
    return found or [path for path in [folder / extract.file] if path.is_file()]


def _source_problems(sheet: Sheet[Extract], draft: Draft) -> Iterator[Problem]:
    source, connection = sheet.source, sheet.entry.connection
    kinds = [key for key in ("sql", "file") if source.has(key)]
    if len(kinds) != 1:
        said = "nothing to read" if not kinds else "both `sql` and `file`"
        fix = "write `sql: queries/x.sql` with a `connection`, or `file: data/x.csv`"
        yield source.at().problem(f"the extract {quoted(sheet.id)} has {said}", fix)
    elif kinds == ["file"] and connection is not None:
        yield source.at("connection").problem("a file needs no connection", "delete `connection`")
    elif kinds == ["sql"] and not source.has("connection"):
        known = listed(draft.connections) or "<name>, and describe it under `connections`"
        yield source.at("sql").problem("a query needs to know its database", f"write `connection: {known}`")
    if connection is not None and not draft.has("connections", connection):
        fix = name_one_of(connection, draft.connections, if_none="describe it under `connections`")
        yield source.at("connection").problem(f"there is no connection {quoted(connection)}", fix)


def _read_query(queries: Queries, sheet: Sheet[Extract], *, draft: Draft) -> None:
    written = (sheet.entry.sql or "").strip()
    at = sheet.source.within("sql")
    is_path = written.endswith(".sql") and "\n" not in written
    text: str | Problem = sheet.entry.sql or ""
    if is_path:
        if _is_no_path(written) or not has_file(draft.folder, written):
            fix = _near_files(written, draft.folder, otherwise="write a path like queries/x.sql")
            queries.problems.append(at.at().problem(f"there is no file {quoted(written)}", fix))
            return
        text = read_text(draft.folder, written)
    if isinstance(text, Problem):
        queries.problems.append(text)
        return
    connection = draft.connections.get(sheet.entry.connection or "")
    urls = (connection.entry.url, connection.entry.default) if connection else ()
    for refusal in query_refusals(text, dialects_of(*urls)):
        place = place_in(text, refusal.offset, file=written) if is_path else at.at_character(refusal.offset)
        queries.problems.append(place.problem(refusal.what, refusal.fix))
    queries.texts[sheet.id] = text


def _file_problems(sheet: Sheet[Extract], folder: Path) -> Iterator[Problem]:
    written, place = sheet.entry.file or "", sheet.source.at("file")
    if _is_no_path(written):
        yield place.problem(f"{quoted(written)} is no path of a file", _FROM_FOLDER)
        return
    if not written.lower().endswith(FILE_ENDINGS):
        yield place.problem(
            f"{quoted(written)} is no kind of file that is read", f"write one that ends in {listed(FILE_ENDINGS)}"
        )
        return
    try:
        found = files_of(sheet.entry, folder)
    except (ValueError, OSError, NotImplementedError, IndexError):
        yield place.problem(f"the pattern {quoted(written)} cannot be read", "write `data/*.csv`")
        return
    if not found:
        said = "no file matches" if re.search(r"[*?\[]", written) else "there is no file"
        yield place.problem(f"{said} {quoted(written)}", _near_files(written, folder, otherwise=_FROM_FOLDER))


def _near_files(written: str, folder: Path, *, otherwise: str) -> str:
    """Suggests a file of the same subfolder whose name is near."""
    return did_you_mean(Path(written).name, names_beside(folder, written), otherwise=otherwise, likeness=0.75)


def _is_no_path(written: str) -> bool:
    return not written or written.startswith("~") or "://" in written
