"""What a reader must see of people.csv: roles that nobody described, roles that nobody holds, managers not there.

Findings, not errors: whoever they are about still gets a bundle, and it says so. Employees are named by their ids.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.lint.role_codes import ROLE_CODES
from okr_reports.catalogue.places import did_you_mean
from okr_reports.extracts.people_log_checks import shown_id
from okr_reports.extracts.record_files import FileRows, RecordFile
from okr_reports.findings import Finding

_MOST_GUESSED = 50
Held = Mapping[str, list[tuple[int, str]]]


def people_findings(people: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Finding]:
    """Said once per role, per manager and per circle, whoever many people it is about."""
    ids = {id for _, id in people.of("id")}
    if catalogue.roles and people.lines:
        yield from _role_findings(people, file, catalogue)
    for manager_id, rows in _by_word(people, "manager_id").items():
        if manager_id not in ids:
            shown = shown_id(manager_id)
            said = f"the manager {shown or 'named here'} of {_employees(rows)} is not in the people table"
            yield _finding("MANAGER-UNKNOWN", f"{file.name}:{rows[0][0]}", text=said, subject=shown or rows[0][1])
    yield from _circle_findings(people, file)


def _role_findings(people: FileRows, file: RecordFile, catalogue: Catalogue) -> Iterator[Finding]:
    held = _by_word(people, "role")
    unknown = [role for role in held if role not in catalogue.roles]
    # Where hardly any role is known, the nearest one is not what is meant, and looking for it takes long.
    near = catalogue.roles if len(unknown) <= _MOST_GUESSED else ()
    for role, rows in held.items():
        if role not in catalogue.roles:
            close = did_you_mean(role, near, otherwise="describe it in roles/")
            said = f"the role {role!r} of {_employees(rows)} stands in no file of roles/"
            yield _finding("ROLE-UNKNOWN", f"{file.name}:{rows[0][0]}", text=f"{said}: {close}", subject=role)
    without = [(line, id) for line, id, role in people.of("id", "role") if role is None and id is not None]
    if without:
        said = f"{_employees(without)} {'has' if len({id for _, id in without}) == 1 else 'have'} no role"
        yield _finding("ROLE-UNKNOWN", f"{file.name}:{without[0][0]}", text=said, subject=without[0][1])
    for role in catalogue.roles:
        if role not in held:
            said = f"nobody in {file.name} holds the role {role!r}"
            yield _finding("ROLE-UNHELD", catalogue.places[role], text=said, subject=role)


def _circle_findings(people: FileRows, file: RecordFile) -> Iterator[Finding]:
    """Each circle once, by everybody's newest row."""
    newest: dict[str, tuple[date, int, str | None]] = {}
    for line, id, from_on, manager_id in people.of("id", "from_on", "manager_id"):
        if id is not None and from_on is not None and (id not in newest or newest[id][0] < from_on):
            newest[id] = (from_on, line, manager_id)
    done: set[str] = set()
    for start in newest:
        way: dict[str, int] = {}
        id: str | None = start
        while id is not None and id in newest and id not in done and id not in way:
            way[id] = len(way)
            id = newest[id][2]
        if id in way:
            circle = list(way)[way[id] :]
            said = f"{' → '.join([*circle[:12], *(['…'] if len(circle) > 12 else []), id])} manage each other"
            yield _finding("MANAGER-CIRCLE", f"{file.name}:{newest[id][1]}", text=said, subject=id)
        done.update(way)


def _by_word(people: FileRows, column: str) -> Held:
    """Each word of a column → the lines with it, and whose they are."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line, id, word in people.of("id", column):
        if word is not None and id is not None:
            found.setdefault(word, []).append((line, id))
    return found


def _employees(rows: list[tuple[int, str]]) -> str:
    """`E013`, or `E013 and 3 others`."""
    others = len({id for _, id in rows}) - 1
    return rows[0][1] + (f" and {others} other{'s' * (others > 1)}" if others else "")


def _finding(code: str, place: str, *, text: str, subject: str) -> Finding:
    return Finding(code, ROLE_CODES[code].severity, subject, f"{place}: {text}", place=place)
