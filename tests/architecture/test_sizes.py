"""Files and functions stay small enough to be read at once (style.md)."""

from statistics import median, quantiles

from tests.architecture.source_tree import body_lines, modules, parameters

LENGTHS = {module.path: module.text.count("\n") for module in modules() if not module.path.endswith("__init__.py")}
BODIES = {
    f"{module.path}:{function.lineno} {function.name}": body_lines(function)
    for module in modules()
    for function in module.functions()
}
PARAMETERS = {
    f"{module.path}:{function.lineno} {function.name}": parameters(function)
    for module in modules()
    for function in module.functions()
    if not function.name.startswith("__")
}
SUPPRESSIONS = ("noqa", "type: ignore", "pyright: ignore")


def test_no_file_is_longer_than_300_lines() -> None:
    assert {path: length for path, length in LENGTHS.items() if length > 300} == {}


def test_files_are_short_as_a_rule() -> None:
    assert median(LENGTHS.values()) <= 130
    assert quantiles(LENGTHS.values(), n=10)[-1] <= 250


def test_no_function_body_is_longer_than_40_lines() -> None:
    assert {name: length for name, length in BODIES.items() if length > 40} == {}


def test_functions_are_short_as_a_rule() -> None:
    assert median(BODIES.values()) <= 8
    assert quantiles(BODIES.values(), n=10)[-1] <= 20


def test_a_function_takes_at_most_four_parameters() -> None:
    assert {name: every for name, (_, every) in PARAMETERS.items() if every > 4} == {}


def test_what_others_call_takes_more_than_two_parameters_only_by_name() -> None:
    public = {name: positional for name, (positional, _) in PARAMETERS.items() if " _" not in name}
    # Dagster hands an asset its inputs by name, but cannot see keyword-only ones.
    assert {name for name, positional in public.items() if positional > 2 and "pipelines/assets" not in name} == set()


def test_what_only_its_module_calls_takes_at_most_three_by_place() -> None:
    assert {name for name, (positional, _) in PARAMETERS.items() if positional > 3 and "assets" not in name} == set()


def test_at_most_one_suppression_stands_in_a_thousand_lines() -> None:
    count = sum(module.text.count(word) for module in modules() for word in SUPPRESSIONS)
    assert count <= sum(LENGTHS.values()) / 1000
