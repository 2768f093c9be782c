"""The sample's customers month by month: who signs, grows, shrinks and leaves, and what each pays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from okr_reports.samples.chance import rounded, seeded, split
from okr_reports.samples.months import Month, all_months
from okr_reports.samples.story import planned

LAKH = 100_000
# Annual value of ten lakh: what the upmarket team counts as a large deal.
LARGE_MRR = -(-10 * LAKH // 12)
_AT_FIRST, _MRR_AT_FIRST, _NEW_A_MONTH = 900, 60 * LAKH, 62
_SMALLEST_LOSS = 2_000
_GOLDEN = 0.6180339887498949


@dataclass
class CustomerMonth:
    """What one customer paid at the start of a month, in rupees a month, and what changed in it."""

    customer_id: str
    start: int = 0
    new: int = 0
    expansion: int = 0
    lost: int = 0

    @property
    def end(self) -> int:
        """What the customer pays at the month's end; 0 = gone."""
        return self.start + self.new + self.expansion - self.lost


@dataclass(frozen=True)
class Book:
    """All customers of one month: `rows` of everybody who paid, `signed` of those who are new."""

    month: Month
    rows: list[CustomerMonth]
    signed: list[CustomerMonth] = field(default_factory=list)

    @property
    def paying(self) -> list[CustomerMonth]:
        """Who still pays at the month's end."""
        return [row for row in self.rows if row.end > 0]


def books(scale: float) -> Iterator[Book]:
    """The story's months one after another; `scale` 1.0 is the company of sixty."""
    paying = _first_customers(scale)
    for month in all_months():
        chance = seeded("customers", month.key)
        rows = [CustomerMonth(customer_id, start=mrr) for customer_id, mrr in paying.items()]
        start = sum(paying.values())
        lost = rounded(start * planned("lost_share", month.place))
        grown = lost + rounded(start * planned("expansion_beyond_loss", month.place))
        _lose(chance, rows, lost)
        _grow(chance, rows, grown)
        net_new = rounded(planned("net_new_mrr_lakh", month.place) * LAKH * scale)
        signed = _sign(chance, month, amount=net_new + lost - grown, scale=scale)
        book = Book(month, rows + signed, signed)
        paying = {row.customer_id: row.end for row in book.paying}
        yield book


def _first_customers(scale: float) -> dict[str, int]:
    count = rounded(_AT_FIRST * scale)
    amounts = split(seeded("customers", "first"), rounded(_MRR_AT_FIRST * scale), parts=count)
    return {f"C0-{place:05}": amount for place, amount in enumerate(amounts)}


def _lose(chance: Random, rows: list[CustomerMonth], amount: int) -> None:
    """Customers leave, none of the large ones, and one who stays pays less, so that the sum is exact."""
    left = amount
    for row in _old_and_new(chance, rows):
        if row.start <= min(left, LARGE_MRR // 2):
            row.lost = row.start
            left -= row.lost
        if left < _SMALLEST_LOSS:
            break
    stays = max((row for row in rows if row.lost == 0), key=lambda row: row.start)
    stays.lost = left


def _grow(chance: Random, rows: list[CustomerMonth], amount: int) -> None:
    """Customers who stay buy 10 to 60 % more until the month's amount is reached."""
    left = amount
    for row in _old_and_new(chance, rows):
        if row.lost:
            continue
        row.expansion = min(left, rounded(row.start * chance.uniform(0.1, 0.6)))
        left -= row.expansion
        if left <= 0:
            return


def _old_and_new(chance: Random, rows: list[CustomerMonth]) -> list[CustomerMonth]:
    """All customers in an order of which every beginning holds old and new ones alike: retention then follows the plan.

    Multiples of the golden ratio spread evenly over 0 to 1; `rows` begin with the oldest.
    """
    start = chance.random()
    places = sorted(range(len(rows)), key=lambda place: (start + place * _GOLDEN) % 1)
    return [rows[place] for place in places]


def _sign(chance: Random, month: Month, *, amount: int, scale: float) -> list[CustomerMonth]:
    """The month's new customers: the planned large deals, and many small ones for the rest."""
    large = rounded(planned("large_deals", month.place) * scale)
    amounts = [LARGE_MRR + chance.randrange(25_000) for _ in range(large)]
    count = max(1, rounded(_NEW_A_MONTH * scale) - large)
    amounts += split(chance, max(count * 1_000, amount - sum(amounts)), parts=count)
    chance.shuffle(amounts)
    return [CustomerMonth(f"C{month.key}-{place:05}", new=mrr) for place, mrr in enumerate(amounts)]
