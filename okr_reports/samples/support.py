"""The sample's Customer support: tickets with their agents, and what customers answer when asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from okr_reports.samples.chance import durations, marked, ratings, rounded
from okr_reports.samples.months import in_utc, some_time
from okr_reports.samples.roster import Roster
from okr_reports.samples.scene import Events, Row, Scene
from okr_reports.samples.story import NO_REPLIES

COLUMNS = {
    "tickets": (
        "ticket_id", "customer_id", "agent_id", "opened_at", "resolved_at", "first_response_hours", "reply_count",
        "is_reopened",
    ),
    "csat_replies": ("ticket_id", "agent_id", "replied_on", "score"),
}  # fmt: skip
AGENT_COLUMNS = ("agent_id", "team", "desk")
_EUROPE_SINCE, _SLOW_HOURS, _REPLY_SHARE = 19, 1.6, 0.3
# Somebody typed a word where a score belongs: the cell is set aside, the row stays.
_UNREADABLE = {"2025-05": "four", "2026-02": "n/a", "2026-09": "4 or 5"}


def support_events(scene: Scene) -> Events:
    """The tickets resolved in the month, and the replies to the question how it went."""
    tickets = list(_tickets(scene))
    return {"tickets": tickets, "csat_replies": list(_replies(scene, tickets))}


def agents(roster: Roster) -> Iterator[Row]:
    """Everybody who ever answered tickets, with their team."""
    teams = {post.employee_id: post.team for post in roster.posts if post.role == "support-agent"}
    for place, (agent_id, team) in enumerate(sorted(teams.items())):
        yield agent_id, team, ("Pune", "Kochi")[place % 2]


def _tickets(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("tickets")
    count = rounded(len(scene.book.rows) * scene.planned("tickets_per_100") / 100)
    median, p90 = scene.planned("median_first_response"), scene.planned("p90_first_response")
    hours = durations(chance, count, median=median, p90=p90)
    one_reply = marked(chance, count, share=scene.planned("one_reply_share"))
    reopened = marked(chance, count, share=scene.planned("reopened_share"))
    for place, response in enumerate(hours):
        opened, resolved = _times(chance, scene, response)
        yield (
            f"T{scene.month.key}-{place:05}",
            chance.choice(scene.book.rows).customer_id,
            chance.choice(scene.roster.at_work("support", resolved.date())).employee_id,
            in_utc(opened),
            in_utc(resolved),
            round(response, 3),
            1 if one_reply[place] else chance.randint(2, 5),
            int(reopened[place]),
        )


def _times(chance: Random, scene: Scene, response: float) -> tuple[datetime, datetime]:
    """When a ticket was opened and resolved, local time. Since Europe came, the slow ones come in the evening."""
    is_evening = scene.month.place >= _EUROPE_SINCE and response > _SLOW_HOURS and chance.random() < 0.8
    day = scene.month.first + timedelta(days=chance.randrange(1, scene.month.days))
    opened = some_time(chance, day, hours=(17.0, 21.0) if is_evening else (8.0, 17.0))
    resolved = opened + timedelta(hours=response + chance.uniform(0.3, 5.0))
    if resolved.date() >= scene.month.end:
        opened, resolved = opened - timedelta(days=1), resolved - timedelta(days=1)
    return opened, resolved.replace(microsecond=0)


def _replies(scene: Scene, tickets: list[Row]) -> Iterator[Row]:
    if scene.month.key == NO_REPLIES:
        return
    chance = scene.chance("csat_replies")
    answered = sorted(chance.sample(range(len(tickets)), rounded(len(tickets) * _REPLY_SHARE)))
    scores = ratings(chance, len(answered), mean=scene.planned("csat_mean"))
    for place, (ticket, score) in enumerate(zip(answered, scores, strict=True)):
        ticket_id, agent_id = tickets[ticket][0], tickets[ticket][2]
        replied_on = scene.month.first + timedelta(days=chance.randrange(scene.month.days))
        written = _UNREADABLE.get(scene.month.key, score) if place == 0 else score
        yield ticket_id, agent_id, replied_on.isoformat(), written
