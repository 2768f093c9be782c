"""One KPI sheet as the rules of advice look at it: its words, its formula's form, and how to speak of it."""

import re
from dataclasses import dataclass

from okr_reports.catalogue.formula import read_filter
from okr_reports.catalogue.formula_text import FormulaRefused
from okr_reports.catalogue.lint.codes import CODES
from okr_reports.catalogue.lint.measured import Measured, measured_by
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.catalogue.model import Kpi, Target
from okr_reports.catalogue.places import quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.expressions import Expression
from okr_reports.findings import Finding
from okr_reports.words import Direction, Operator

# Words that stand in no English name and in many others: rules about words then say nothing.
FOREIGN = word_set(
    "der das und für fuer von zur zum je pro nach de da dos em por para com le les du et el los las y della ka ke ki"
    " mein het een voor av og och"
)
_WORD = re.compile(r"[^\W\d_]+")
TIME_UNITS = word_set(
    "ms s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days wd wk week weeks"
)
UPWARD = (Operator.AT_LEAST, Operator.ABOVE)
DOWNWARD = (Operator.AT_MOST, Operator.BELOW)


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A sheet with what its name and formula say.

    `name`: in small letters, with single spaces. `words`: those of an English name; of any other, none. `measured`: the
    form of the formula, None for ready-made values. `target`: the newest row for the KPI's own periods, which is the
    one that can still be changed.
    """

    sheet: Sheet[Kpi]
    kpi: Kpi
    name: str
    words: frozenset[str]
    measured: Measured | None
    target: Target | None

    @property
    def is_english(self) -> bool:
        """Whether the name may be read as English."""
        return bool(self.words)

    @property
    def filter_tree(self) -> Expression | None:
        """The condition on its rows; None without one, and for one that is reported as unreadable."""
        try:
            return read_filter(self.kpi.filter).condition if self.kpi.filter else None
        except FormulaRefused:
            return None

    @property
    def target_number(self) -> int:
        """Where the newest row stands in `targets`."""
        return [row is self.target for row in self.kpi.targets].index(True)

    @property
    def has_target(self) -> bool:
        """Whether a bound is in force: a number, a range or a relative one."""
        row = self.target
        return row is not None and row.state is None

    @property
    def is_time(self) -> bool:
        """Whether its unit is one of time."""
        return self.kpi.unit.strip().lower() in TIME_UNITS

    @property
    def is_lower_better(self) -> bool:
        """Whether it is to fall."""
        return self.kpi.direction is Direction.LOWER

    @property
    def person(self) -> str | None:
        """The id of the person who owns it now; a department is nobody."""
        owner = self.kpi.owner
        if isinstance(owner, list):
            owner = max(owner, key=lambda dated: dated.from_).owner
        return owner if isinstance(owner, str) else None

    @property
    def quoted_name(self) -> str:
        """The name as a message shows it."""
        return quoted(self.kpi.name)

    def finding(self, code: str, text: str, *, rewrite: str, at: tuple[str | int, ...] = ()) -> Finding:
        """A finding about this sheet; `at`: the keys that lead to what should change."""
        place = self.sheet.source.at(*at).file_line
        return Finding(code, CODES[code].severity, self.sheet.id, text, place, rewrite)

    def company_finding(self, code: str, text: str, *, rewrite: str) -> Finding:
        """A finding about the company's sheets as a whole, which begin with this one."""
        return Finding(code, CODES[code].severity, "company", text, self.sheet.source.at().file_line, rewrite)


def subject_of(sheet: Sheet[Kpi]) -> Subject:
    """The sheet as the rules look at it."""
    kpi = sheet.entry
    name = " ".join(kpi.name.lower().split())
    words = frozenset(_WORD.findall(name)) if name.isascii() or is_latin(name) else frozenset[str]()
    measured = measured_by(kpi.formula) if kpi.formula else None
    return Subject(sheet, kpi, name, words if words.isdisjoint(FOREIGN) else frozenset(), measured, _newest(kpi))


def is_latin(name: str) -> bool:
    """Whether every letter stands in the English alphabet; signs such as ₹ and ÷ are no letters."""
    return not any(char.isalpha() and not char.isascii() for char in name)


def _newest(kpi: Kpi) -> Target | None:
    own = [row for row in kpi.targets if row.grain is None]
    return max(own, key=lambda row: row.from_) if own else None
