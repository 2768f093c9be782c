"""The sample's people: seats, roles, teams, managers, and who joins, moves, is away, works half time or leaves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from okr_reports.errors import UsageError
from okr_reports.samples.chance import seeded
from okr_reports.samples.names import name_of

BLOCK = 60
FEWEST = 20
DEPARTMENT_OF = {
    "upmarket": "sales", "inside-sales": "sales", "onboarding": "customer-success", "accounts": "customer-success",
    "tier-1": "support", "tier-2": "support", "platform": "engineering", "product": "engineering",
    "people": "people-finance", "finance": "people-finance",
}  # fmt: skip
ROLE_IN = {
    "sales": "account-executive", "customer-success": "success-manager", "support": "support-agent",
    "engineering": "software-engineer", "people-finance": "people-finance-partner",
}  # fmt: skip
HEADS = ("sales", "customer-success", "support", "engineering", "people-finance")
LEADS = ("inside-sales", "onboarding", "tier-1", "tier-2", "platform", "product")
# There is one chief executive; each further sixty have heads of their own below those of an earlier sixty.
ONE_MORE_SEAT = "inside-sales"
_SIXTIES_BELOW = 4
SEATS = (
    "tier-1", "platform", "product", "inside-sales", "accounts", "finance", "tier-1", "onboarding", "upmarket",
    "people", "tier-2", "platform", "product", "inside-sales", "tier-1", "onboarding", "accounts", "platform",
    "product", "tier-2", "finance", "upmarket", "tier-1", "inside-sales", "platform", "product", "onboarding", "people",
    "tier-1", "accounts", "tier-2", "product", "platform", "inside-sales", "tier-1", "finance", "onboarding", "product",
    "upmarket", "platform", "tier-2", "inside-sales", "accounts", "tier-1", "people", "platform", "product", "product",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """One dated row of people.csv: what a person is from `from_on` up to and with `to_on`."""

    employee_id: str
    name: str
    role: str
    team: str
    department: str
    manager_id: str
    from_on: date
    to_on: date | None = None
    status: str = "active"
    fte: float = 1.0

    def covers(self, day: date) -> bool:
        """Whether the person holds this post on the day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True)
class Roster:
    """Everybody, and who is at work on a day."""

    posts: tuple[Post, ...]
    _at_work: dict[tuple[str, date], list[Post]] = field(default_factory=lambda: defaultdict(list), compare=False)

    def at_work(self, unit: str, day: date) -> list[Post]:
        """Who does the work of a department or team on a day; half-timers stand once, full-timers twice."""
        key = (unit, day)
        if key not in self._at_work:
            present = self._present(unit, day)
            self._at_work[key] = [post for post in present for _ in range(round(post.fte * 2))]
        return self._at_work[key]

    def employed(self, day: date) -> list[Post]:
        """Everybody employed on a day, also those on leave."""
        return [post for post in self.posts if post.covers(day)]

    def _present(self, unit: str, day: date) -> list[Post]:
        members = self._active(unit, day)
        working = [post for post in members if post.role in _WORKING]
        # In a very small company the lead or the head does the work.
        return working or members or self._active(DEPARTMENT_OF.get(unit, unit), day)

    def _active(self, unit: str, day: date) -> list[Post]:
        return [post for post in self._of_unit[unit] if post.covers(day) and post.status == "active"]

    @cached_property
    def _of_unit(self) -> dict[str, list[Post]]:
        """Department or team → its posts: thousands of people are not asked one by one for every day."""
        posts: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            for unit in {post.department, post.team}:
                posts[unit].append(post)
        return posts


_WORKING = frozenset(ROLE_IN.values())


def make_roster(employees: int) -> Roster:
    """So many people, each with one dated row or more; raises UsageError below the fewest that make a company."""
    if employees < FEWEST:
        raise UsageError(f"the sample company needs at least {FEWEST} people: write --employees {FEWEST} or more")
    seats = [_seat(place) for place in range(employees)]
    chiefs = {
        (place // BLOCK, seat.team or seat.department): _id(place)
        for place, seat in enumerate(seats)
        if seat.role in ("team-lead", "department-head")
    }
    posts: list[Post] = []
    for place, seat in enumerate(seats):
        moved_to = _head("customer-success", place // BLOCK, chiefs)
        posts += _career(place, replace(seat, manager_id=_manager(place, seat, chiefs)), moved_to)
    return Roster(tuple(posts))


def _id(place: int) -> str:
    return f"E{place + 1:03}"


def _seat(place: int) -> Post:
    """The post a person holds when nothing happens to them."""
    block, seat = divmod(place, BLOCK)
    role, team, department = "", "", ""
    if seat == 0:
        role, team = ("", ONE_MORE_SEAT) if block else ("chief-executive", "")
    elif seat <= len(HEADS):
        role, department = "department-head", HEADS[seat - 1]
    elif seat in range(6, 6 + len(LEADS)):
        role, team = "team-lead", LEADS[seat - 6]
    else:
        team = SEATS[seat - 12]
    department = department or DEPARTMENT_OF.get(team, "")
    joined = _joined(place)
    return Post(_id(place), name_of(place), role or ROLE_IN[department], team, department, "", joined)


def _joined(place: int) -> date:
    """Leaders came before the story; of the others about half did, the rest came month by month."""
    chance = seeded("joined", str(place))
    long_ago = place % BLOCK < 12 or chance.random() < 0.55
    first, last = (date(2019, 3, 1), date(2024, 7, 15)) if long_ago else (date(2024, 8, 12), date(2026, 5, 20))
    day = first + timedelta(days=chance.randrange((last - first).days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _manager(place: int, seat: Post, chiefs: Mapping[tuple[int, str], str]) -> str:
    block = place // BLOCK
    if seat.role == "chief-executive":
        return ""
    if seat.role == "department-head":
        return _head(seat.department, (block - 1) // _SIXTIES_BELOW, chiefs) if block else _id(0)
    head = _head(seat.department, block, chiefs)
    return head if seat.role == "team-lead" else chiefs.get((block, seat.team), head)


def _head(department: str, block: int, chiefs: Mapping[tuple[int, str], str]) -> str:
    """The department's head in these sixty, or where they are not complete, in those they lie below."""
    while (block, department) not in chiefs:
        block = (block - 1) // _SIXTIES_BELOW
    return chiefs[block, department]


# What happens to the person on a seat, the same in every sixty people.
AWAY, MOVES, LEAVES, LEFT_EARLY, HALF_TIME, NEWCOMER = 12, 18, 22, 15, 19, 26


def _career(place: int, post: Post, moved_to: str) -> list[Post]:
    """The dated rows of one person; `moved_to`: under whom somebody is who changes the team."""
    seat = place % BLOCK
    if seat == AWAY:
        return _with_leave(replace(post, from_on=date(2022, 5, 2)), date(2026, 4, 6), date(2026, 8, 14))
    if seat == MOVES:
        stays, moves = date(2026, 2, 15), date(2026, 2, 16)
        before = replace(post, from_on=date(2023, 1, 9), to_on=stays)
        after = {
            "role": "success-manager", "team": "accounts", "department": "customer-success", "manager_id": moved_to,
        }  # fmt: skip
        return [before, replace(post, from_on=moves, **after)]
    if seat == LEAVES:
        return [replace(post, from_on=date(2021, 11, 8), to_on=date(2026, 7, 6))]
    if seat == LEFT_EARLY:
        return [replace(post, from_on=date(2022, 8, 1), to_on=date(2025, 10, 31))]
    if seat == HALF_TIME:
        return [replace(post, from_on=date(2023, 6, 5), fte=0.5)]
    return [replace(post, from_on=date(2026, 3, 2)) if seat == NEWCOMER else post]


def _with_leave(post: Post, first: date, last: date) -> list[Post]:
    """Before, during and after a leave."""
    return [
        replace(post, to_on=first - timedelta(days=1)),
        replace(post, from_on=first, to_on=last, status="on_leave"),
        replace(post, from_on=last + timedelta(days=1)),
    ]
