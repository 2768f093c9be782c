"""KPI-PROJECT: a name that is a project, a task or a wish instead of something measured month after month."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.project_words import (
    ANOTHER_MIGRATION,
    DETERMINERS,
    EVENTS,
    INSTEAD,
    MEASURES,
    OBJECTS,
    PURE_VERBS,
    TWO_WORD_VERBS,
    VERBS,
    WISHES,
)
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.findings import Finding

_TOKEN = re.compile(r"[a-z0-9]+(?:['’&/-][a-z0-9]+)*|%")
# What follows is where, when, for whom or what for, and no longer the thing itself.
_FROM_HERE = re.compile(
    r"\b(?:by|in|into|for|to|with|of|at|on|onto|until|across|before|after|within|from|via|per|over|since|versus|vs|against"
    r"|than)\b"
)
_PURPOSE = re.compile(r"\b(?:in order )?to (?:raise|increase|improve|reduce|lower|lift|boost|cut|grow|win|save)\b.*")
_PROGRESS = re.compile(
    r"(?:%|percent|percentage|per cent|share) (?:complete|completed|done|finished|rolled out|migrated)$|\bprogress$"
)
_MILESTONES = re.compile(
    r"\bmilestones? (?:achieved|reached|completed|done|hit|delivered|met)$|^(?:project )?milestones$"
)


def project_findings(subject: Subject, _: Neighbours) -> Iterator[Finding]:
    """A task by its verb, a project by its noun, or a project's progress. Only English names are read."""
    # Nearly all names end here: none of the words that a project could be told by.
    if not subject.is_english or subject.words.isdisjoint(_TELLING):
        return
    name = _PURPOSE.sub("", subject.name).strip()
    what = _kind_of(name)
    if what is not None:
        text = f"{subject.quoted_name} is {what}: {_WHY[what]}"
        yield subject.finding("KPI-PROJECT", text, rewrite=_rewrite(subject, what), at=("name",))


_TASK, _PROJECT, _WISH, _SHARE_DONE = "a task", "a project", "a wish", "how far a project has come"
_WHY = {
    _TASK: "it is done once and then says nothing",
    _PROJECT: "it ends, and says nothing month after month",
    _WISH: "a KPI is named for what is measured; how far it should go is its target",
    _SHARE_DONE: "that is effort, and no outcome",
}
_TELLING = frozenset(
    PURE_VERBS | VERBS | WISHES | EVENTS | {verb.split()[0] for verb in TWO_WORD_VERBS}
    | {"progress", "complete", "completed", "done", "milestone", "milestones", "finished", "roll", "go", "migrated"}
)  # fmt: skip


def _kind_of(name: str) -> str | None:
    """What the name is when it is no measure; None for a measure, and in doubt."""
    whole = _TOKEN.findall(name)
    head = _TOKEN.findall(_FROM_HERE.split(name, maxsplit=1)[0])
    if not whole:
        return None
    if _MILESTONES.search(name) or (_PROGRESS.search(name) and not EVENTS.isdisjoint(whole)):
        return _SHARE_DONE
    is_measure = whole[-1] in MEASURES or not MEASURES.isdisjoint(head) or "per" in whole
    if whole[0] in PURE_VERBS and len(whole) > 1:
        return None if whole[-1] in MEASURES else _TASK
    if is_measure and not _is_new_thing(head):
        return _WISH if whole[0] in WISHES and len(head) > 1 else None
    if whole[0] in WISHES and len(head) > 1:
        return _WISH
    return _task_or_project(name, head)


def _task_or_project(name: str, head: list[str]) -> str | None:
    two_words = next((verb for verb in TWO_WORD_VERBS if name.startswith(verb + " ")), None)
    if two_words is not None:
        return _TASK
    if len(head) < 2:
        return None
    if head[0] in VERBS and (head[-1] in OBJECTS or head[1] in DETERMINERS):
        return _TASK
    is_event = head[-1] in EVENTS and head[-1] not in ("project", "programme", "program")
    return _PROJECT if is_event and not (head[-1] == "migration" and head[-2] in ANOTHER_MIGRATION) else None


def _is_new_thing(head: list[str]) -> bool:
    """`Launch the new …`: no measure begins so, whatever follows."""
    return len(head) > 2 and head[0] in VERBS and head[1] in DETERMINERS and head[-1] not in MEASURES


def _rewrite(subject: Subject, what: str) -> str:
    if what == _WISH:
        measured = subject.kpi.name.strip().split(maxsplit=1)[1]
        return f"`name: {measured[0].upper()}{measured[1:]}`, and say how far in `targets`"
    example = next((said for word, said in INSTEAD.items() if word in subject.words), None)
    instead = f", such as '{example}'" if example else ", month after month"
    return f"make it a milestone of a key result; as KPI measure what it is to change{instead}"
