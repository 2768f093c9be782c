"""The sample's People and Finance: hiring, joiners, the quarterly survey, payslips, closing the books, cash."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from okr_reports.samples.chance import rounded, whole_days
from okr_reports.samples.scene import Events, Row, Scene
from okr_reports.samples.story import ANSWERING_SHARE, SURVEYS

COLUMNS = {
    "requisitions": ("requisition_id", "recruiter_id", "team", "opened_on", "accepted_on", "days_open"),
    "joiners": ("joiner_ref", "joined_on", "day_90_on", "is_in_post"),
    "payslips": ("employee_id", "month", "processed_by", "is_corrected"),
    "survey_answers": ("answer_id", "answered_on", "question", "score"),
    "month_close": ("books_of", "from_on", "closed_on"),
    "cash": ("month", "cash_lakh", "net_burn_lakh"),
}
_HIRING_TEAMS = ("inside-sales", "onboarding", "tier-1", "platform", "product")
_NET_BURN_LAKH = 42.5


def people_finance_events(scene: Scene) -> Events:
    """Who was hired, stayed, was paid and asked, and when the books of the month before were closed."""
    return {
        "requisitions": list(_requisitions(scene)),
        "joiners": list(_joiners(scene)),
        "payslips": list(_payslips(scene)),
        "survey_answers": list(_survey(scene)),
        "month_close": [_close(scene)],
        "cash": [_cash(scene)],
    }


def _requisitions(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("requisitions")
    lengths = whole_days(chance, max(1, scene.scaled("seats_filled")), median=scene.planned("fill_days"))
    for place, days in enumerate(lengths):
        accepted_on = chance.choice(scene.month.weekdays)
        recruiter = chance.choice(scene.roster.at_work("people", accepted_on))
        yield (
            f"Q{scene.month.key}-{place:03}", recruiter.employee_id, chance.choice(_HIRING_TEAMS),
            (accepted_on - timedelta(days=days)).isoformat(), accepted_on.isoformat(), days,
        )  # fmt: skip


def _joiners(scene: Scene) -> Iterator[Row]:
    """The register of joiners by the day on which they have been here for 90 days; it holds no names."""
    chance = scene.chance("joiners")
    count, leavers = scene.scaled("joiners"), scene.scaled("early_leavers")
    for place in range(count):
        day_90_on = chance.choice(scene.month.weekdays)
        joined_on = day_90_on - timedelta(days=90)
        is_in_post = "false" if place < leavers else "true"
        yield f"J{scene.month.key}-{place:03}", joined_on.isoformat(), day_90_on.isoformat(), is_in_post


def _payslips(scene: Scene) -> Iterator[Row]:
    chance = scene.chance("payslips")
    pay_day = scene.month.first + timedelta(days=24)
    people = scene.roster.employed(pay_day)
    partners = scene.roster.at_work("finance", pay_day)
    corrected = set(chance.sample(range(len(people)), min(len(people), scene.scaled("payslips_corrected"))))
    for place, post in enumerate(people):
        partner = chance.choice(partners).employee_id
        yield post.employee_id, scene.month.key, partner, int(place in corrected)


def _survey(scene: Scene) -> Iterator[Row]:
    """Answers of 0 to 10 without names: would you recommend us, and does your manager help you."""
    if scene.month.key not in SURVEYS:
        return
    promoting, detracting = SURVEYS[scene.month.key]
    chance = scene.chance("survey_answers")
    count = rounded(len(scene.roster.employed(scene.month.first)) * ANSWERING_SHARE)
    for question, shares in (("enps", (promoting, detracting)), ("manager", (promoting + 0.1, detracting - 0.05))):
        for place, score in enumerate(_scores(chance, count, shares)):
            answered_on = scene.month.first + timedelta(days=chance.randrange(7, 25))
            yield f"S{scene.month.key}-{question}-{place:04}", answered_on.isoformat(), question, score


def _scores(chance: Random, count: int, shares: tuple[float, float]) -> list[int]:
    """Promoters give 9 or 10, detractors up to 6, everybody else 7 or 8."""
    promoters, detractors = (rounded(count * share) for share in shares)
    bounds = [(9, 10)] * promoters + [(3, 6)] * detractors + [(7, 8)] * (count - promoters - detractors)
    return [chance.randint(*pair) for pair in chance.sample(bounds, len(bounds))]


def _close(scene: Scene) -> Row:
    """The books of the month before, closed so many weekdays after its end."""
    books_of = scene.month.first - timedelta(days=1)
    closed_on = scene.month.weekdays[int(scene.planned("close_days"))]
    return f"{books_of:%Y-%m}", scene.month.first.isoformat(), closed_on.isoformat()


def _cash(scene: Scene) -> Row:
    burn = round(_NET_BURN_LAKH * scene.scale, 1)
    return scene.month.key, round(burn * scene.planned("runway_months"), 2), burn
