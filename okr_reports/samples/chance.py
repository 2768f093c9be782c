"""Seeded chance: rows that look like a real company's and still add up to what the story plans for their month."""

import math
from random import Random
from statistics import NormalDist

_NORMAL = NormalDist()
# The share of a normal distribution's tenth slowest: how many deviations lie between median and 90th percentile.
_P90 = _NORMAL.inv_cdf(0.9)


def seeded(*names: str) -> Random:
    """A generator of its own for each table and month, so that a change to one leaves the others alone."""
    return Random("/".join(("saas60", *names)))


def rounded(amount: float) -> int:
    """A planned count as a whole number, half upwards."""
    return math.floor(amount + 0.5)


def marked(chance: Random, count: int, *, share: float) -> list[bool]:
    """So many truth values in random order, of which the nearest whole number to the share is true."""
    hits = rounded(count * share)
    marks = [True] * hits + [False] * (count - hits)
    chance.shuffle(marks)
    return marks


def durations(chance: Random, count: int, *, median: float, p90: float) -> list[float]:
    """Log-normal lengths in random order whose 90th percentile, interpolated linearly, is the planned one."""
    spread = math.log(p90 / median) / _P90
    shares = [(place + chance.uniform(0.3, 0.7)) / count for place in range(count)]
    lengths = [median * math.exp(spread * _NORMAL.inv_cdf(share)) for share in shares]
    scale = p90 / quantile(lengths, 0.9) if count else 1.0
    lengths = [length * scale for length in lengths]
    chance.shuffle(lengths)
    return lengths


def whole_days(chance: Random, count: int, *, median: float, spread: float = 0.35) -> list[int]:
    """Whole numbers of days in random order around a median."""
    shares = [(place + 0.5) / count for place in range(count)]
    days = [max(1, rounded(median * math.exp(spread * _NORMAL.inv_cdf(share)))) for share in shares]
    chance.shuffle(days)
    return days


def ratings(chance: Random, count: int, *, mean: float) -> list[int]:
    """Scores of 1 to 5 in random order whose mean is the planned one, as near as whole scores allow."""
    scores = [1 + sum((place + 0.5) / count > edge for edge in (0.03, 0.08, 0.17, 0.5)) for place in range(count)]
    chance.shuffle(scores)
    step = 1 if sum(scores) < mean * count else -1
    place = 0
    while abs(sum(scores) + step - mean * count) < abs(sum(scores) - mean * count):
        if 1 <= scores[place % count] + step <= 5:
            scores[place % count] += step
        place += 1
    return scores


def split(chance: Random, total: int, *, parts: int) -> list[int]:
    """A whole amount in so many uneven whole parts that add up to it."""
    weights = [chance.uniform(0.5, 1.5) for _ in range(parts)]
    whole = sum(weights)
    amounts = [int(total * weight / whole) for weight in weights]
    amounts[-1] += total - sum(amounts)
    return amounts


def quantile(numbers: list[float], share: float) -> float:
    """The linearly interpolated quantile."""
    ordered = sorted(numbers)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
