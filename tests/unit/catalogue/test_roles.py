"""What is wrong in a file of roles/ is said where it stands; what is right becomes what people answer for."""

import json
from collections.abc import Callable, Mapping

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.policies import PolicyWritten
from okr_reports.catalogue.roles import RoleKpiRow, role_kpis
from okr_reports.catalogue.roles_definitions import role_kpis_in
from okr_reports.catalogue.roles_reading import kra_id_of
from okr_reports.policy import policy_from

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]
TABLES = {"test_a_wrong_role_is_explained": "roles", "test_okrs_have_no_weight_in_a_role": "pay_in_roles"}
TARGET = "targets: [{from: 2026-01, at_least: 4, set_on: 2025-12-01}]"
KPIS = f"""\
- {{id: csat, name: CSAT, extract: tickets, direction: higher, formula: AVG(hours), {TARGET}}}
- {{id: p90, name: P90, extract: tickets, direction: higher, formula: MAX(hours), person_column: agent_id, {TARGET}}}
- {{id: nps, name: NPS, extract: tickets, direction: higher, formula: MIN(hours)}}
- {{id: tbd, name: To be, extract: tickets, direction: higher, formula: MIN(hours),
   targets: [{{from: 2026-01, state: tbd}}]}}
- {{id: secret, name: Cash, extract: tickets, direction: higher, formula: MIN(hours), visibility: confidential,
   {TARGET}}}
- {{id: new, name: New, extract: tickets, direction: higher, formula: MIN(hours), status: trial, {TARGET}}}
- {{id: okr-share, name: Share, extract: tickets, direction: higher, formula: MIN(hours), {TARGET}}}
- {{id: reached, name: Reached, extract: reached, direction: higher, formula: AVG(actual), {TARGET}}}
- {{id: confident, name: Sure, extract: joined, direction: higher, formula: COUNT(*), {TARGET}}}
- {{id: from-export, name: Delivery, extract: okr-export, direction: higher, formula: AVG(share), {TARGET}}}
- {{id: from-file, name: Delivery of all, extract: export, direction: higher, formula: AVG(share), {TARGET}}}
- {{id: from-column, name: Delivery again, extract: score, direction: higher, formula: AVG(okr_share), {TARGET}}}
"""
GOALS = """\
- {id: o1, objective: T, level: company, key_results: [{id: o1/kr1, title: T, kpi: csat, baseline: 1, target: 2}]}
"""
SOURCES = """\
extracts:
  tickets: {file: data/agents.csv, period: {column: day}, columns: {hours: number, agent_id: text, day: date}}
  reached: {file: actuals.csv, period: {column: on}, columns: {actual: number}}
  said: {file: data/said.csv, columns: {day: date}}
  score: {file: data/export.csv, period: {column: on}, columns: {okr_share: number}}
  okr-export: {file: data/export.csv, period: {column: on}, columns: {share: number}}
  export: {file: okr-data/OKRs.csv, period: {column: on}, columns: {share: number}}
  joined: {file: data/agents.csv, period: {column: day}, columns: {day: date}, join: [{extract: said, on: day}]}
tables: {check_ins: {extract: said}}
"""
FILES: Mapping[str, str | bytes] = {
    "company.yaml": "name: A\n", "kpis/a.yaml": KPIS, "okrs/2026-Q3/a.yaml": GOALS, "sources.yaml": SOURCES,
    "actuals.csv": "key_result_id,on\n", "data/said.csv": "day\n",
    "data/export.csv": "on,share,okr_share\n", "okr-data/OKRs.csv": "on,share\n",
}  # fmt: skip
ROLE = """\
- id: support-agent
  name: Support agent
  kras:
    - name: Timely answers
      weight: 60
      kpis:
        - {kpi: p90, weight: 66.67, measured: person}
        - {kpi: csat, weight: 33.33, measured: team}
    - name: Knowledge that lasts
      id: knowledge
      weight: 40.04
      kpis:
        - {kpi: csat, weight: 100, measured: shared}
  competencies: [Ownership, Clear writing]
"""


def test_a_wrong_role_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    said = said_about({**FILES, "roles/a.yaml": written})
    assert said == [f"roles/a.yaml:{line}" for line in expected.strip().split("\n")]


def test_okrs_have_no_weight_in_a_role(written: str, expected: str, said_about: SaidAbout) -> None:
    assert said_about({**FILES, "roles/a.yaml": written}) == [f"roles/a.yaml:{expected.strip()}"]


def test_everything_wrong_with_a_role_is_said_at_once(said_about: SaidAbout) -> None:
    said = said_about(
        {**FILES, "roles/a.yaml": ROLE.replace("60", "x").replace("csat, weight: 33.33", "cast, weight: 33")}
    )
    assert [line.partition(": ")[0] for line in said] == ["roles/a.yaml:5:15", "roles/a.yaml:6:7", "roles/a.yaml:8:17"]


def test_a_target_taken_over_from_a_reached_key_result_is_no_okr(said_about: SaidAbout) -> None:
    adopted = KPIS.replace("set_on: 2025-12-01}", "set_on: 2025-12-01, from_key_result: o0/kr1}")
    assert said_about({**FILES, "kpis/a.yaml": adopted, "roles/a.yaml": ROLE}) == []


def test_a_programme_kpi_may_stand_in_a_role(said_about: SaidAbout) -> None:
    tagged = KPIS.replace("{id: csat,", "{id: csat, tags: [programme/enps],")
    assert said_about({**FILES, "kpis/a.yaml": tagged, "roles/a.yaml": ROLE}) == []


def test_roles_become_rows_of_what_they_answer_for(load: Load) -> None:
    catalogue = load({**FILES, "roles/a.yaml": ROLE})
    first = RoleKpiRow(
        "support-agent", "timely-answers", "Timely answers", 60.0, 1, "p90", 66.67, 1, role_kpis(catalogue)[0].measured
    )
    assert role_kpis(catalogue)[0] == first
    assert [
        (row.kra_id, row.kra_position, row.kpi_id, row.kpi_position, row.measured) for row in role_kpis(catalogue)
    ] == [
        ("timely-answers", 1, "p90", 1, "person"),
        ("timely-answers", 1, "csat", 2, "team"),
        ("knowledge", 2, "csat", 1, "shared"),
    ]
    assert catalogue.roles["support-agent"].competencies == ["Ownership", "Clear writing"]
    assert catalogue.places["support-agent"] == "roles/a.yaml:1"


def test_the_kept_catalogue_says_what_roles_answered_for(load: Load) -> None:
    catalogue = load({**FILES, "roles/a.yaml": ROLE})
    assert role_kpis_in(json.loads(catalogue.canonical_json)) == role_kpis(catalogue)


def test_a_catalogue_from_before_roles_had_none() -> None:
    assert role_kpis_in({"schema": "catalogue/1", "kpis": []}) == ()


@pytest.mark.parametrize("changed", ["weight: 66.67", "Timely", "measured: team", "Ownership"])
def test_what_pays_moves_the_catalogues_hash(load: Load, changed: str) -> None:
    before = load({**FILES, "roles/a.yaml": ROLE})
    other = {
        "weight: 66.67": "weight: 66.68",
        "Timely": "Quick",
        "measured: team": "measured: shared",
        "Ownership": "Will",
    }
    assert load({**FILES, "roles/a.yaml": ROLE.replace(changed, other[changed])}).sha256 != before.sha256


def test_the_linkage_text_is_part_of_the_catalogue(load: Load) -> None:
    company = "name: A\nlinkage_policy: {text: policy.md, written_on: 2026-01-01}\n"
    before = load({**FILES, "company.yaml": company, "policy.md": "Words only"})
    after = load({**FILES, "company.yaml": company, "policy.md": "Words only."})
    assert (before.linkage_text, after.linkage_text) == ("Words only", "Words only.")
    assert before.sha256 != after.sha256


def test_a_linkage_text_that_is_no_text_is_an_error(said_about: SaidAbout) -> None:
    company = "name: A\nlinkage_policy: {text: policy.md, written_on: 2026-01-01}\n"
    assert [
        line.partition(":")[0] for line in said_about({**FILES, "company.yaml": company, "policy.md": b"\xff\x00\xd8"})
    ] == ["policy.md"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Timely answers", "timely-answers"), ("  P90 & more! ", "p90-more"), ("Größe zählt", "groe-zahlt"),
        ("समय पर उत्तर", "kra-2"), ("CON", "kra-2"), ("x" * 80, "x" * 64), ("!?", "kra-2"),
    ],
)  # fmt: skip
def test_an_area_without_an_id_has_one_made_of_its_name(name: str, id: str) -> None:
    assert kra_id_of(name, 2) == id


ONE = "{kpi: csat, weight: 100, measured: team}"
THREE = f"{{kpi: NAMED, weight: 20, measured: shared}}, {ONE}, {ONE.replace('csat', 'p90')}".replace("100", "40")
KRA = "- {id: r, name: R, kras: [{name: A, weight: 100, kpis: [KPIS]}]}\n"


def advice_on_roles(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Code and role of the advice on roles."""
    return [(found.code, found.subject_id) for found in catalogue.findings if "ROLE" in found.code]


@pytest.mark.parametrize("kpi", ["nps", "tbd", "secret", "new"])
def test_a_kpi_that_is_never_judged_is_advised_against(load: Load, kpi: str) -> None:
    role = KRA.replace("KPIS", THREE.replace("NAMED", kpi))
    assert advice_on_roles(load({**FILES, "roles/a.yaml": role})) == [("ROLE-KPI-UNJUDGED", "r")]


def test_a_role_with_one_kpi_or_none_is_advised_against(load: Load) -> None:
    roles = KRA.replace("KPIS", ONE) + "- {id: s, name: S}\n"
    assert advice_on_roles(load({**FILES, "roles/a.yaml": roles})) == [("LIMIT-ROLE-KPIS", "r"), ("ROLE-EMPTY", "s")]


def test_how_achievement_is_counted_is_the_companys_choice() -> None:
    written = PolicyWritten(kpi_achievement="attainment", verdict="as_published")
    policy = policy_from(written.profile, written.overrides())
    assert (policy.kpi_achievement, policy.verdict) == ("attainment", "as_published")
    assert (policy_from("twrt", {}).kpi_achievement, policy_from("twrt", {}).verdict) == ("months_met", "as_known")


def test_what_the_company_says_of_appraisals_is_typed(load: Load) -> None:
    company = "name: A\nappraisal_cycle: year\nfanout: pool\nreports: {appraisals: {pdf_engine: plutoprint}}\n"
    read = load({**FILES, "company.yaml": company}).company
    assert (read.appraisal_cycle, read.fanout, read.report("appraisals").pdf_engine) == ("year", "pool", "plutoprint")


@pytest.mark.parametrize("setting", ["okr_weight_in_rating: 0.3", "kpi_achievement: okr", "verdict: best"])
def test_a_policy_that_lets_okrs_pay_or_says_nothing_known_is_refused(said_about: SaidAbout, setting: str) -> None:
    assert len(said_about({**FILES, "company.yaml": f"name: A\npolicy: {{{setting}}}\n"})) == 1
