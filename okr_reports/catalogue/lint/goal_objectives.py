"""OBJ-METRIC, OBJ-TASK and OBJ-BAU: objectives that are a figure, a task, or what is done anyway."""

from collections.abc import Iterator

from okr_reports.catalogue.lint.goal_subjects import ObjectiveSubject
from okr_reports.catalogue.lint.goal_tasks import is_task, names_a_thing
from okr_reports.catalogue.lint.goal_titles import Title, is_number
from okr_reports.catalogue.lint.goal_vocabulary import EVERYDAY, GENERAL, HARD_MEASURES, MOVING, TOTALS
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.findings import Finding

_ALWAYS_KEEPING = word_set("maintain sustain continue uphold preserve")
_EVERYDAY_VERBS = word_set("run handle process perform manage do conduct complete provide ensure keep support")
_EVERYDAY_SIGNS = word_set("smooth timely regular ongoing continued uninterrupted usual compliance continuity")
_WINNING = MOVING | word_set("win get sign acquire gain close generate attain secure sell")
# `safest`, `best`: a state to be reached, and no thing to be done.
_NO_SUPERLATIVES = word_set("test request latest interest quest harvest guest west rest newest forest invest contest")
_STATES = word_set("best most leading world-class first-choice better favourite trusted loved without before")


def objective_findings(objective: ObjectiveSubject) -> Iterator[Finding]:
    """One finding at most: what is kept goes before what is done, and that before a figure."""
    title = objective.title
    if not title.tokens:
        return
    if _is_kept(title):
        text = f"{objective.quoted_title} keeps what is: nothing is to become different"
        rewrite = "a KPI with this as its target; as objective what should change, in words"
        yield objective.finding("OBJ-BAU", text, rewrite=rewrite)
    elif is_task(title) and names_a_thing(title) and not _says_what_for(title):
        text = f"{objective.quoted_title} is something to be done, and does not say what for"
        rewrite = "what will be different for whom when it is done; the task is an action of a key result"
        yield objective.finding("OBJ-TASK", text, rewrite=rewrite)
    elif _is_figure(title):
        text = f"{objective.quoted_title} is a figure, and does not say what for"
        rewrite = "what will be different, in words; the figure as a key result, `<measure> from <a> to <b>`"
        yield objective.finding("OBJ-METRIC", text, rewrite=rewrite)


def _is_kept(title: Title) -> bool:
    first, head = title.tokens[0], title.head
    if first in _ALWAYS_KEEPING:
        return True
    if first == "keep":
        return title.has_figure or head[-1] in TOTALS | HARD_MEASURES | EVERYDAY
    if first == "ensure" and not _EVERYDAY_SIGNS.isdisjoint(title.tokens):
        return True
    return first in _EVERYDAY_VERBS and not EVERYDAY.isdisjoint(head[1:]) and not title.has_clause


def _says_what_for(title: Title) -> bool:
    if title.has_clause or not _STATES.isdisjoint(title.tokens):
        return True
    return any(token.endswith("est") and len(token) > 4 and token not in _NO_SUPERLATIVES for token in title.tokens)


def _is_figure(title: Title) -> bool:
    first = title.tokens[0]
    if title.from_to is not None or (title.has_figure and _is_measure_with_figure(title)):
        return True
    if first in _WINNING and title.has_figure:
        return title.says_how_far or any(is_number(token) for token in title.tokens[1:3])
    named = [token for token in title.head[1:] if token not in GENERAL]
    is_bare = not [token for token in title.tail if token.isalpha()]
    return first in MOVING and is_bare and bool(named) and named[-1] in HARD_MEASURES | TOTALS


def _is_measure_with_figure(title: Title) -> bool:
    is_amount = any(is_number(token) and ("%" in token or token[0] in "₹$€£") for token in title.tokens)
    return is_amount or "%" in title.tokens or not HARD_MEASURES.isdisjoint(title.head)
