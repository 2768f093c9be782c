"""How far a long run is, in words for the console: done, rate, and what is left."""


def progress_words(done: int, *, total: int, seconds: float, what: str = "bundles") -> str:
    """`412 of 1,000 bundles, 31 per second, 19 s left`; no rate before the first one is done."""
    counted = f"{done:,} of {total:,} {what}"
    if done < 1 or seconds <= 0:
        return counted
    rate = done / seconds
    per_second = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
    left = f", {_span(seconds * (total - done) / done)} left" if done < total else f" in {_span(seconds)}"
    return f"{counted}, {per_second} per second{left}"


def _span(seconds: float) -> str:
    """`19 s`, `4 min`, `2 h 10 min`."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
