"""The codes of the advice on roles and on who holds them: when each is said, why, and what to write instead."""

from collections.abc import Mapping

from okr_reports.catalogue.lint.code import Code
from okr_reports.words import Severity

ROLE_CODES: Mapping[str, Code] = {
    "ROLE-EMPTY": Code(
        "A role has no KRAs",
        "Whoever holds it gets a bundle without figures",
        "`kras:` whose weights total 100",
    ),
    "ROLE-KPI-UNJUDGED": Code(
        "A KPI of a role has no target in numbers, is on trial, or is confidential",
        "It is never judged, so its weight falls to the others",
        "A target in numbers, or another KPI",
    ),
    "LIMIT-ROLE-KPIS": Code(
        "A role has fewer or more KPIs than the profile asks for (cozyhr, google and zones 3 to 7, twrt 3 to 5)",
        "With few, one number decides a year; of many, none can be acted on",
        "Merge, drop or add KPIs",
    ),
    "ROLE-UNHELD": Code(
        "Nobody in people.csv holds the role",
        "It may be spelled differently there, and whoever should hold it has no KRAs",
        "The id as people.csv has it, or no such role",
    ),
    "ROLE-UNKNOWN": Code(
        "Somebody's role in people.csv stands in no file of roles/",
        "Their bundle has no figures, and says so",
        "The id of a role in roles/, or a new role there",
        Severity.WARNING,
    ),
    "MANAGER-UNKNOWN": Code(
        "Somebody's manager in people.csv is not in it",
        "Their bundle reaches no manager's index",
        "The id of somebody in people.csv",
        Severity.WARNING,
    ),
    "MANAGER-CIRCLE": Code(
        "People manage each other in a circle",
        "Nobody above them reads their evidence",
        "The manager of one of them who stands outside",
        Severity.WARNING,
    ),
    "LOG-UNKNOWN-EMPLOYEE": Code(
        "A row of competencies, one-to-ones, notes or comments is about an id that is not in people.csv",
        "What was written reaches no bundle",
        "The employee's id as people.csv has it",
        Severity.WARNING,
    ),
    "NOTE-SHARE": Code(
        "A note's `share` is neither yes nor no",
        "It stays out of the bundle, though its author may have meant it to be read",
        "`yes` or `no`",
    ),
    "COMMENT-STATUS": Code(
        "A comment's `status` is none of open, accepted, declined, noted",
        "Nobody can see whether it was answered; it counts as open",
        "One of these words",
    ),
    "TEXT-CHARACTERS": Code(
        "A text in a log holds control characters, or bytes that are no text",
        "They cannot be printed and are replaced by �",
        "The text without them",
    ),
}  # fmt: skip
