"""KR-TASK: a title that is something to be done, or counts how often it is done, and no outcome."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject
from okr_reports.catalogue.lint.goal_titles import Title, is_number, is_percent, title_of
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

_DONE = re.compile(
    r"\b(?:launched|implemented|conducted|published|held|organi[sz]ed|created|deployed|introduced|migrated|finali[sz]ed"
    r"|installed|delivered|completed|established|developed|written|produced|rolled out|set up|in place|live|redesigned"
    r"|sent|made|run|built|shipped|opened|done)$"
)
_DONE_WORDS = word_set(
    "launched implemented conducted published held organised organized created deployed introduced migrated finalised"
    " finalized installed delivered completed established developed written produced out up place live redesigned sent"
    " made run built shipped opened done"
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
_THINGS = EFFORTS | ARTEFACTS | _OWN_EFFORTS
_WORKS = word_set("data ci ci/cd etl ml release deployment build analytics")
# Verbs that other languages write alike: "Plan 20 …" alone does not prove English.
_ALSO_ELSEWHERE = word_set("plan test start film design record set map pilot audit print present stage hand")
# What they bring forth may be an outcome: "Create 30 qualified opportunities".
_YIELDING = word_set("build create deliver develop make produce complete ship set prepare establish")
_NO_OBJECT = word_set("in within under below")
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
        return behind[1:2] == () or behind[1] not in _NO_OBJECT
    if title.from_to is not None:
        is_its_thing = first not in AMBIGUOUS or len(object) == 1 or is_number(object[0]) or object[0] in DETERMINERS
        return bool(object) and object[-1] in EFFORTS and is_its_thing
    if first in _YIELDING and (not WON.isdisjoint(object) or _is_sales_pipeline(object)):
        return False
    if first not in AMBIGUOUS:
        return True
    if not object:
        return False
    if is_number(object[0]) and first not in _ALSO_ELSEWHERE:
        return True
    thing = next((token for token in reversed(object) if not is_number(token)), "")
    return thing in _THINGS or (object[0] in DETERMINERS and thing not in MEASURED)


def _is_sales_pipeline(object: tuple[str, ...]) -> bool:
    return object[-1:] == ("pipeline",) and _WORKS.isdisjoint(object)


def _is_done(title: Title) -> bool:
    """`New claims system implemented`, `Webinars held from 5 to 10`."""
    # Nearly all titles end here, and there.
    if _THINGS.isdisjoint(title.tokens) or _DONE_WORDS.isdisjoint(title.tokens):
        return False
    core = _COUNTED.sub("", _FROM_HERE.sub("", " ".join(title.tokens)))
    form = _DONE if title.from_to is None else _OFTEN_DONE
    done = form.sub("", core)
    named = title_of(done.strip()).head
    if done == core or not named or "%" in core:
        return False
    things = _THINGS if title.from_to is None else EFFORTS
    return named[-1] in things or (is_number(named[0]) and not EFFORTS.isdisjoint(named))


def _is_counted(title: Title) -> bool:
    """`Number of workshops from 4 to 12`, `Blog posts per month`, `20 customer interviews`."""
    if _OWN_EFFORTS.isdisjoint(title.tokens) and "sessions" not in title.tokens:
        return False
    whole = _FROM_HERE.sub("", " ".join(title.tokens))
    core = _A_SPAN.sub("", _COUNTED.sub("", whole))
    words = core.split()
    if not words or not (words[-1] in _OWN_EFFORTS or core.endswith("training sessions")):
        return False
    if not MEASURED.isdisjoint(words) or "of" in words:
        return False
    return core != whole or title.from_to is not None or is_number(words[0])


def _rewrite(title: Title) -> str:
    example = next((INSTEAD[token] for token in reversed(title.tokens) if token in INSTEAD), None)
    if example is None:
        return "what it is to change, from where to where: `title: <measure> from <a> to <b>`; the task is an action"
    return f"what it is to change, such as `title: {example}`; the task itself is an action"
