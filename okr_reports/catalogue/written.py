"""The kinds of single values a user writes (ids, days, amounts) and the base of everything written."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field
from pydantic_core import PydanticCustomError

from okr_reports.catalogue.places import quoted
from okr_reports.words import Operator

LONGEST_ID = 64
# In characters: no page has room for more, and a PDF engine may take minutes for one.
LONGEST_NAME = 1_000
ID_PART = r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"
_ID_PART = re.compile(ID_PART)
# Windows refuses these as file names, with any ending; ids become file names.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPERATOR_SPELLINGS = {"≥": ">=", "≤": "<=", "=": "==", "=>": ">=", "=<": "<="}


class Written(BaseModel):
    """Base of everything a user writes: no unknown keys, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True, defer_build=True)


def refusal(what: str, fix: str) -> PydanticCustomError:
    """An error for validators: `what` is wrong with the value and, as `fix`, what to write instead."""
    return PydanticCustomError("ours", "{what}: {fix}", {"what": what, "fix": fix})


def wrong_with_id(text: str) -> tuple[str, str] | None:
    """What is wrong with an id and what to write instead, or None (company-folder.md)."""
    if len(text) > LONGEST_ID:
        return f"the id {quoted(text)} has {len(text)} characters", f"write at most {LONGEST_ID}"
    for part in text.split("/"):
        if not _ID_PART.fullmatch(part):
            fix = "use letters A-Z, digits, `-`, `_` and `.` between them, in parts joined by `/`"
            return f"{quoted(text)} is no valid id", fix
        if is_reserved_name(part):
            return f"the id {quoted(text)} holds {quoted(part)}, a name Windows reserves", "use another word"
    return None


def is_reserved_name(name: str) -> bool:
    """Whether Windows refuses this file name, whatever its ending."""
    return _RESERVED.fullmatch(name) is not None


def _checked_name(text: str) -> str:
    if text.isspace():
        raise refusal("the text holds nothing but spaces", "write a text")
    if len(text) > LONGEST_NAME:
        raise refusal(f"the text has {len(text):,} characters", f"write at most {LONGEST_NAME:,}")
    return text


def _checked_id(text: str) -> str:
    if wrong := wrong_with_id(text):
        raise refusal(*wrong)
    return text


def _checked_employee_id(text: object) -> object:
    if isinstance(text, str) and "/" in text:
        raise refusal(
            f"the employee id {quoted(text)} holds a `/`", "write the id as in people.csv, or {org: department}"
        )
    return text


def _day(value: object) -> object:
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise refusal(f"{quoted(value)} is no day", "write a day like 2026-09-30")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise refusal(f"there is no day {quoted(value)}", "write a day like 2026-09-30") from None
    return value


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise refusal(f"{quoted(text)} is no currency", "write three capital letters like INR, EUR or USD")
    return text


def _month(text: str) -> str:
    if not re.fullmatch(r"(19|20|21)\d{2}-(0[1-9]|1[0-2])", text):
        raise refusal(f"there is no month {quoted(text)}", "write a month like 2024-08")
    return text


def _clock_time(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise refusal(f"{quoted(text)} is no time of day", "write hours and minutes like 06:00")
    return text


def _locale(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|\d{3}))?", text):
        raise refusal(f"{quoted(text)} is no locale", "write language and country like en_IN or de_DE")
    return text


def _operator(value: object) -> object:
    return _OPERATOR_SPELLINGS.get(value, value) if isinstance(value, str) else value


SHAPES = ("scalar", "mapping", "list")


def _shape(value: object) -> str:
    if isinstance(value, (dict, BaseModel)):
        return "mapping"
    return "list" if isinstance(value, (list, tuple)) else "scalar"


BY_SHAPE: Any = Discriminator(_shape)
"""Chooses among `scalar`, `mapping` and `list` by what was written, so that errors speak of one form only."""

Id = Annotated[str, AfterValidator(_checked_id), Field(json_schema_extra={"maxLength": LONGEST_ID})]
EmployeeId = Annotated[str, BeforeValidator(_checked_employee_id), AfterValidator(_checked_id)]
Name = Annotated[str, Field(min_length=1), AfterValidator(_checked_name)]
Currency = Annotated[str, AfterValidator(_currency)]
Locale = Annotated[str, AfterValidator(_locale)]
Month = Annotated[str, AfterValidator(_month)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Day = Annotated[date, BeforeValidator(_day)]
Comparison = Annotated[Operator, BeforeValidator(_operator)]
