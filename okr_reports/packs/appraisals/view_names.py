"""How ids are printed in the views: people by full name, roles, KPIs and months by theirs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.packs.bundle.typed import cleaned, in_line
from okr_reports.packs.dates import month_name, month_only, short_day
from okr_reports.packs.listing import shortened
from okr_reports.packs.people import readable

_LONGEST_NAME = 60
_ORG, _HR = "org:", "hr"


@dataclass(frozen=True)
class ViewNames:
    """`people`: employee id → full name."""

    people: Mapping[str, str]
    facts: CycleFacts

    def person(self, id: str | None) -> str:
        """A full name, with the id where two people share it; the id of one without a name, empty for nobody."""
        written = self.people.get(id or "", "")
        name = cleaned(written).strip()
        if not name:
            return id or ""
        shown = in_line(shortened(name, most=_LONGEST_NAME))
        return f"{shown} ({id})" if self._of_several[written] > 1 else shown

    @cached_property
    def _of_several(self) -> Counter[str]:
        """How many people have each name."""
        return Counter(self.people.values())

    def owner(self, whose: str) -> str:
        """Who can close a gap: a person, a department or HR."""
        if whose == _HR:
            return "HR"
        return self.department(whose.removeprefix(_ORG)) if whose.startswith(_ORG) else self.person(whose)

    def role(self, id: str | None) -> str:
        """A role by its name in roles/*.yaml, else as people.csv writes it."""
        known = self.facts.roles.get(id or "")
        return in_line(shortened(cleaned(known.name if known else id or ""), most=_LONGEST_NAME))

    def kpi(self, id: str) -> str:
        """A KPI by its name."""
        known = self.facts.kpis.get(id)
        return known.name if known else id

    def department(self, id: str | None) -> str:
        """A department's name: the declared one, else its id made readable."""
        return (self.facts.company.departments or {}).get(id or "") or readable(id or "")

    def month(self, key: str) -> str:
        """`March`, of a key like 2026-03; with its year where the cycle holds two."""
        first = date.fromisoformat(f"{key}-01")
        is_one_year = self.facts.cycle.start.year == self.facts.cycle.last_day.year
        return (month_only if is_one_year else month_name)(first, locale=self.facts.company.locale)

    def day(self, on: date) -> str:
        """`18 Apr`."""
        return short_day(on, near=self.facts.cycle.start, locale=self.facts.company.locale)

    @property
    def cycle(self) -> str:
        """`January to June 2026`."""
        first, last = self.facts.cycle.start, self.facts.cycle.last_day
        begins = month_only if first.year == last.year else month_name
        locale = self.facts.company.locale
        return f"{begins(first, locale=locale)} to {month_name(last, locale=locale)}"
