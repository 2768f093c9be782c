"""What is wrong in company.yaml is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

from okr_reports.catalogue.catalogue import Catalogue

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]
TABLES = {
    "test_a_wrong_company_is_explained": "company",
    "test_wrong_okr_cycles_are_explained": "cycles",
}


def test_a_wrong_company_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    assert f"company.yaml:{expected}" in said_about({"company.yaml": written})


def test_wrong_okr_cycles_are_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    said = said_about({"company.yaml": f"name: A\nokr_cycle:\n  - {written}\n"})
    assert f"company.yaml:{expected}" in said


def test_a_gap_between_okr_cycles_is_only_a_finding(load: Load) -> None:
    cycles = "[{id: c1, from: 2026-01-01, to: 2026-02-01}, {id: c2, from: 2026-02-09, to: 2026-03-01}]"
    findings = load({"company.yaml": f"name: A\nokr_cycle: {cycles}\n"}).findings
    assert [(finding.code, finding.text) for finding in findings] == [
        ("CYCLE-GAP", "company.yaml: days between the OKR cycles c1 and c2 belong to none")
    ]


def test_a_company_without_a_file_is_told_what_to_write(tmp_path: object, said_about: SaidAbout) -> None:
    assert said_about({"company.yaml": "# nothing\n"}) == [
        "company.yaml:1:1: the file is empty: write something in it, or delete it"
    ]


def test_a_name_longer_than_any_page_is_refused(said_about: SaidAbout) -> None:
    assert said_about({"company.yaml": f"name: {'W' * 1_000}\n"}) == []
    assert said_about({"company.yaml": f"name: {'W' * 1_001}\n"}) == [
        "company.yaml:1:7: the text has 1,001 characters: write at most 1,000"
    ]


def test_the_declared_type_decides_what_a_word_is(load: Load) -> None:
    company = load({"company.yaml": "name: no\npolicy: {signals: {screen: off}}\ndepartments: {007: yes}\n"}).company
    assert (company.name, company.departments) == ("no", {"007": "yes"})
    assert company.policy.signals is not None
    assert company.policy.signals.screen is False


def test_the_policy_is_the_profile_with_the_companys_own_numbers(load: Load) -> None:
    text = "name: A\npolicy: {profile: velvetum, kpi_tolerance: 0.1, signals: {rules: wheeler}}\n"
    policy = load({"company.yaml": text}).policy
    assert (policy.profile, policy.kpi_norm, policy.kpi_tolerance) == ("velvetum", 0.94, 0.1)
    assert (policy.signals.rules, policy.signals.screen) == ("wheeler", True)
