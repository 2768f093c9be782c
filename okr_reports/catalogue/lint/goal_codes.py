"""The codes of the advice on objectives and key results: when each is said, why, and what to write instead."""

from collections.abc import Mapping

from okr_reports.catalogue.lint.code import Code
from okr_reports.words import Severity

GOAL_CODES: Mapping[str, Code] = {
    "KR-TASK": Code(
        "The title is something to be done (launch, conduct, publish, hire 5), or counts how often it is done",
        "A task can be done to the last point and change nothing; effort is no outcome",
        "What the task is to change, from where to where; the task itself is a milestone or an action",
    ),
    "KR-NOT-MEASURABLE": Code(
        "The title is a wish without a figure, names a quality nobody can count, or the score is an opinion",
        "At the end nobody can say whether it was reached",
        "One measure, from where to where",
    ),
    "KR-SEGMENT": Code(
        "The title names a whole measure (attrition, revenue) without whose, and without from what to what",
        "A total moves for many reasons, and nobody knows where to begin",
        "Which customers, people or products, from where to where",
    ),
    "KR-BASELINE": Code(
        "The title says how far and neither it nor the figures say from where, or title and figures differ",
        "Without its beginning nobody knows how much is asked, and the score has no scale",
        "`baseline: <measured value>`, and title and figures alike",
    ),
    "KR-WINDOW": Code(
        "The title's span is not the one measured, no period of the KPI begins and ends within the cycle, "
        "or the KPI looks back further than the cycle is long",
        "Baseline, target and actual mean windows of the same length, or the score compares different things",
        "`over: last` or `over: cycle`, or another KPI",
    ),
    "KR-COUNTERWEIGHT": Code(
        "It asks for speed, volume, less cost or a ratio of effort, and neither it, its KPI nor a bound kept in the "
        "same objective looks at the cost; once a cycle where no key result has a counterweight",
        "It can be reached at the cost of something that nobody looks at",
        "`counterweight: <KPI id>`",
    ),
    "KR-HOLD-ALONE": Code(
        "All key results of the objective keep something as it is",
        "Nothing is to change: that is a KPI with a target",
        "A KPI with this bound as target; beside it a key result that moves",
    ),
    "KR-HEALTHY-KPI": Code(
        "Its KPI met its target in all judged periods before the cycle, and two of them at least",
        "What is healthy needs watching, and no quarter's effort",
        "Leave it a KPI; or raise its target and say in the objective why",
    ),
    "OBJ-METRIC": Code(
        "The objective is a figure, or a measure to be raised or lowered",
        "It says how much and not what for; the figure belongs to a key result",
        "What will be different, in words; the figure as its key result",
    ),
    "OBJ-TASK": Code(
        "The objective is something to be done or built, without what it is to change",
        "Done or not done says nothing of what it was good for",
        "What will be different for whom when it is done",
    ),
    "OBJ-BAU": Code(
        "The objective keeps what is (maintain, continue, keep above), or is everyday business",
        "An objective is a change; what must be kept is a KPI",
        "A KPI with a target; as objective what should become different",
    ),
    "OKR-PERSON": Code(
        "Objectives belong to single persons (once a cycle), or a title speaks of one (my, personal development)",
        "Goals of single persons become task lists and slip into appraisals",
        "An objective of the team with the person as owner or in `contributors`",
    ),
    "OKR-PAY": Code(
        "A title or a reason ties reaching it to bonus, rating or pay",
        "Goals that pay are set low, so OKRs enter appraisals in words only",
        "The title without it",
        Severity.WARNING,
    ),
    "OWNER-MISSING": Code(
        "The objective has no owner, and a key result of it none of its own",
        "A goal that nobody answers for is nobody's",
        "`owner: <employee id>` or `owner: {org: …}`",
    ),
    "OWNER-MANY": Code(
        "One person owns more objectives or key results of a cycle than the profile allows a whole team",
        "Who answers for everything can act on little",
        "Hand some to those who can move them",
    ),
    "LIMIT-KEY-RESULTS": Code(
        "An objective has fewer or more key results than the profile asks for "
        "(cozyhr, google, zones 2 to 5, velvetum 3, twrt 3 to 5)",
        "One says too little of an objective, many say nothing",
        "Merge, drop or add key results",
    ),
    "LIMIT-OBJECTIVES": Code(
        "The company, a department, a team or a person has fewer or more objectives in a cycle than the profile asks "
        "for (cozyhr, google, zones 1 to 3, velvetum 1, twrt 3)",
        "Who wants everything at once moves nothing",
        "The most important ones; the rest waits for the next cycle",
    ),
    "LIMIT-PAGE": Code(
        "The company's objectives and key results of a cycle do not fit one printed page",
        "What does not fit a page is not remembered",
        "Fewer key results, or shorter titles",
    ),
    "DUPLICATE-NAME": Code(
        "Two objectives, or two key results, of one cycle have the same title but for case, spaces and punctuation",
        "Readers cannot tell them apart",
        "What differs, in the title",
    ),
    "IMPOSSIBLE-TARGET": Code(
        "No value can reach the target, or every value keeps the bound: beyond 100 % of a share, a negative time",
        "The score is decided before anything is measured",
        "A target between worst and best",
        Severity.WARNING,
    ),
}  # fmt: skip
