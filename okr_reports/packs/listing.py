"""Lists and counts inside English sentences: names joined, plurals, numbers up to twelve as words."""

import re
from collections.abc import Sequence

_FILE_NAME = re.compile(r"[\w/-]+\.\w+\b")
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# First words of a KPI's name that are never a proper name: inside a sentence they begin with a small letter.
_ORDINARY_WORDS = """
    absence accuracy active answers approvals assets attendance average backlog balance billing booking bookings
    bounce bugs calls cancellations candidates capacity carriers cases cash change churn claims clicks close closed
    code collections commits complaints compliance contract conversion cost coverage credit customer customers cycle
    daily days deals debt defect defects delayed delivery demand deployment deployments devices discount diversions
    downloads downtime early efficiency emails employee engagement error errors escalations expenses failed feedback
    fill findings first flights follow-ups forecast fraud fulfilment gaps goals goods gross ground growth headcount
    health hires hiring hours impressions inbound incident incidents inventory invoice items jobs late launches lead
    leads leaves load loans long lost manual margin mean median meetings messages minutes missed mistakes month
    monthly net new number occupancy occurrences offer on on-call on-time open order orders outages output overdue
    overtime paid partial passengers patients payment payments payroll people per-unit phone pipeline planned price
    processing procurement product production profit projects proposals purchase quality quarterly queue quotes rate
    referrals refunds regional releases renewal renewals reopen repeat reply reports requests requisitions
    resolution resolved response retention return returning returns revenue reviews rework safety sales satisfaction
    scheduled scrap self-service service services setup share shifts shipments short sick sickness signups site
    sites speed spend staff stock stores subscriptions supplier suppliers support task tasks team tenure tests
    throughput tickets time total training trial trips turnaround turnover units unpaid unplanned uptime usage users
    utilisation utilization vacancies vehicles visits voluntary wait waiting warranty waste website weekly win work
    yield
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())


def joined(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; `A, median; B; and C` where a name holds a comma itself."""
    if len(names) > 1 and any(", " in name for name in names):
        return "; ".join([*names[:-1], f"and {names[-1]}"])
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def joined_up_to(names: Sequence[str], *, most: int) -> str:
    """`A, B and 4 more`: at most so many names, and never "1 more" where the name itself would do."""
    if len(names) <= most + 1:
        return joined(names)
    return joined([*names[:most], f"{len(names) - most} more"])


def plural(count: int, noun: str, *, nouns: str | None = None) -> str:
    """`1 month`, `3 months`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def every_one(count: int, noun: str) -> str:
    """`All 3 months`, `The only month`."""
    return f"The only {noun}" if count == 1 else f"All {plural(count, noun)}"


def in_words(count: int) -> str:
    """Numbers up to twelve as words; 0 is `no`."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def unbroken(text: str) -> str:
    """The text with hyphens and spaces at which no line is broken."""
    return text.replace("-", "\u2011").replace(" ", "\u00a0")


def capitalised(sentence: str) -> str:
    """The sentence with a capital at its start, the rest as it is; a file's name that begins it keeps its own."""
    return sentence if _FILE_NAME.match(sentence) else sentence[:1].upper() + sentence[1:]


def shortened(text: str, *, most: int) -> str:
    """The text cut at a word to at most so many signs, with an ellipsis that shows the cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;") + "…"


def inside_sentence(names: Sequence[str]) -> list[str]:
    """Names with small first letters where all of them allow it, else all as they are written.

    A name allows it when its first word is an ordinary one and no other word is capitalised; names that begin with a
    digit, a sign or an abbreviation (CSAT, eNPS) stay as they are and do not stand in the way.
    """
    if not all(_is_ordinary(name) or _is_unaffected(name) for name in names):
        return list(names)
    return [name if _is_unaffected(name) else name[:1].lower() + name[1:] for name in names]


def _is_ordinary(name: str) -> bool:
    first, *others = name.split(" ")
    word = first.lower()
    is_known = word in _ORDINARY or word.split("-")[0] in _ORDINARY
    return is_known and first[1:] == first[1:].lower() and not any(other[:1].isupper() for other in others)


def _is_unaffected(name: str) -> bool:
    first = name.split(" ", maxsplit=1)[0]
    return not first[:1].isupper() or first[1:] != first[1:].lower() or any(sign.isdigit() for sign in first)
