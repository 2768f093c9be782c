"""KR-TASK: a title that is something to be done, or counts how often it is done, and no outcome."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject
from okr_reports.catalogue.lint.goal_titles import Title, is_number, is_percent
from okr_reports.catalogue.lint.goal_vocabulary import (
    AMBIGUOUS,
    ARTEFACTS,
    DETERMINERS,
    DOING,
    EFFORTS,
    INSTEAD,
    MEASURED,
    TWO_WORD_DOING,
    WON,
)
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.findings import Finding

_THINGS = EFFORTS | ARTEFACTS
_DONE = re.compile(
    r"\b(?:launched|implemented|conducted|published|held|organi[sz]ed|created|deployed|introduced|migrated|finali[sz]ed"
    r"|installed|delivered|completed|established|developed|written|produced|rolled out|set up|in place|live|redesigned"
    r"|sent|made|run|built|shipped|opened|done)$"
)
_OFTEN_DONE = re.compile(r"\b(?:held|conducted|organi[sz]ed|published|run|sent|delivered|produced|written)$")
_COUNTED = re.compile(r"^(?:the )?(?:number|count|no\.?|amount|#) (?:of )?")
_A_SPAN = re.compile(r" (?:per|a|each|every) (?:day|week|fortnight|month|quarter|cycle|year)\b.*")
_FROM_HERE = re.compile(r"[,:]? *(?:\bfrom\b.*|\d[\d.,]* *(?:→|->|=>).*)$")
# What is planned and held by the company itself; calls, visits and sessions may be the customers' own.
_OWN_EFFORTS = word_set(
    "webinars workshops trainings campaigns newsletters posts articles podcasts conferences seminars roadshows surveys"
    " hackathons offsites town-halls roundtables experiments whitepapers videos courses press-releases interviews"
    " lectures masterclasses"
)
_WORKS = word_set("data ci ci/cd etl ml release deployment build analytics")
_NOT_A_THING = word_set("ourselves us itself yourself")


def task_findings(subject: KeyResultSubject) -> Iterator[Finding]:
    """A task by its verb, its participle, or as a count of efforts. Only English titles are read."""
    if is_task(subject.title):
        text = f"{subject.quoted_title} is something to be done: it can be done and change nothing"
        yield subject.finding("KR-TASK", text, rewrite=_rewrite(subject.title), at=("title",))


def is_task(title: Title) -> bool:
    """Whether the title is effort: a verb of doing with its thing, a thing that is done, or how often it is done."""
    if not title.tokens or (title.has_clause and title.has_figure):
        return False
    if title.tokens[0] in DOING or title.lower.startswith(TWO_WORD_DOING):
        return _is_doing(title)
    return _is_done(title) or _is_counted(title)


def names_a_thing(title: Title) -> bool:
    """Whether what is done is a thing, or so many: "the mobile app", "10 webinars"."""
    return not _THINGS.isdisjoint(title.tokens[1:]) or any(is_number(token) for token in title.tokens[1:2])


def _is_doing(title: Title) -> bool:
    first, behind = title.tokens[0], title.tokens[1:]
    object = title.head[1:]
    if not behind or is_percent(behind) or behind[0][0] in "₹$€£" or behind[0] in _NOT_A_THING:
        return False
    if title.lower.startswith(TWO_WORD_DOING):
        return True
    if title.from_to is not None:
        return bool(object) and object[-1] in EFFORTS
    if not WON.isdisjoint(object) or _is_sales_pipeline(object):
        return False
    if first not in AMBIGUOUS:
        return True
    if not object:
        return False
    if is_number(object[0]) or (object[0] in DETERMINERS and object[-1] not in MEASURED):
        return True
    return object[-1] in _THINGS


def _is_sales_pipeline(object: tuple[str, ...]) -> bool:
    return object[-1:] == ("pipeline",) and _WORKS.isdisjoint(object)


def _is_done(title: Title) -> bool:
    """`New claims system implemented`, `Webinars held from 5 to 10`."""
    core = _COUNTED.sub("", _FROM_HERE.sub("", " ".join(title.tokens)))
    form = _DONE if title.from_to is None else _OFTEN_DONE
    named = form.sub("", core).split()
    if named == core.split() or not named or "%" in core or "of" in named:
        return False
    return named[-1] in (_THINGS if title.from_to is None else EFFORTS)


def _is_counted(title: Title) -> bool:
    """`Number of workshops from 4 to 12`, `Blog posts per month`, `20 customer interviews`."""
    whole = _FROM_HERE.sub("", " ".join(title.tokens))
    core = _A_SPAN.sub("", _COUNTED.sub("", whole))
    words = core.split()
    if not words or not (words[-1] in _OWN_EFFORTS or core.endswith("training sessions")):
        return False
    return core != whole or title.from_to is not None or is_number(words[0])


def _rewrite(title: Title) -> str:
    example = next((INSTEAD[token] for token in reversed(title.tokens) if token in INSTEAD), None)
    if example is None:
        return "what it is to change, from where to where: `title: <measure> from <a> to <b>`; the task is an action"
    return f"what it is to change, such as `title: {example}`; the task itself is an action"
