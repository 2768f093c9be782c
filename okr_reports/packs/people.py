"""How people appear on a page: by name, by role, or not at all, as the company decided for the report."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okr_reports.catalogue.model import DatedOwner, Kpi, OrgOwner
from okr_reports.packs.numbers import NO_BREAK

Naming = Literal["person", "role", "none"]
Report = Literal["kpi-review", "okr-retro"]


@dataclass(frozen=True)
class Roster:
    """Who is who on one day: id → printed name, and department id → its name."""

    names: Mapping[str, str]
    departments: Mapping[str, str]
    naming: Naming

    def person(self, person_id: str | None) -> str:
        """What is printed for a person: empty when nobody is named or names are not wanted."""
        if not person_id or self.naming == "none":
            return ""
        known = self.names.get(person_id)
        if known is None:
            return person_id if self.naming == "person" else ""
        return known

    def owner(self, kpi: Kpi, *, on: date) -> str:
        """What is printed for the owner of a KPI on this day."""
        owner = owner_on(kpi, on=on)
        return self.department(owner.org) if isinstance(owner, OrgOwner) else self.person(owner)

    def department(self, department_id: str) -> str:
        """A department's name: the declared one, else its id made readable."""
        return self.departments.get(department_id) or readable(department_id)


def owner_on(kpi: Kpi, *, on: date) -> str | OrgOwner | None:
    """The accountable owner in force on this day; of a dated list the latest that has begun."""
    if not isinstance(kpi.owner, list):
        return kpi.owner
    begun: list[DatedOwner] = sorted((row for row in kpi.owner if row.from_ <= on), key=lambda row: row.from_)
    return begun[-1].owner if begun else None


def owner_key(owner: str | OrgOwner | None) -> str | None:
    """The owner as `report.json` holds it: an id, or `org:<department>`."""
    return f"org:{owner.org}" if isinstance(owner, OrgOwner) else owner


def short_name(name: str) -> str:
    """`R. Iyer` for a name of two words or more in Latin script; any other as it is written."""
    words = name.split()
    if len(words) < 2 or not all(_is_latin(word) for word in words):
        return name
    return f"{words[0][0].upper()}.{NO_BREAK}{NO_BREAK.join(words[1:])}"


def _is_latin(word: str) -> bool:
    return word.isascii() or all(
        not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in word
    )


def readable(identifier: str) -> str:
    """`Customer success` for the id `customer-success`."""
    words = identifier.replace("-", " ").replace("_", " ")
    return words if words != words.lower() else words[:1].upper() + words[1:]
