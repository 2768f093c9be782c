"""The sample's Sales: deals won and lost, and the pipeline of each representative at month end."""

from collections.abc import Iterator
from datetime import date, timedelta

from okr_reports.samples.chance import rounded, split, whole_days
from okr_reports.samples.customers import LAKH, LARGE_MRR, CustomerMonth
from okr_reports.samples.roster import Post, Roster
from okr_reports.samples.scene import Events, Row, Scene

COLUMNS = {
    "deals": (
        "deal_id", "rep_id", "customer_id", "stage", "met_on", "closed_on", "cycle_days", "list_annual",
        "billed_annual",
    ),
    "pipeline": ("month", "rep_id", "open_amount", "quota_next_quarter"),
}  # fmt: skip
REP_COLUMNS = ("rep_id", "rep_team")
_QUOTA_OF_ALL = 200 * LAKH


def sales_events(scene: Scene) -> Events:
    """The deals closed in the month and the pipeline at its end."""
    return {"deals": [*_won(scene), *_lost(scene)], "pipeline": list(_pipeline(scene))}


def reps(roster: Roster) -> Iterator[Row]:
    """Everybody who ever sold, with their team."""
    teams = {post.employee_id: post.team for post in roster.posts if post.role == "account-executive"}
    yield from sorted(teams.items())


def closing_days(scene: Scene) -> list[date]:
    """When each of the month's new customers signed, in their order."""
    chance = scene.chance("closing_days")
    return [chance.choice(scene.month.weekdays) for _ in scene.book.signed]


def _won(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("deals")
    signed = scene.book.signed
    cycles = whole_days(chance, len(signed), median=scene.planned("cycle_days"))
    for place, (customer, closed_on) in enumerate(zip(signed, closing_days(scene), strict=True)):
        billed = customer.new * 12
        discount = scene.planned("discount_share") * chance.uniform(0.7, 1.3)
        rep = chance.choice(_sellers(scene, customer, closed_on))
        yield (
            f"D{scene.month.key}-W{place:04}",
            rep.employee_id,
            customer.customer_id,
            "won",
            (closed_on - timedelta(days=cycles[place])).isoformat(),
            closed_on.isoformat(),
            cycles[place],
            rounded(billed / (1 - discount)),
            billed,
        )


def _lost(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("deals_lost")
    won = len(scene.book.signed)
    for place in range(rounded(won / scene.planned("won_share")) - won):
        closed_on, days = chance.choice(scene.month.weekdays), chance.randint(12, 120)
        rep = chance.choice(scene.roster.at_work("sales", closed_on))
        met_on = closed_on - timedelta(days=days)
        listed = chance.randint(60, 260) * 1_000
        yield (
            f"D{scene.month.key}-L{place:04}", rep.employee_id, None, "lost",
            met_on.isoformat(), closed_on.isoformat(), days, listed, 0,
        )  # fmt: skip


def _sellers(scene: Scene, customer: CustomerMonth, day: date) -> list[Post]:
    return scene.roster.at_work("upmarket" if customer.new >= LARGE_MRR else "sales", day)


def _pipeline(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("pipeline")
    team = sorted({post.employee_id for post in scene.roster.at_work("sales", scene.month.weekdays[-1])})
    total = rounded(_QUOTA_OF_ALL * scene.scale)
    quotas = split(chance, total, parts=len(team))
    amounts = split(chance, rounded(total * scene.planned("pipeline_coverage")), parts=len(team))
    for rep_id, amount, quota in zip(team, amounts, quotas, strict=True):
        yield scene.month.key, rep_id, amount, quota
