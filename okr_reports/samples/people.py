"""people.csv and the lists of agents and representatives, from the roster."""

import csv
from collections.abc import Iterator
from pathlib import Path

from okr_reports.samples.roster import Post, Roster

COLUMNS = ("id", "name", "email", "role", "team", "department", "manager_id", "from", "to", "status", "fte")


def write_people(path: Path, roster: Roster) -> None:
    """One dated row per post, in the order of ids and dates."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(roster))


def _rows(roster: Roster) -> Iterator[tuple[str | None, ...]]:
    return (_row(post) for post in roster.posts)


def _row(post: Post) -> tuple[str | None, ...]:
    return (
        post.employee_id, post.name, f"{post.employee_id.lower()}@lantern-ledger.example", post.role, post.team,
        post.department, post.manager_id, post.from_on.isoformat(), post.to_on and post.to_on.isoformat(),
        post.status, f"{post.fte:g}",
    )  # fmt: skip
