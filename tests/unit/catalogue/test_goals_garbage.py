"""Whatever stands in a file of goals, the loader answers with located problems or a catalogue, never a traceback."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okr_reports.catalogue.goals_model import KeyResult, Objective
from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import CatalogueError
from okr_reports.line.goals import goal_tables_of

VALUES = [
    "", "~", "o1", "o1/k", "o2", "kpi", "t", "0", "1", "2", "-1", "0.5", "nan", "inf", "1e308", "-10%", "+900%", "-5pt",
    "COUNT(*)", "AVG(x)", "SUM(", "2026-08-14", "2027-01-01", "2026-Q4", "active", "cancelled", "deferred", "metric",
    "change", "count", "hold", "milestones", "binary", "manual", "company", "team", "yes", "[]", "{}", "[a]", "cycle",
    "{org: x}", "{is: cancelled, on: 2026-08-14, why: x}", "{is: deferred, to: 2026-Q4}", "{at_most: 5}",
    "{between: [5, 7]}", "{op: '<='}", "[{title: a}]", "[{title: a, weight: 0}]", "[{at: 0.2, title: a}]",
    "[{at: 1, title: a}, {at: 0.5, title: b}]", "{value: 0.5, author_id: E1, on: 2026-08-01, why: x}",
    "{value: 1.3, author_id: E1, on: 2026-08-01, why: x}", "[{on: 2026-08-01, value: 1}]", "é\x07", "*x", "[*x]",
]  # fmt: skip
FILES = {
    "company.yaml": "name: A",
    "sources.yaml": "extracts: {t: {file: t.csv, period: {column: day}, value: x}}",
    "t.csv": "day,x\n",
    "kpis/a.yaml": "- {id: kpi, name: K, extract: t, formula: COUNT(*)}",
}


def written(keys: list[str]) -> st.SearchStrategy[str]:
    """Some of these keys with any values, as the inside of `{…}`."""
    pairs = st.dictionaries(st.sampled_from([*keys, "is", "x"]), st.sampled_from(VALUES), max_size=7)
    return pairs.map(lambda every: ", ".join(f"{key}: {value}" for key, value in every.items()))


NAMED = ("id", "title", "objective", "level", "key_results")
KEY_RESULT = written(list(KeyResult.model_fields)) | written(
    [key for key in KeyResult.model_fields if key not in NAMED]
).map("id: o1/k, title: T, {}".format)
OBJECTIVE = written([key for key in Objective.model_fields if key != "key_results"]) | written(
    [key for key in Objective.model_fields if key not in NAMED]
).map("id: o1, objective: T, level: company, {}".format)


def heights(goals: str) -> list[int]:
    """The heights of the tables of a folder with these goals; none when its problems, all located, are said."""
    with tempfile.TemporaryDirectory() as name:
        for file, text in {**FILES, "okrs/2026-Q3/a.yaml": goals}.items():
            (Path(name) / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / file).write_text(text, encoding="utf-8")
        try:
            tables = goal_tables_of(load_catalogue(Path(name)))
        except CatalogueError as error:
            return [] if all(problem.file for problem in error.problems) else [-1]
    return [tables["objectives"].height, tables["key_results"].height]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(objective=OBJECTIVE, key_results=st.lists(KEY_RESULT, max_size=3))
def test_any_keys_with_any_values_give_located_problems_or_tables(objective: str, key_results: list[str]) -> None:
    inside = ", ".join(f"{{{each}}}" for each in key_results)
    goals = f"- {{{objective}, key_results: [{inside}]}}\n- {{id: o2, objective: T, level: team}}\n"
    assert heights(goals) in ([], [2, len(key_results)])
