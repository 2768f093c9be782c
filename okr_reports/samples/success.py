"""The sample's Customer Success: invoices, set-up of new customers, health scores, renewals."""

from collections.abc import Iterator
from datetime import date, timedelta

from okr_reports.samples.chance import marked, rounded, whole_days
from okr_reports.samples.months import COUNT, Month
from okr_reports.samples.sales import closing_days
from okr_reports.samples.scene import Events, Row, Scene
from okr_reports.samples.story import LATE_CUSTOMERS, LATE_LOADED_AT, LATE_MONTH, planned

COLUMNS = {
    "billing_months": (
        "customer_id", "month", "mrr_start", "new_mrr", "expansion_mrr", "lost_mrr", "mrr_end", "loaded_at",
    ),
    "onboarding": ("customer_id", "manager_id", "signed_on", "first_report_on", "days_to_first_value"),
    "account_health": ("customer_id", "month", "manager_id", "is_scored"),
    "renewal_reviews": ("customer_id", "manager_id", "due_on", "is_reviewed_early"),
}  # fmt: skip
_DUE_SHARE, _SCORED_SINCE = 0.06, 23


def success_events(scene: Scene) -> Events:
    """What was billed, set up, scored and reviewed in the month."""
    return {
        "billing_months": list(_invoices(scene)),
        "onboarding": list(_onboarding(scene)),
        "account_health": list(_health(scene)) if scene.month.place >= _SCORED_SINCE else [],
        "renewal_reviews": list(_renewals(scene)),
    }


def _invoices(scene: Scene) -> Iterator[Row]:
    late = _late_customers(scene)
    on_time = f"{scene.month.loaded_at:%Y-%m-%d %H:%M:%S}"
    for row in scene.book.rows:
        loaded_at = LATE_LOADED_AT if row.customer_id in late else on_time
        yield (
            row.customer_id, scene.month.key, row.start, row.new, row.expansion, row.lost, row.end, loaded_at,
        )  # fmt: skip


def _late_customers(scene: Scene) -> set[str]:
    """The month's largest expansions, when this is the month whose invoices were booked late."""
    if scene.month.key != LATE_MONTH:
        return set()
    grown = sorted(scene.book.rows, key=lambda row: row.expansion, reverse=True)
    return {row.customer_id for row in grown[: rounded(LATE_CUSTOMERS * scene.scale)]}


def _onboarding(scene: Scene) -> Iterator[Row]:
    """How long each new customer took to a first report; who is not there yet has none."""
    chance = scene.chance("onboarding")
    # Drawn for a hundred days and scaled, because the month of the first report decides how fast set-up was.
    draws = whole_days(chance, len(scene.book.signed), median=100, spread=0.3)
    for customer, signed_on, draw in zip(scene.book.signed, closing_days(scene), draws, strict=True):
        days = _days_to_first_value(scene.month, signed_on, draw / 100)
        first_report_on = signed_on + timedelta(days=days) if days is not None else None
        manager = chance.choice(scene.roster.at_work("onboarding", signed_on))
        yield (
            customer.customer_id, manager.employee_id, signed_on.isoformat(),
            first_report_on and first_report_on.isoformat(), days,
        )  # fmt: skip


def _days_to_first_value(month: Month, signed_on: date, draw: float) -> int | None:
    """Days by this month's speed, or by the next one's for who is not ready before it; None after the story."""
    days = rounded(draw * planned("days_to_first_value", month.place))
    if signed_on + timedelta(days=days) < month.end:
        return days
    if month.place + 1 == COUNT:
        return None
    return max((month.end - signed_on).days, rounded(draw * planned("days_to_first_value", month.place + 1)))


def _health(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("account_health")
    accounts = scene.book.paying
    managers = scene.roster.at_work("customer-success", scene.month.weekdays[-1])
    scored = marked(chance, len(accounts), share=scene.planned("health_scored_share"))
    for row, is_scored in zip(accounts, scored, strict=True):
        yield row.customer_id, scene.month.key, chance.choice(managers).employee_id, int(is_scored)


def _renewals(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("renewal_reviews")
    due = chance.sample(scene.book.rows, rounded(len(scene.book.rows) * _DUE_SHARE))
    reviewed = marked(chance, len(due), share=scene.planned("renewal_reviewed_share"))
    for row, is_reviewed in zip(due, reviewed, strict=True):
        due_on = scene.month.first + timedelta(days=chance.randrange(scene.month.days))
        manager = chance.choice(scene.roster.at_work("customer-success", due_on))
        yield row.customer_id, manager.employee_id, due_on.isoformat(), "true" if is_reviewed else "false"
