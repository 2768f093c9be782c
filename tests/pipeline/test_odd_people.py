"""People, roles and notes that nobody expects: `check` says what is wrong with them, by id and never by name."""

import re
from pathlib import Path

import pytest

from tests.pipeline.conftest import Command

ROLES = """\
- id: clerk
  name: Clerk
  kras:
    - name: Orders
      weight: 100
      kpis:
        - {kpi: sales/revenue, weight: 100, measured: shared}
"""
PEOPLE = "id,name,role,manager_id,from,to,fte\nE001,Ann Unmentionable,clerk,,2024-01-01,,1\n"
NOTES = "employee_id,on,author_id,share,note\n"
# A word for the case | file | its lines below the header | exit code | what is said.
ODD = r"""
two roles on one day   | people.csv        | E001,Bo Unmentionable,clerk,,2025-01-01,,1          | 3 | people.csv:3: E001 already has a role
ids apart in case      | people.csv        | e001,Bo Unmentionable,clerk,,2025-01-01,,1          | 3 | people.csv:3: .*'e001'.* only in capitals
nobody as manager      | people.csv        | E002,Bo Unmentionable,clerk,E077,2025-01-01,,1      | 0 | MANAGER-UNKNOWN E077
one's own manager      | people.csv        | E002,Bo Unmentionable,clerk,E002,2025-01-01,,1      | 0 | MANAGER-CIRCLE E002
no such role           | people.csv        | E002,Bo Unmentionable,clark,,2025-01-01,,1          | 0 | ROLE-UNKNOWN clark
a name that is markup  | people.csv        | E002,<script>alert(1)</script>,clerk,,2025-01-01,,1 | 0 | no errors
no such employee       | manager_notes.csv | E077,2026-03-03,E001,yes,Unmentionable              | 0 | LOG-UNKNOWN-EMPLOYEE E077
a name as employee     | manager_notes.csv | Unmentionable,2026-03-03,E001,yes,x                 | 0 | LOG-UNKNOWN-EMPLOYEE manager_notes
a letter for a word    | manager_notes.csv | E001,2026-03-03,E001,Y,Unmentionable                | 0 | NOTE-SHARE
no day                 | manager_notes.csv | E001,Unmentionable,E001,yes,x                       | 3 | manager_notes.csv:2: on is no date
a note of a megabyte   | manager_notes.csv | E001,2026-03-03,E001,yes,MEGABYTE                   | 0 | no errors
a word without a space | manager_notes.csv | E001,2026-03-03,E001,yes,WORD                       | 0 | no errors
control characters     | manager_notes.csv | E001,2026-03-03,E001,yes,CONTROL                    | 0 | TEXT-CHARACTERS
half a surrogate pair  | manager_notes.csv | E001,2026-03-03,E001,yes,SURROGATE                  | 0 | TEXT-CHARACTERS
reading backwards      | manager_notes.csv | E001,2026-03-03,E001,yes,BACKWARDS                  | 0 | TEXT-CHARACTERS
"""  # noqa: E501
TYPED = {
    b"MEGABYTE": b"Unmentionable " * 75_000, b"WORD": b"W" * 5_000, b"CONTROL": b"a\x00b\x1b[2Jc",
    b"SURROGATE": b"\xed\xa0\x80", b"BACKWARDS": "\u202eabc".encode(),
}  # fmt: skip


def assert_said(text: str, pattern: str) -> None:
    """Fail where the text holds nothing like the pattern."""
    assert re.search(pattern, text), text


@pytest.fixture
def staffed(company: Path) -> Path:
    """The small company with one role and one person."""
    (company / "roles").mkdir()
    (company / "roles" / "a.yaml").write_text(ROLES, encoding="utf-8")
    (company / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (company / "manager_notes.csv").write_text(NOTES, encoding="utf-8")
    return company


@pytest.mark.parametrize(("file", "lines", "code", "said"), [
    pytest.param(*(cell.strip() for cell in line.split(" | ")[1:]), id=line.split(" | ")[0].strip())
    for line in ODD.strip().splitlines()
])  # fmt: skip
def test_odd_people_are_told_by_id(
    staffed: Path, okr_reports: Command, file: str, lines: str, code: str, said: str
) -> None:
    written = (staffed / file).read_bytes() + lines.encode() + b"\n"
    for word, typed in TYPED.items():
        written = written.replace(word, typed)
    (staffed / file).write_bytes(written)
    answer = okr_reports("check", "--company", str(staffed), "--as-of", "2026-10-05")
    assert str(answer.exit_code) == code
    assert_said(answer.out + answer.err, said)
    assert "Unmentionable" not in answer.out + answer.err


@pytest.mark.parametrize("weight", ["80", "nan", "-20"])
def test_weights_that_do_not_total_100_are_refused(staffed: Path, okr_reports: Command, weight: str) -> None:
    roles = ROLES.replace("weight: 100\n", f"weight: {weight}\n")
    (staffed / "roles" / "a.yaml").write_text(roles, encoding="utf-8")
    answer = okr_reports("check", "--company", str(staffed))
    assert answer.exit_code == 3
    assert_said(answer.out + answer.err, r"roles/a.yaml:[345]:\d+: .*weight")


def test_a_role_that_gives_okrs_weight_is_refused_with_the_rules_name(staffed: Path, okr_reports: Command) -> None:
    (staffed / "roles" / "a.yaml").write_text(f"{ROLES}  okr_weight: 20\n", encoding="utf-8")
    answer = okr_reports("check", "--company", str(staffed), "--format", "json")
    assert answer.exit_code == 3
    assert_said(answer.out + answer.err, "PAY-FIREWALL")
