"""The sample's Engineering: incidents, deployments, and the probe that asks every hour whether the product is up."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from okr_reports.samples.chance import durations, marked, rounded, seeded, split
from okr_reports.samples.months import some_time
from okr_reports.samples.scene import Events, Row, Scene
from okr_reports.samples.story import DEPLOYMENTS_A_WEEK, SLOW_WEEKS

COLUMNS = {
    "incidents": (
        "incident_id", "severity", "cause", "engineer_id", "team", "started_at", "restore_hours", "reviewed_on",
        "exported_at",
    ),
    "deployments": ("deployment_id", "engineer_id", "team", "deployed_at", "is_rolled_back", "exported_at"),
    "uptime_probe": ("hour_at", "minutes", "minutes_up"),
}  # fmt: skip
# The register of incidents is exported whole: up to here it is complete, also where nothing happened.
_EXPORTED_AT = "2026-10-01 01:00:00"
# One incident of the first severity in August 2026 was the provider's, not ours.
_PROVIDER_MONTH, _LATE_REVIEW_MONTH = "2026-08", "2026-05"


def engineering_events(scene: Scene) -> Events:
    """What broke, what was shipped, and how many minutes of each hour the product was up."""
    return {
        "incidents": list(_incidents(scene)),
        "deployments": list(_deployments(scene)),
        "uptime_probe": _uptime(scene),
    }


def _incidents(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("incidents")
    # A product's incidents follow its own quality, not the head count: they are not scaled.
    ours, others = int(scene.planned("p1_incidents")), int(scene.planned("other_incidents"))
    kinds = [("P1", "own")] * ours + [_other_kind(chance, scene, place) for place in range(others)]
    hours = durations(chance, len(kinds), median=1.1, p90=scene.planned("p90_restore_hours"))
    for place, ((severity, cause), restore) in enumerate(zip(kinds, hours, strict=True)):
        day = chance.choice(scene.month.weekdays)
        engineer = chance.choice(scene.roster.at_work("engineering", day))
        reviewed_on = _review(scene, day, place) if severity == "P1" else None
        yield (
            f"I{scene.month.key}-{place:02}", severity, cause, engineer.employee_id, engineer.team,
            f"{some_time(chance, day):%Y-%m-%d %H:%M:%S}", round(restore, 2), reviewed_on, _EXPORTED_AT,
        )  # fmt: skip


def _other_kind(chance: Random, scene: Scene, place: int) -> tuple[str, str]:
    if scene.month.key == _PROVIDER_MONTH and place == 0:
        return "P1", "provider"
    return chance.choice(("P2", "P3", "P3")), chance.choice(("own", "own", "own", "provider"))


def _review(scene: Scene, day: date, place: int) -> str:
    is_late = scene.month.key == _LATE_REVIEW_MONTH and place == 0
    return (day + timedelta(days=16 if is_late else 3 + place)).isoformat()


def _deployments(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("deployments")
    days = [day for day in scene.month.weekdays for _ in range(_deployments_on(day, scene.scale))]
    rolled_back = marked(chance, len(days), share=scene.planned("rolled_back_share"))
    for place, day in enumerate(days):
        engineer = chance.choice(scene.roster.at_work("engineering", day))
        yield (
            f"R{scene.month.key}-{place:04}", engineer.employee_id, engineer.team,
            f"{some_time(chance, day):%Y-%m-%d %H:%M:%S}", int(rolled_back[place]), _EXPORTED_AT,
        )  # fmt: skip


def _deployments_on(day: date, scale: float) -> int:
    """The day's share of its ISO week's deployments."""
    year, week, weekday = day.isocalendar()
    key = f"{year}-W{week:02}"
    usual = DEPLOYMENTS_A_WEEK[(year * 53 + week) % len(DEPLOYMENTS_A_WEEK)]
    return split(seeded("deployments", key), rounded(SLOW_WEEKS.get(key, usual) * scale), parts=5)[weekday - 1]


def _uptime(scene: Scene) -> list[Row]:
    chance = scene.chance("uptime_probe")
    hours = scene.month.days * 24
    outages = split(chance, rounded(hours * 60 * scene.planned("down_share")), parts=3)
    down = dict.fromkeys(range(hours), 0) | dict(zip(chance.sample(range(hours), 3), outages, strict=True))
    first = datetime.combine(scene.month.first, time())
    return [(first + timedelta(hours=hour), 60, 60 - minutes) for hour, minutes in down.items()]
