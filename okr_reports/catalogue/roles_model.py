"""What roles/*.yaml holds, as types: areas of responsibility with weights, their KPIs, competencies."""

from typing import Annotated

from pydantic import Field

from okr_reports.appraisal_words import Measured
from okr_reports.catalogue.written import Id, Name, Written

Weight = Annotated[float, Field(ge=0, le=100)]


class RoleKpi(Written):
    """A KPI that an area answers for. `weight`: of the area's 100. `measured`: whose value counts (rules §8)."""

    kpi: Id
    weight: Weight
    measured: Measured


class Kra(Written):
    """An area of responsibility. `weight`: of the role's 100. After reading the id is given, else made of the name."""

    id: Id | None = None
    name: Name
    weight: Weight
    kpis: Annotated[list[RoleKpi], Field(min_length=1)]


class Role(Written):
    """What everybody in this role answers for, and the competencies that raters speak about."""

    id: Id
    name: Name
    kras: list[Kra] = Field(default_factory=list)
    competencies: list[Name] = Field(default_factory=list)
