"""What each key of a role means, in one line: shown by editors beside the key."""

from collections.abc import Mapping

ROLE_DESCRIPTIONS: Mapping[str, Mapping[str, str]] = {
    "Role": {
        "id": "The word that people.csv has in its column role.",
        "name": "The role's name as printed.",
        "kras": "Areas of responsibility; their weights total 100.",
        "competencies": "What raters describe in words, as competencies.csv names it.",
    },
    "Kra": {
        "id": "Left out, it is made of the name: `Timely answers` becomes timely-answers.",
        "name": "The area's name as printed.",
        "weight": "Its part of the role's 100.",
        "kpis": "The KPIs that show how the area is doing; their weights total 100.",
    },
    "RoleKpi": {
        "kpi": "The id of a KPI in kpis/.",
        "weight": "Its part of the area's 100.",
        "measured": "Whose value counts: person (the KPI's person_column), team (its team_column) or shared.",
    },
}
