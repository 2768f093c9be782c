"""The KPIs that somebody's role asks for, as they are computed: of groups, of persons, and the counts beside them."""

from dataclasses import dataclass, replace

from okr_reports.appraisal_words import Measured
from okr_reports.expressions import Aggregate, Formula
from okr_reports.measures import Measure
from okr_reports.scoring.people_counts import PEOPLE_OF, people_of

# What stands behind a KPI's id where it is not the KPI, but the rows before its filter.
ROWS_OF = "\x1frows"
# No column of an extract can be called so.
UNIT = "okr:unit "


@dataclass(frozen=True)
class AskedKpi:
    """A KPI, whose values of it count for somebody, the roles asked for a person's, and whether it is about people."""

    measure: Measure
    by: frozenset[Measured]
    roles: frozenset[str] = frozenset()
    is_about_people: bool = False


def groups_of(asked: AskedKpi) -> list[Measure]:
    """The KPI as the company's and its teams', and the count of people behind it."""
    if not asked.by - {Measured.PERSON}:
        return []
    team_column = asked.measure.team_column if Measured.TEAM in asked.by else None
    group = replace(asked.measure, department_column=None, team_column=team_column, person_column=None)
    people = people_of(replace(group, person_column=asked.measure.person_column)) if asked.is_about_people else None
    return [group] if people is None else [group, replace(people, person_column=None)]


def and_rows(asked: AskedKpi) -> list[AskedKpi]:
    """The KPI, and of a filtered count or sum all rows: nothing after the filter is a 0, nothing before it is not."""
    measure = asked.measure
    if measure.filter is None or measure.formula is None or not measure.formula.is_additive:
        return [asked]
    count = Formula("COUNT(*)", Aggregate("count", None), frozenset(), is_additive=True)
    rows = replace(measure, kpi_id=measure.kpi_id + ROWS_OF, formula=count, filter=None)
    return [asked, replace(asked, measure=rows)]


def base_id(measure: Measure) -> str:
    """The KPI that a count beside it belongs to."""
    return measure.kpi_id.removesuffix(PEOPLE_OF).removesuffix(ROWS_OF)


def as_units(measure: Measure) -> Measure:
    """The KPI as the units'."""
    return replace(measure, department_column=None, team_column=None, person_column=f"{UNIT}{measure.person_column}")
