"""The roles of the catalogue as the table that scoring takes."""

from collections.abc import Iterable
from dataclasses import astuple

import polars as pl

from okr_reports.appraisal_tables import ROLE_KPIS
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.roles import RoleKpiRow, role_kpis


def role_kpis_of(catalogue: Catalogue) -> pl.DataFrame:
    """appraisal_tables.ROLE_KPIS of all roles, in order of the files."""
    return role_kpi_table(role_kpis(catalogue))


def role_kpi_table(rows: Iterable[RoleKpiRow]) -> pl.DataFrame:
    """appraisal_tables.ROLE_KPIS of these rows: of today's catalogue, or of a kept one (`roles_definitions`)."""
    return ROLE_KPIS.check(pl.DataFrame([astuple(row) for row in rows], schema=ROLE_KPIS.columns, orient="row"))
