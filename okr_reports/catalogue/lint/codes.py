"""The codes of the advice on KPI sheets: when each is said, why, and what to write instead. docs/lint.md is made of it.

Run `python -m okr_reports.catalogue.lint.codes docs/lint.md` to write that page anew.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from okr_reports.catalogue.lint.code import Code
from okr_reports.catalogue.lint.goal_codes import GOAL_CODES
from okr_reports.catalogue.lint.role_codes import ROLE_CODES
from okr_reports.words import Severity

CODES: Mapping[str, Code] = {
    "OWNER-MISSING": Code(
        "The sheet names no owner",
        "A number that nobody answers for changes nothing",
        "`owner: <employee id>` or `owner: {org: …}`",
    ),
    "OWNER-MANY": Code(
        "One person owns more KPIs than the policy's `kpis_per_owner`",
        "Who answers for everything can act on little",
        "Hand some to those who can move them",
    ),
    "KPI-DEFINITION": Code(
        "Cadence, a decided target, or the day the target was set is not written",
        "Formula, source, owner, cadence, target and date make a KPI; without one it cannot be judged",
        "The missing key; an absent formula or extract is an error and no advice",
    ),
    "KPI-PROJECT": Code(
        "The name is a project, a task or a wish, or how far a project has come",
        "It is done once and then says nothing; effort is no outcome",
        "A milestone of a key result; as KPI what the project is to change",
    ),
    "KPI-AVERAGE": Code(
        "The mean of a time that everybody waits alone, and no percentile of it beside it",
        "The mean hides those who waited longest, and they are the ones who leave",
        "`QUANTILE_CONT(x, 0.9)`",
    ),
    "KPI-ABSOLUTE": Code(
        "A count of unwanted things is to fall, more than a few a period, and no rate of it beside it",
        "It grows with the business: it says how much was done and not how well",
        "The same count per 100 of what it grows with",
    ),
    "KPI-CEILING": Code(
        "The target is 100 % or 0, or a share from 99 % on without an `at_risk` of its own; "
        "none of harm to people or data",
        "The value can only fall short; a single case decides and nothing shows progress",
        "What was missed, as a count or in minutes, or a target below the bound with `at_risk`",
    ),
    "KPI-STOCK": Code(
        "A level (backlog, headcount, balance, open cases) is summed as a flow, or a flow is marked `stock: true`",
        "A quarter would add the same open case three times, or leave two months out",
        "`stock: true`, or no `stock` at all",
    ),
    "KPI-COUNTERWEIGHT": Code(
        "A lagging KPI with a target on speed, volume, cost or a ratio of effort neither has nor is a counterweight",
        "It can be reached at the cost of something that nobody looks at",
        "`counterweight: <id>`",
    ),
    "KPI-LEADING": Code(
        "A lagging KPI about money, or one known only each quarter or over half a year, without leading ones; "
        "a leading KPI that leads none; a company of outcomes alone",
        "When the outcome is known it is too late to act",
        "`leading: [<id>]` on the outcome",
    ),
    "KPI-BALANCE": Code(
        "Perspectives are used, and one has no KPI or more than `perspective_share_limit` of all",
        "What is not measured gives way to what is",
        "A KPI of the missing perspective",
    ),
    "KPI-TREND": Code(
        "Half of a KPI's points or more are signals, its values are charted, and it moves one way or with the seasons",
        "It grows or follows the seasons: limits around its mean say nothing new",
        "`chart: change` or `chart: year_on_year`",
    ),
    "LIMIT-KPIS": Code(
        "A department has fewer or more KPIs than the profile's `kpis_per_department` "
        "(velvetum 12 to 28, twrt 3 to 5; the others set none)",
        "Too few leave gaps, too many are not read",
        "Merge, drop or add KPIs, or set the limits in the policy",
    ),
    "DUPLICATE-NAME": Code(
        "Two sheets have the same name but for case, spaces and punctuation, or measure the same under two names",
        "Readers cannot tell them apart, and two numbers of one thing are argued about",
        "One sheet, or a name that says what differs",
    ),
    "IMPOSSIBLE-TARGET": Code(
        "No value can meet the target, or none can miss it: beyond 100 % of a share, a negative count or time",
        "The judgement is decided before anything is measured",
        "A bound between worst and best",
        Severity.WARNING,
    ),
    "BACKDATED-TARGET": Code(
        "`set_on` lies after the end of the period named by `from`",
        "Who sets a target knowing the result has not set one",
        "The first period that had not ended",
        Severity.WARNING,
    ),
    "STALE-TARGET": Code(
        "Nobody has set or reviewed the target for the policy's `target_review_months` (12)",
        "What was good enough then is not asked today",
        "A new row in `targets`, or `reviewed_on: <day>`",
    ),
}  # fmt: skip

_HEAD = """# Advice on KPI sheets

`okr-reports check` prints these after the errors, each with its place, one sentence and what to write instead. Advice
stops no run. In a report, advice on definitions is counted and the warnings are printed. Rules about names read
English; of a name in another language they say nothing. Made by
`python -m okr_reports.catalogue.lint.codes docs/lint.md`.
"""


_GOALS_HEAD = """
# Advice on objectives and key results

Said of the goals of cycles that have not ended; of an ended cycle its own report says it. Of goals that were cancelled
or deferred nothing is said. Titles are read as English by their words and grammar; of others nothing is said.
"""

_ROLES_HEAD = """
# Advice on roles, and on the tables of people

Said by `check` alone: reports speak of it in the bundles it concerns. People are named by their ids.
"""


def codes_document() -> str:
    """docs/lint.md."""
    return "\n".join([_HEAD, *_table(CODES), _GOALS_HEAD, *_table(GOAL_CODES), _ROLES_HEAD, *_table(ROLE_CODES), ""])


def _table(codes: Mapping[str, Code]) -> list[str]:
    rows = (
        f"| {name} | {code.severity} | {code.when}. | {code.why}. | {code.rewrite}. |" for name, code in codes.items()
    )
    return ["| code | severity | when | why | write instead |", "|---|---|---|---|---|", *rows]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(codes_document(), encoding="utf-8")
