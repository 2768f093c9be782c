"""The chapter on rules in the documentation, made from the rule tests: each test's sentence with its tables."""

import ast
import textwrap
from collections.abc import Iterator
from pathlib import Path

CHAPTERS = (
    "periods", "formulas", "formula_functions", "n_and_failures", "empty_periods", "longer_periods", "ready_made",
    "departments", "changes", "cadence", "targets", "relative_targets", "health", "actions", "signals",
    "assurance", "alerts", "candidates", "proposals", "findings",
    "rebases", "restated",
    "actuals", "key_results", "grades", "objectives", "goalposts", "goalpost_steps",
    "discipline", "forecast", "calibration", "alignment", "at_a_cost", "decisions", "programme",
    "appraisal_segments", "appraisal_judged", "appraisal_achievement", "appraisal_pay",
    "okr_contribution", "audience",
)  # fmt: skip
PAGE = Path("docs/rules.md")
_HEAD = """# The rules, by example

Made from `tests/rules` by `python -m tests.rules.document`: every sentence is a test, every table its data.
"""
_FOLDER = Path(__file__).parent
_STEPS = {
    "of": "company.yaml", "reads": "the extract in sources.yaml", "defines": "KPI sheet", "measured": "rows",
    "acts": "actions.csv", "is_complete_until": "complete until", "reviews": "month",
    "gives": "values", "judges": "health", "computes": "values", "judges_each": "health", "shows": "the month's pack",
    "expects": "actions", "measured_monthly": "values, one a month", "signals_each": "signals",
    "signals_at": "signals", "signals_over": "signals", "rebases": "re-bases", "suggests": "candidates",
    "has_goals_on": "active key result on",
    "proposes": "target proposals", "alerts": "alerts",
    "defined": "definitions, pack by pack", "records": "changes.csv", "begins_anew": "a new series",
    "pack": "the pack of an earlier month", "version": "a version of the month's own pack",
    "explains": "restatements.csv", "restates": "restated",
    "scores_each": "key results", "wants": "key results", "takes": "milestones", "scores": "scores",
    "sums_up": "objectives", "first_said": "definitions first seen", "now_says": "definitions today",
    "changes": "changes.csv", "first_measures": "measured by the first definition", "moved": "goalposts",
    "would_have": "as first defined", "doubts": "baselines", "differs": "judged differently",
    "differs_in_objectives": "judged differently", "under": "profile", "against": "the other profile",
    "seen": "day of the run",
    "finds": "actuals",
    "aims": "objectives", "pursues": "key results", "checks_in": "check_ins.csv", "scored": "scores",
    "measures": "KPIs", "judged": "health of KPIs", "signals": "signals", "notes": "retro_notes.csv",
    "counts": "actuals.csv", "employs": "people.csv", "adopted": "targets from key results", "rests_on": "holiday",
    "lasts": "cycle", "is_disciplined": "check-ins held", "sums_up_to": "by group", "says_weekly": "week by week",
    "costs": "costs", "rests_weakly": "weak foundations", "decides": "decisions", "ledger": "ledger",
    "tells_how_targets_are_set": "calibration", "averages": "means", "dots": "scores that count",
    "said_midway": "said midway", "aligns": "alignment", "lacks": "gaps", "moved_through": "measured",
    "will_end_at": "forecasts", "pays": "programme measures",
    "answers_for": "what roles answer for", "appraises": "appraisal cycle", "was_published": "what packs said",
    "pay_changed": "what pays and was changed", "at_first_answered_for": "what roles answered for at first",
    "at_first_defined": "KPI sheet at first", "segments": "segments", "is_present": "presence",
    "judges_people": "periods", "achieves": "KPIs", "adds_up": "KRAs", "over_segments": "over segments",
    "amounts_to": "employees", "is_about_people": "about people",
    "work": "segments", "met": "one_to_ones.csv", "noted": "manager_notes.csv", "commented": "employee_comments.csv",
    "rated": "competencies.csv", "looked_back": "retro_notes.csv", "lays_out": "evidence", "says": "OKR contribution",
    "keeps_out": "kept out, only counted", "answers": "comments", "names": "named in the bundle", "bundles": "bundles",
    "lists": "sentences",
}  # fmt: skip


def rules_document() -> str:
    """The chapter as Markdown."""
    return "\n".join([_HEAD, *(_chapter(_FOLDER / f"test_{name}.py") for name in CHAPTERS)])


def _chapter(path: Path) -> str:
    module = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        statement.targets[0].id: statement.value
        for statement in module.body
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    }
    tests = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    sections = [section for test in tests for section in _section(test, constants)]
    return "\n".join([f"## {ast.get_docstring(module)}\n", *sections])


def _section(test: ast.FunctionDef, constants: dict[str, ast.expr]) -> Iterator[str]:
    sentence = test.name.removeprefix("test_").replace("_", " ")
    yield f"### {sentence[0].upper()}{sentence[1:]}\n"
    calls = [node for node in ast.walk(test) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    for call in sorted(calls, key=lambda call: (call.end_lineno or 0, call.end_col_offset or 0)):
        yield from _shown(call, constants)


def _shown(call: ast.Call, constants: dict[str, ast.expr]) -> Iterator[str]:
    """One step of a case: what goes in and what comes out, each under its name."""
    step = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    first = call.args[0] if call.args else None
    written = constants.get(first.id) if isinstance(first, ast.Name) else first
    if step not in _STEPS or not isinstance(written, ast.Constant):
        return
    text = textwrap.dedent(str(written.value)).strip()
    if "|" in text.splitlines()[0] or step == "measured":
        yield f"{_STEPS[step]}:\n\n{_table(text)}\n"
    elif "\n" in text:
        yield f"{_STEPS[step]}:\n\n```yaml\n{text}\n```\n"
    else:
        yield f"{_STEPS[step]}: `{text}`\n"


def _table(text: str) -> str:
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in text.splitlines())
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(rules_document(), encoding="utf-8")
