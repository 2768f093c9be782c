"""Whatever stands in a file of roles, the loader answers with located problems or a catalogue, never a traceback."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.roles_model import Kra, Role, RoleKpi
from okr_reports.errors import CatalogueError
from okr_reports.line.roles import role_kpis_of

VALUES = [
    "", "~", "r", "R", "kpi", "o1", "0", "50", "100", "-1", "nan", "inf", "1e308", "100%", "person", "team", "shared",
    "yes", "[]", "{}", "[a]", "[[]]", "{a: b}", "[{kpi: kpi, weight: 100, measured: shared}]", "okr_weight", "é\x07",
    "*x", "[*x]", "'समय'", "[{name: A, weight: 100, kpis: [{kpi: kpi, weight: 100, measured: team}]}]", "con",
]  # fmt: skip
FILES = {
    "company.yaml": "name: A",
    "sources.yaml": "extracts: {t: {file: t.csv, period: {column: day}, value: x}}",
    "t.csv": "day,x\n",
    "kpis/a.yaml": "- {id: kpi, name: K, extract: t, formula: COUNT(*)}",
    "okrs/2026-Q3/a.yaml": "- {id: o1, objective: T, level: company}",
}


def written(keys: list[str]) -> st.SearchStrategy[str]:
    """Some of these keys with any values, as the inside of `{…}`."""
    pairs = st.dictionaries(st.sampled_from([*keys, "x", "okr"]), st.sampled_from(VALUES), max_size=5)
    return pairs.map(lambda every: ", ".join(f"{key}: {value}" for key, value in every.items()))


KPI = written(list(RoleKpi.model_fields)) | st.just("kpi: kpi, weight: 100, measured: team")
KRA = written([key for key in Kra.model_fields if key != "kpis"]) | st.just("name: A, weight: 100")
ROLE = written([key for key in Role.model_fields if key != "kras"]) | st.just("id: r, name: R")


def height(roles: str) -> int | None:
    """How many rows the roles have; None when their problems, all located, are said."""
    with tempfile.TemporaryDirectory() as name:
        for file, text in {**FILES, "roles/a.yaml": roles}.items():
            (Path(name) / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / file).write_text(text, encoding="utf-8")
        try:
            return role_kpis_of(load_catalogue(Path(name))).height
        except CatalogueError as error:
            return None if all(problem.file for problem in error.problems) else -1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(role=ROLE, kra=KRA, kpis=st.lists(KPI, max_size=3))
@example(role="id: r, name: R", kra="name: A, weight: 100", kpis=["kpi: kpi, weight: 100, measured: team"])
def test_any_keys_with_any_values_give_located_problems_or_a_table(role: str, kra: str, kpis: list[str]) -> None:
    inside = ", ".join(f"{{{each}}}" for each in kpis)
    assert height(f"- {{{role}, kras: [{{{kra}, kpis: [{inside}]}}]}}\n") in (None, 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=st.sampled_from(VALUES), key=st.sampled_from(["kras", "competencies", "id", "name"]))
def test_any_value_of_a_roles_own_keys_gives_located_problems_or_a_table(value: str, key: str) -> None:
    keys = {"id": "r", "name": "R", key: value}
    inside = ", ".join(f"{each}: {given}" for each, given in keys.items())
    assert height(f"- {{{inside}}}\n") in (None, 0, 1)
