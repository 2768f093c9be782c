"""One edition of the retro: whose cycle it is, who is who, and how numbers, days and verdicts are said in it."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.goal_words import Level
from okr_reports.packs.dates import day as day_name
from okr_reports.packs.dates import moment, month_name, short_day
from okr_reports.packs.numbers import NOTHING, grouped, round_half_away
from okr_reports.packs.people import Roster
from okr_reports.packs.retro.inputs import RetroInputs, RetroTables
from okr_reports.packs.retro.standings import KeyResultStanding, ObjectiveStanding


@dataclass(frozen=True)
class RetroEdition:
    """What every page of one retro shares. `objectives` in the catalogue's order."""

    inputs: RetroInputs
    roster: Roster
    objectives: tuple[ObjectiveStanding, ...]

    @property
    def catalogue(self) -> Catalogue:
        """What the company wrote."""
        return self.inputs.catalogue

    @property
    def tables(self) -> RetroTables:
        """What was computed."""
        return self.inputs.tables

    @property
    def locale(self) -> str:
        """The locale of numbers and dates."""
        return self.inputs.catalogue.company.locale

    @property
    def company(self) -> tuple[ObjectiveStanding, ...]:
        """The company's own objectives."""
        return tuple(objective for objective in self.objectives if objective.is_company)

    @property
    def others(self) -> tuple[ObjectiveStanding, ...]:
        """The objectives of departments and teams."""
        return tuple(objective for objective in self.objectives if not objective.is_company)

    @property
    def key_results(self) -> tuple[KeyResultStanding, ...]:
        """All key results on the pages, in order."""
        return tuple(kr for objective in self.objectives for kr in objective.key_results)

    @property
    def months(self) -> str:
        """`July 2026 to September 2026`; of a cycle that is no row of whole months its first and last day."""
        is_of_months = self.inputs.cycle.start.day == self.inputs.cycle.end.day == 1
        name = month_name if is_of_months else day_name
        first, last = (name(day, locale=self.locale) for day in self._ends)
        return first if first == last else f"{first} to {last}"

    @property
    def as_of(self) -> str:
        """`1 Oct 2026, 06:00 IST`."""
        return moment(self.inputs.as_of, timezone=self.catalogue.company.timezone, locale=self.locale)

    @property
    def as_of_day(self) -> date:
        """The day of `as_of` in the company's time zone."""
        return self.inputs.as_of.astimezone(ZoneInfo(self.catalogue.company.timezone)).date()

    @property
    def _ends(self) -> tuple[date, date]:
        return self.inputs.cycle.start, self.inputs.cycle.last_day

    def on(self, day: date | None) -> str:
        """A day near the cycle: `18 Sep`; empty for none."""
        return short_day(day, near=self.inputs.cycle.start, locale=self.locale) if day else ""

    def score(self, score: float | None, *, decimals: int | None = None) -> str:
        """A score as the profile prints it, or with so many decimals; a dash for none."""
        if score is None:
            return NOTHING
        places = self.catalogue.policy.goals.score_decimals if decimals is None else decimals
        return grouped(round_half_away(score, places), locale=self.locale, decimals=places)

    def group(self, group_id: str) -> str:
        """The name of a group: `Company`, `Customer Success`."""
        if group_id in (Level.COMPANY, "all"):
            return "Company" if group_id == Level.COMPANY else "All"
        kind, _, id = group_id.partition("/")
        return self.roster.person(id) or id if kind == "person" else self.roster.department(id)

    def label(self, id: str | None) -> str:
        """The short name of an objective or key result on these pages; the id of one that is not on them."""
        return self.labels.get(id or "", id or "")

    def named(self, id: str) -> str:
        """The short name with the title: `O1 KR2 Time to first value`; the id of one that is not on these pages."""
        titles = {kr.id: kr.title for kr in self.key_results} | {o.id: o.title for o in self.objectives}
        return f"{self.label(id)} {titles.get(id, '')}".rstrip()

    @property
    def labels(self) -> dict[str, str]:
        """Objective or key result id → short name."""
        objectives = {objective.id: objective.label for objective in self.objectives}
        return objectives | {kr.id: kr.label for kr in self.key_results}
