"""Who may import what: data goes one way, down (docs: "Who may import what")."""

import sys
from dataclasses import dataclass

from tests.architecture.source_tree import Module, modules

CORE = frozenset({
    "appraisal_tables", "appraisal_words", "errors", "expressions", "findings", "goal_policy",
    "goal_reading_tables", "goal_tables", "goal_words", "measures", "number_words", "periods", "policy", "tables",
    "words", "working_days",
})  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """Our packages beside the core and oneself, and other people's, that a package may import."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()


def rule(ours: str = "", theirs: str = "") -> Rule:
    """A rule from two lists of words."""
    return Rule(frozenset(ours.split()), frozenset(theirs.split()))


RULES = {
    **{name: rule(theirs="polars") for name in CORE},
    "__init__": rule(),
    "store": rule(theirs="fsspec polars"),
    "catalogue": rule(theirs="yaml pydantic pydantic_core sqlglot holidays"),
    "extracts": rule("catalogue store", "sqlalchemy polars sqlglot fastexcel"),
    "scoring": rule(theirs="polars"),
    "packs": rule("catalogue scoring", "polars babel pydantic"),
    "rendering": rule(
        "packs store",
        "jinja2 markupsafe markdown_it babel weasyprint plutoprint pydyf cffi pebble xlsxwriter fontTools cssselect2",
    ),
    "publishing": rule("store packs", "sqlalchemy"),
    "samples": rule("catalogue line store", "polars xlsxwriter"),
    "fanout": rule(theirs="pebble"),
    "line": rule("fanout store catalogue extracts scoring packs rendering publishing", "polars"),
    "cli": rule("store catalogue extracts scoring packs rendering publishing samples line pipelines", "dagster"),
    "pipelines": rule("store catalogue extracts scoring packs rendering publishing line", "dagster polars"),
}  # fmt: skip

# What must be named in one file alone.
ONLY_IN = {"holidays": "okr_reports/catalogue/calendar.py"}


def ours_in(module: Module) -> set[str]:
    """Our packages that this module imports, itself left out."""
    parts = [name.split(".") for name in module.imports()]
    named = {part[1] if part[0] == "okr_reports" and len(part) > 1 else part[0] for part in parts}
    return {name for name in named if name in RULES} - {module.package}


def theirs_in(module: Module) -> set[str]:
    """Other people's packages that this module imports."""
    roots = {name.split(".")[0] for name in module.imports()}
    return roots - set(sys.stdlib_module_names) - {"okr_reports", "pipelines", "__future__"}


def test_every_folder_has_its_rule() -> None:
    assert {module.package for module in modules()} - set(RULES) == set()


def test_a_package_imports_only_what_lies_below_it() -> None:
    wrong = {
        module.path: surplus for module in modules() if (surplus := ours_in(module) - CORE - RULES[module.package].ours)
    }
    assert wrong == {}


def test_a_package_uses_only_the_libraries_it_is_there_to_hide() -> None:
    wrong = {
        module.path: surplus for module in modules() if (surplus := theirs_in(module) - RULES[module.package].theirs)
    }
    assert wrong == {}


def test_holidays_are_looked_up_in_one_file() -> None:
    users = {module.path for module in modules() if "holidays" in theirs_in(module)}
    assert users <= {ONLY_IN["holidays"]}


def test_imports_are_absolute() -> None:
    assert [module.path for module in modules() if any(name.startswith(".") for name in module.imports())] == []


def test_the_command_line_imports_a_stage_only_inside_the_command_that_needs_it() -> None:
    light = {"errors", "findings", "words", "cli"}
    heavy = {
        module.path: names
        for module in modules()
        if module.package == "cli"
        and (
            names := {
                name
                for name in module.imports_at_start()
                if name.split(".")[0] not in sys.stdlib_module_names and name.split(".")[1] not in light
            }
        )
    }
    assert heavy == {}
