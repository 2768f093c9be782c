"""Lists and counts inside English sentences: names joined, plurals, numbers up to twelve as words."""

from collections.abc import Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# First words of a KPI's name that are never a proper name: inside a sentence they begin with a small letter.
_ORDINARY_WORDS = """
    active average backlog billing booking calls cases cash change churn claims close closed code complaints
    contract conversion cost customer customers cycle daily days deals defect defects delayed demand deployment
    deployments discount early employee error failed first forecast gross growth headcount health hiring hours
    incident incidents invoice late lead leads lost margin mean median meetings minutes missed month monthly net new
    number offer on on-time open order orders overdue overtime payroll people pipeline product production quality
    quarterly rate renewals reopen reply resolution resolved response retention return returns revenue sales
    satisfaction self-service share sick sickness spend staff stock support team tests tickets time total training
    trial uptime usage visits voluntary wait waiting weekly win work
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())


def joined(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def joined_up_to(names: Sequence[str], *, most: int) -> str:
    """`A, B and 4 more`: at most so many names, and never "1 more" where the name itself would do."""
    if len(names) <= most + 1:
        return joined(names)
    return joined([*names[:most], f"{len(names) - most} more"])


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 month`, `3 months`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def in_words(count: int) -> str:
    """Numbers up to twelve as words; 0 is `no`."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def unbroken(text: str) -> str:
    """The text with hyphens and spaces at which no line is broken."""
    return text.replace("-", "\u2011").replace(" ", "\u00a0")


def capitalised(sentence: str) -> str:
    """The sentence with a capital at its start, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def shortened(text: str, *, most: int) -> str:
    """The text cut at a word to at most so many signs, with an ellipsis that shows the cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;") + "…"


def inside_sentence(name: str) -> str:
    """A name with a small first letter where its first word is an ordinary one and no other word is capitalised."""
    first, *others = name.split(" ")
    word = first.lower()
    is_ordinary = word in _ORDINARY or word.split("-")[0] in _ORDINARY
    if not is_ordinary or any(word[:1].isupper() for word in others) or first[1:] != first[1:].lower():
        return name
    return name[:1].lower() + name[1:]
