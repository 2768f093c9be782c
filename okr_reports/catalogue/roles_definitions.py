"""What roles answer for, from a catalogue's kept JSON: what pays and must not move unseen (rules §8)."""

from collections.abc import Mapping
from typing import Any

from okr_reports.appraisal_words import Measured
from okr_reports.catalogue.roles import RoleKpiRow


def role_kpis_in(catalogue: Mapping[str, Any]) -> tuple[RoleKpiRow, ...]:
    """As `roles.role_kpis`, of a catalogue's canonical JSON: today's or one kept with a published version.

    A catalogue from before roles were read has none.
    """
    return tuple(
        RoleKpiRow(
            role["id"], kra["id"], kra["name"], kra["weight"], kra_position,
            kpi["kpi"], kpi["weight"], kpi_position, Measured(kpi["measured"]),
        )
        for role in catalogue.get("roles", ())
        for kra_position, kra in enumerate(role.get("kras", ()), 1)
        for kpi_position, kpi in enumerate(kra["kpis"], 1)
    )  # fmt: skip
