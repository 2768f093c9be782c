"""What is wrong in company.yaml is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

import pytest

from okr_reports.catalogue.catalogue import Catalogue

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]

WRONG = [
    ("paper: A4", "1:1: `name` is missing: write `name: …`"),
    ("name:", "1:6: `name` is empty: write a value, or leave the key out"),
    ("name: ''", "1:7: `name` is '': write a text"),
    ("name: [A, B]", "1:7: `name` is a list of 2: write one text"),
    ("name: A\nstor: x", "2:1: there is no key 'stor' here: did you mean 'store'?"),
    ("name: A\ncurrency: €", "2:11: '€' is no currency: write three capital letters like INR, EUR or USD"),
    ("name: A\nlocale: en-IN", "2:9: 'en-IN' is no locale: write language and country like en_IN or de_DE"),
    ("name: A\ntimezone: Asia/Kolkatta", "2:11: there is no time zone 'Asia/Kolkatta': did you mean 'Asia/Kolkata'?"),
    ("name: A\ntimezone: ../etc", "2:11: there is no time zone '../etc': write a zone like Asia/Kolkata, Europe/Berlin or UTC"),
    ("name: A\nfiscal_year_start: April", "2:20: `fiscal_year_start` is 'April': write a whole number"),
    ("name: A\nfiscal_year_start: 13", "2:20: `fiscal_year_start` is '13': write a number of at most 12"),
    ("name: A\ndata_from: 2024-13", "2:12: there is no month '2024-13': write a month like 2024-08"),
    ("name: A\npaper: a4", "2:8: `paper` is 'a4': did you mean 'A4'?"),
    ("name: A\nholidays: XX", "2:11: there is no holiday calendar 'XX': write a country like IN, DE or US, or a part of one like DE-BY"),
    ("name: A\nokr_cycle: month", "2:12: `okr_cycle` is 'month': write quarter or half_year"),
    ("name: A\nokr_cycle: {a: b}", "2:12: `okr_cycle` is a mapping (keys with values): write it in one of the forms of the company folder's description"),
    ("name: A\nstore: s3://key:secret@bucket", "2:8: the store's address holds a password: leave the password out: the store's library reads it from the environment"),
    ("name: A\ndepartments: {CON: x}", "2:15: the id 'CON' holds 'CON', a name Windows reserves: use another word"),
    ("name: A\ndepartments: {a b: x}", "2:15: 'a b' is no valid id: use letters A-Z, digits, `-`, `_` and `.` between them, in parts joined by `/`"),
    (f"name: A\ndepartments: {{{'x' * 65}: x}}", f"2:15: the id '{'x' * 60}…' has 65 characters: write at most 64"),
    ("name: A\ndepartments: {a: x, A: y}", "2:21: 'A' and 'a' differ only in case: give one another id"),
    ("name: A\ndepartments: {a: }", "2:18: `a` is empty: write a value, or leave the key out"),
    ("name: A\ndepartments: {ops: Ops}\nteams: {t: {name: T, department: op}}", "3:34: there is no department 'op': did you mean 'ops'?"),
    ("name: A\npolicy: {profile: cosyhr}", "2:19: `profile` is 'cosyhr': did you mean 'cozyhr'?"),
    ("name: A\npolicy: {kpi_tolerance: 6%}", "2:25: `kpi_tolerance` is '6%': write 0.06"),
    ("name: A\npolicy: {kpi_tolerance: '0,06'}", "2:25: `kpi_tolerance` is '0,06': write 0.06, with a point"),
    ("name: A\npolicy: {kpi_tolerance: .inf}", "2:25: `kpi_tolerance` is '.inf': write a number, without thousands marks, such as 1250.5"),
    ("name: A\npolicy: {kpi_tolerance: inf}", "2:25: `kpi_tolerance` is 'inf': write a number"),
    ("name: A\npolicy: {signals: {screen: maybe}}", "2:28: `screen` is 'maybe': write yes or no"),
    ("name: A\nreports: {kpi-reviews: {}}", "2:11: there is no key 'kpi-reviews' here: did you mean 'kpi-review'?"),
    ("name: A\nreports: {kpi-review: {at: 6am}}", "2:28: '6am' is no time of day: write hours and minutes like 06:00"),
    ("name: A\nlinkage_policy: {text: policy.md, written_on: 20260320}", "2:47: '20260320' is no day: write a day like 2026-09-30"),
    ("name: A\nlinkage_policy: {text: policy.md, written_on: 2026-02-30}", "2:47: there is no day '2026-02-30': write a day like 2026-09-30"),
    ("name: A\nlinkage_policy: {text: policy.md, written_on: 2026-02-20}", "2:24: there is no file 'policy.md': paths start at the company folder"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[row[1][:60] for row in WRONG])
def test_a_wrong_company_is_explained(text: str, expected: str, said_about: SaidAbout) -> None:
    assert f"company.yaml:{expected}" in said_about({"company.yaml": text})


CYCLES = [
    ("{id: 2026-Q3, from: 2026-01-01, to: 2026-02-01}", "3:10: the cycle id '2026-Q3' looks like another period: write an id like 2026-C4, which is no month, week, quarter, half-year or year"),
    ("{id: FY2026, from: 2026-01-01, to: 2026-02-01}", "3:10: the cycle id 'FY2026' looks like another period: write an id like 2026-C4, which is no month, week, quarter, half-year or year"),
    ("{id: c1, from: 2026-02-01, to: 2026-01-01}", "3:36: the cycle ends before it begins: `from` is the first day, `to` the last"),
    ("{id: c1, from: 2026-01-01, to: 2026-02-01}\n  - {id: C1, from: 2026-02-02, to: 2026-03-01}", "4:10: the cycle 'C1' stands twice: give it another id"),
    ("{id: c2, from: 2026-02-01, to: 2026-03-01}\n  - {id: c1, from: 2026-01-01, to: 2026-02-01}", "3:20: the cycles c1 and c2 overlap: begin c2 after 2026-02-01"),
]  # fmt: skip


@pytest.mark.parametrize(("cycles", "expected"), CYCLES, ids=[row[1][:60] for row in CYCLES])
def test_wrong_okr_cycles_are_explained(cycles: str, expected: str, said_about: SaidAbout) -> None:
    said = said_about({"company.yaml": f"name: A\nokr_cycle:\n  - {cycles}\n"})
    assert f"company.yaml:{expected}" in said


def test_a_gap_between_okr_cycles_is_only_a_finding(load: Load) -> None:
    cycles = "[{id: c1, from: 2026-01-01, to: 2026-02-01}, {id: c2, from: 2026-02-09, to: 2026-03-01}]"
    findings = load({"company.yaml": f"name: A\nokr_cycle: {cycles}\n"}).findings
    assert [(finding.code, finding.text) for finding in findings] == [
        ("CYCLE-GAP", "company.yaml: days between the OKR cycles c1 and c2 belong to none")
    ]


def test_folders_not_read_yet_are_a_finding(load: Load) -> None:
    findings = load({"okrs/2026-Q3/company.yaml": "- nothing yet", "roles/.gitkeep": ""}).findings
    assert [(finding.code, finding.subject_id) for finding in findings] == [("NOT-READ-YET", "okrs")]


def test_a_company_without_a_file_is_told_what_to_write(tmp_path: object, said_about: SaidAbout) -> None:
    assert said_about({"company.yaml": "# nothing\n"}) == [
        "company.yaml:1:1: the file is empty: write something in it, or delete it"
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
