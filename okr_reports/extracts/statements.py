"""The SQL of an extract: which of the three parameters it uses, and with which values it is asked."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

PERIOD_START, PERIOD_END, AS_OF = "period_start", "period_end", "as_of"
_NAMES = "|".join((PERIOD_START, PERIOD_END, AS_OF))
_SILENT = (
    r"'(?:[^']|'')*'"  # text
    r'|"(?:[^"]|"")*"'  # names
    r"|`[^`]*`"
    r"|--[^\n]*"
    r"|/\*.*?\*/"
    r"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$"
)
_TOKEN = re.compile(rf"(?P<silent>{_SILENT})|(?<![:\w]):(?P<name>{_NAMES})\b", re.DOTALL)
# What SQLAlchemy would take for a parameter of its own, or for one that is escaped already.
_COLON = re.compile(r"(?<![:\w]):(?=\w)|(?<=\\):")


@dataclass(frozen=True)
class Span:
    """A run of days for which a statement is asked: from `start` up to and without `end`."""

    start: date
    end: date


@dataclass(frozen=True)
class Statement:
    """SQL in which only our parameters are still written `:name`, and those it uses."""

    text: str
    parameters: frozenset[str]

    @property
    def is_per_period(self) -> bool:
        """Whether it is asked once per period instead of once for everything."""
        return bool(self.parameters & {PERIOD_START, PERIOD_END})


@dataclass(frozen=True)
class Query:
    """An extract's statement with what it is asked for: its spans in order, and the moment it is asked as of."""

    extract_id: str
    statement: Statement
    spans: tuple[Span, ...]
    as_of: datetime
    zone: str

    def values(self, *, has_dates: bool) -> list[dict[str, date | datetime | str]]:
        """The parameters of each asking: days and an aware moment, or, for a database without them, texts.

        Texts are days like 2026-09-01 and the moment like `2026-10-01 06:00:00` in the company's zone.
        """
        spans = self.spans if self.statement.is_per_period else self.spans[:1]
        return [self._values(span, has_dates) for span in spans]

    def _values(self, span: Span, has_dates: bool) -> dict[str, date | datetime | str]:
        moment = self.as_of.astimezone(ZoneInfo(self.zone))
        values: dict[str, date | datetime | str]
        if has_dates:
            values = {PERIOD_START: span.start, PERIOD_END: span.end, AS_OF: moment}
        else:
            text = moment.strftime("%Y-%m-%d %H:%M:%S")
            values = {PERIOD_START: span.start.isoformat(), PERIOD_END: span.end.isoformat(), AS_OF: text}
        return {name: value for name, value in values.items() if name in self.statement.parameters}


def parse_statement(sql: str) -> Statement:
    """Find the parameters. A colon in text, comments, casts and array slices stays what it is."""
    pieces, used, place = [], set(), 0
    for match in _TOKEN.finditer(sql):
        pieces += [_escaped(sql[place : match.start()])]
        if match["name"]:
            used.add(match["name"])
            pieces.append(match[0])
        else:
            pieces.append(_escaped(match[0]))
        place = match.end()
    text = "".join([*pieces, _escaped(sql[place:])]).strip().rstrip(";")
    return Statement(text, frozenset(used))


def _escaped(text: str) -> str:
    return _COLON.sub(r"\\:", text)
