"""One employee's record: what every part of the bundle shares, and how it says names, days and shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables
from okr_reports.packs.bundle.rows import Row, segments_of, sorted_rows
from okr_reports.packs.bundle.standing import KpiStanding, SegmentStanding
from okr_reports.packs.bundle.typed import LONGEST_RECORD, cleaned, cut, in_line
from okr_reports.packs.dates import day, moment, plain_moment, short_day
from okr_reports.packs.listing import shortened
from okr_reports.packs.numbers import NO_BREAK, NOTHING, grouped, round_half_away
from okr_reports.packs.people import readable, short_name
from okr_reports.periods import Grain, Period

_LONGEST_IN_SENTENCE, _LONGEST_IN_CELL = 60, 60


@dataclass(frozen=True)
class Record:
    """The employee's tables with their standings. `segments` in order of days."""

    tables: EmployeeTables
    facts: CycleFacts
    segments: tuple[SegmentStanding, ...]
    people: tuple[Row, ...]

    @property
    def locale(self) -> str:
        """The locale of numbers and dates."""
        return self.facts.company.locale

    @property
    def cycle(self) -> Period:
        """The appraisal cycle."""
        return self.facts.cycle

    @property
    def id(self) -> str:
        """The employee's id."""
        return self.tables.employee_id

    @cached_property
    def name(self) -> str:
        """The employee's name as typed, or the id where nobody typed one."""
        names = [row["name"] for row in self.people if row["name"]]
        return cleaned(names[-1]).strip() or self.id if names else self.id

    @cached_property
    def called(self) -> str:
        """The name inside a sentence, shortened where it is very long."""
        return in_line(shortened(" ".join(self.name.split()), most=_LONGEST_IN_SENTENCE))

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """The months of the cycle."""
        return tuple(self.facts.fiscal.within(self.cycle, Grain.MONTH))

    @cached_property
    def achievement(self) -> Row:
        """The row of EMPLOYEE_ACHIEVEMENTS; empty when there is none."""
        return next(iter(self.tables.employee_achievement.to_dicts()), {})

    @cached_property
    def evidence(self) -> tuple[Row, ...]:
        """The rows of EVIDENCE in the order in which they are numbered: by day, those without a day last."""
        return tuple(sorted_rows(self.tables.evidence, "recorded_on", "position"))

    @cached_property
    def parts(self) -> tuple[Row, ...]:
        """The snapshot parts behind the employee's KPIs, by extract and period."""
        return tuple(sorted_rows(self.tables.sources, "extract", "period_id"))

    @cached_property
    def reading_minutes(self) -> tuple[str, ...]:
        """The minutes at which these snapshots were read, in the company's time zone."""
        moments = {row["read_at"] for row in self.parts if row["read_at"]}
        zone = self.facts.company.timezone
        return tuple(sorted({plain_moment(moment, timezone=zone) for moment in moments}))

    @cached_property
    def comments(self) -> tuple[Row, ...]:
        """The rows of EMPLOYEE_COMMENTS by day."""
        return tuple(sorted_rows(self.tables.comments, "commented_on", "comment_id"))

    @cached_property
    def notes(self) -> tuple[Row, ...]:
        """The shared rows of MANAGER_NOTES by day."""
        return tuple(sorted_rows(self.tables.manager_notes, "noted_on", "manager_note_id"))

    @cached_property
    def words(self) -> tuple[Row, ...]:
        """The rows of OKR_WORDS in their order."""
        return tuple(sorted_rows(self.tables.okr_words, "position"))

    @property
    def last(self) -> SegmentStanding | None:
        """The last segment of the cycle."""
        return self.segments[-1] if self.segments else None

    @property
    def manager_id(self) -> str | None:
        """Who reviews: the manager of the last segment."""
        return self.last.manager_id if self.last else None

    @cached_property
    def kpis(self) -> tuple[KpiStanding, ...]:
        """All KPIs of all segments."""
        return tuple(kpi for segment in self.segments for kpi in segment.kpis)

    @cached_property
    def spans(self) -> tuple[Row, ...]:
        """The rows of people.csv that touch the cycle, each with `first_on` and `last_on` cut to it, by day."""
        first, last = self.cycle.start, self.cycle.last_day
        cut_rows = [
            {**row, "first_on": max(row["from_on"] or first, first), "last_on": min(row["to_on"] or last, last)}
            for row in self.people
        ]
        return tuple(row for row in cut_rows if row["first_on"] <= row["last_on"])

    @cached_property
    def leaves(self) -> tuple[tuple[date, date], ...]:
        """The days on leave within the cycle, as spans."""
        return tuple((row["first_on"], row["last_on"]) for row in self.spans if row["status"] == "on_leave")

    def person(self, person_id: str | None) -> str:
        """A person in a cell: `R. Iyer`, the id of one without a name, empty for nobody."""
        if not person_id:
            return ""
        name = cleaned(self.names.get(person_id) or "").strip()
        return in_line(shortened(short_name(name), most=_LONGEST_IN_CELL)) if name else person_id

    def full_name(self, person_id: str | None) -> str:
        """A person by full name; empty for nobody."""
        name = cleaned(self.names.get(person_id or "") or "").strip() or (person_id or "")
        return in_line(shortened(name, most=_LONGEST_IN_CELL))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Id → name of those whom the bundle names, the employee included."""
        return {**self.tables.names, self.id: self.name}

    def place(self, segment: SegmentStanding) -> str:
        """`Tier 2, Customer support`: the team and department of a segment."""
        company = self.facts.company
        team = (company.teams or {}).get(segment.team_id or "")
        team_name = team.name if team else readable(segment.team_id or "")
        department = (company.departments or {}).get(segment.department_id or "") or readable(
            segment.department_id or ""
        )
        return ", ".join(dict.fromkeys(part for part in (team_name, department) if part))

    def on(self, when: date | None) -> str:
        """A day near the cycle: `18 Apr`; empty for none."""
        return short_day(when, near=self.cycle.start, locale=self.locale) if when else ""

    def on_with_year(self, when: date | None) -> str:
        """`18 Apr 2026`; empty for none."""
        return day(when, locale=self.locale) if when else ""

    def between(self, first: date, last: date) -> str:
        """`1 Jan to 30 Jun`."""
        return self.on(first) if first == last else f"{self.on(first)} to {self.on(last)}"

    @property
    def as_of(self) -> str:
        """`8 Jul 2026, 06:00 IST`."""
        return self.at(self.facts.as_of)

    @property
    def as_of_day(self) -> date:
        """The day of `as_of` in the company's time zone."""
        return self.facts.as_of.astimezone(ZoneInfo(self.facts.company.timezone)).date()

    def at(self, when: datetime) -> str:
        """A moment in the company's time zone."""
        return moment(when, timezone=self.facts.company.timezone, locale=self.locale)

    def share(self, share: float | None) -> str:
        """`86.9 %`, a whole number without decimals; a dash for none."""
        return NOTHING if share is None else f"{self.number(share * 100)}{NO_BREAK}%"

    def number(self, number: float) -> str:
        """A weight or a share: at most one decimal."""
        rounded = round_half_away(number, 1)
        return grouped(rounded, locale=self.locale, decimals=0 if rounded == int(rounded) else 1)

    def text(self, text: str | None, *, most: int = LONGEST_RECORD) -> str:
        """A typed text as a page holds it."""
        return cut(cleaned(text or ""), most=most, locale=self.locale)


def record_of(tables: EmployeeTables, facts: CycleFacts) -> Record:
    """The record of one employee; nothing in it may be missing so badly that this fails."""
    people = sorted(tables.people.to_dicts(), key=lambda row: row["from_on"] or date.min)
    return Record(tables, facts, segments_of(tables, facts), tuple(people))
