"""A confidential KPI's value reaches no file of a retro, whatever part it plays there, nor the drafted next cycle."""

import re
from pathlib import Path

import pytest

from okr_reports.cli.main import main
from tests.pipeline.okr_company import write_okr_company
from tests.security.leaks import files_under, layers_of

KPIS = "kpis/success.yaml"
# Months that nothing else in the company says; the discount is a counterweight, a KPI of a goal, and leads churn.
SECRETS = {"04": "31.77", "05": "32.77", "06": "33.77", "07": "34.77", "08": "45.77", "09": "56.77"}
# Raw, or as a page rounds it: with its unit, since a drawing may hold any number.
_SECRET = re.compile(r"(?:31|32|33|34|45|56)(?:[.,]77(?!\d)|[.,]8\s?%)")
_VERSION = "2026-Q3/v1/"
HOLDERS = [*(f"{_VERSION}report.{ending}" for ending in ("html", "json", "pdf", "xlsx")), "kpis/success.yaml"]
NOTES = """
id,cycle,on,author_id,employee_id,decision,cause,took_on,moved,learned,collaboration
q3/o1/kr3,2026-Q3,2026-10-03,E001,,retire,,,,,
q3/o1/kr1,2026-Q3,2026-10-03,E001,,carry_forward,,,,,
"""


@pytest.mark.parametrize(("visibility", "holders"), [("confidential", []), ("management", HOLDERS)])
def test_a_confidential_value_is_in_no_file_of_a_retro_and_an_open_one_is(
    tmp_path: Path, visibility: str, holders: list[str]
) -> None:
    write_okr_company(tmp_path)
    conceal(tmp_path, visibility=visibility)
    typed = ["--as-of", "2026-10-06T09:00", "--company", str(tmp_path), "--quiet"]
    assert main(["run", "okr-retro", "2026-Q3", *typed, "--draft-next", str(tmp_path / "next")]) == 0
    files = files_under(tmp_path / "store/published/okr-retro", tmp_path / "next")
    assert sorted({name for name, data in files.items() if is_told_in(name, data)}) == holders


def is_told_in(name: str, data: bytes) -> bool:
    """Whether one of the discounts stands in any layer of the file."""
    return any(_SECRET.search(text) for _, text in layers_of(name, data))


def conceal(folder: Path, *, visibility: str) -> None:
    """Discounts that can be told from any other number, in the data, in a check-in, and as a standard once set."""
    path = folder / KPIS
    told = f"- id: success/discount\n  visibility: {visibility}\n  tags: [enps]\n  unit: '%'"
    target = "    - {from: 2026-04, op: '<=', value: 30, set_on: 2026-03-20, from_key_result: q2/o1/kr2}\n"
    sheet = path.read_text(encoding="utf-8").replace("- id: success/discount", told)
    ends = "  cadence: monthly\n  direction: lower\n  targets:\n"
    standing = '    - {from: 2026-04, op: "<=", value: 30, set_on: 2026-03-20}\n'
    sheet = sheet.replace(f"{ends}{standing}", f"{ends}{target}")
    path.write_text(sheet.replace('  unit: "%"\n', '  unit: "%"\n  leading: [success/discount]\n'), encoding="utf-8")
    rows = "".join(f"2026-{month}-10,2.3,100,{value}\n" for month, value in SECRETS.items())
    (folder / "data/accounts.csv").write_text(f"day,lost,total,size\n{rows}", encoding="utf-8")
    with (folder / "check_ins.csv").open("a", encoding="utf-8") as log:
        log.write("q3/o1/kr3,2026-09-20,E001,on_track,45.77,\n")
    (folder / "retro_notes.csv").write_text(NOTES.lstrip(), encoding="utf-8")
    earlier = folder / "okrs/2026-Q2/company.yaml"
    held = "    - {id: q2/o1/kr2, title: Small deals stay small, kpi: success/discount, at: {at_most: 40}}\n"
    earlier.write_text(earlier.read_text(encoding="utf-8") + held, encoding="utf-8")
