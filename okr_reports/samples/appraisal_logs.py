"""What people of the sample wrote about people, cycle by cycle: one-to-ones, notes, competencies, comments."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random

from okr_reports.samples.appraisal_phrases import (
    COMMENTS,
    COMPETENCIES,
    CORRECTIONS,
    EXPECTED,
    LEVELS,
    MANAGER_NOTES,
    ONE_TO_ONES,
    RATERS_SAY,
)
from okr_reports.samples.chance import seeded
from okr_reports.samples.files import add_to_csv, start_csv
from okr_reports.samples.months import Month, all_months
from okr_reports.samples.roster import BLOCK, Post, Roster
from okr_reports.samples.scene import Row

COLUMNS = {
    "one_to_ones": ("employee_id", "on", "author_id", "share", "note"),
    "manager_notes": ("employee_id", "on", "author_id", "share", "note"),
    "competencies": (
        "employee_id", "cycle", "competency", "expected", "demonstrated", "comment", "rater_id", "on",
    ),
    "employee_comments": ("employee_id", "cycle", "on", "about", "text", "status"),
}  # fmt: skip
# Key, first day, last day, and the Monday of the week in which it is rated; comments come in the week after.
_CYCLES = (
    ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 12)),
    ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 6)),
)
_SINCE = "2025-07"
# The same seats in every sixty people: who has nothing in writing, whom everybody writes about, who types Y for yes,
# who wants a figure corrected and waits, and who was answered.
SILENT, WATCHED, SAYS_Y, CORRECTS, ANSWERED = 34, 23, 20, 13, 25
_WATCHED_NOTES = 40
_RATED_AFTER_DAYS = 45
_NOTE_SHARE, _COMMENT_SHARE = 0.35, 0.12


def write_appraisal_logs(folder: Path, roster: Roster) -> None:
    """Write the four files for everybody but those of whom nobody wrote anything."""
    months = [month for month in all_months() if month.key >= _SINCE]
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for place, (_, career) in enumerate(groupby(roster.posts, key=lambda post: post.employee_id)):
        posts, seat = list(career), place % BLOCK
        if seat == SILENT:
            continue
        rows["one_to_ones"] += _one_to_ones(posts, months, seat=seat)
        rows["manager_notes"] += _manager_notes(posts, months, seat=seat)
        rows["competencies"] += _competencies(posts)
        rows["employee_comments"] += _comments(posts, seat=seat)
    for name, columns in COLUMNS.items():
        start_csv(folder / f"{name}.csv", columns)
        add_to_csv(folder / f"{name}.csv", _in_order(rows[name], columns.index("on")))


def _in_order(rows: Iterable[Row], day: int) -> list[Row]:
    """As an append-only log has them: by the day, the order of one day kept."""
    return sorted(rows, key=lambda row: str(row[day]))


def _at_work(posts: list[Post], day: date) -> Post | None:
    """What the person is on a day, if at work and with somebody to report to."""
    held = next((post for post in posts if post.covers(day)), None)
    return held if held is not None and held.status == "active" and held.manager_id else None


def _one_to_ones(posts: list[Post], months: list[Month], *, seat: int) -> Iterator[Row]:
    """Every second month; half the people in the even ones."""
    chance = seeded("one_to_ones", posts[0].employee_id)
    for month in months[seat % 2 :: 2]:
        day = chance.choice(month.weekdays)
        share, said = _share(chance), chance.random()
        post = _at_work(posts, day)
        if post is not None:
            phrases = (*ONE_TO_ONES[post.role], *ONE_TO_ONES[""])
            share = "Y" if seat == SAYS_Y and share == "no" else share
            yield post.employee_id, day.isoformat(), post.manager_id, share, phrases[int(said * len(phrases))]


def _manager_notes(posts: list[Post], months: list[Month], *, seat: int) -> Iterator[Row]:
    chance = seeded("manager_notes", posts[0].employee_id)
    days = [chance.choice(month.weekdays) for month in months if chance.random() < _NOTE_SHARE]
    if seat == WATCHED:
        spring = [day for month in months for day in month.weekdays if _CYCLES[1][1] <= day <= _CYCLES[1][2]]
        days = sorted(chance.sample(spring, _WATCHED_NOTES))
    for day in days:
        share, note = _share(chance), chance.choice(MANAGER_NOTES)
        if (post := _at_work(posts, day)) is not None:
            yield post.employee_id, day.isoformat(), post.manager_id, share, note


def _share(chance: Random) -> str:
    return chance.choices(("yes", "no", ""), weights=(6, 3, 1))[0]


def _competencies(posts: list[Post]) -> Iterator[Row]:
    """What the manager at the cycle's end says, some days after it, or before somebody leaves."""
    chance = seeded("competencies", posts[0].employee_id)
    for cycle, first, last, rated_from in _CYCLES:
        rated_on = rated_from + timedelta(days=chance.randrange(5))
        post = _last_in(posts, first, last)
        if post is None or (min(last, post.to_on or last) - posts[0].from_on).days < _RATED_AFTER_DAYS:
            continue
        left_on = posts[-1].to_on
        on = min(rated_on, left_on) if left_on is not None else rated_on
        for competency in COMPETENCIES[post.role]:
            level = chance.choices(LEVELS, weights=(2, 5, 3))[0]
            expected = EXPECTED.get(post.role, "Solid")
            yield (
                post.employee_id, cycle, competency, expected, level, chance.choice(RATERS_SAY[level]),
                post.manager_id, on.isoformat(),
            )  # fmt: skip


def _last_in(posts: list[Post], first: date, last: date) -> Post | None:
    """The post held last in a cycle, under somebody who can speak about it."""
    held = [post for post in posts if post.from_on <= last and (post.to_on is None or post.to_on >= first)]
    return held[-1] if held and held[-1].manager_id else None


def _comments(posts: list[Post], *, seat: int) -> Iterator[Row]:
    """A few people comment; two of every sixty want a figure corrected."""
    chance = seeded("employee_comments", posts[0].employee_id)
    for cycle, first, last, rated_from in _CYCLES:
        day = rated_from + timedelta(days=chance.randrange(7, 12))
        comments, (about, text) = chance.random() < _COMMENT_SHARE, chance.choice(COMMENTS)
        status = chance.choice(("noted", "accepted", "declined"))
        is_corrected = cycle == _CYCLES[-1][0] and seat in (CORRECTS, ANSWERED)
        if is_corrected:
            (about, text), status = CORRECTIONS[seat == ANSWERED], "accepted" if seat == ANSWERED else "open"
        if (comments or is_corrected) and _last_in(posts, first, last) and posts[-1].covers(day):
            yield posts[0].employee_id, cycle, day.isoformat(), about, text, status
