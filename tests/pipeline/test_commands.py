"""The command from end to end on a small company: what it publishes, what it answers, what it leaves behind."""

import json
from pathlib import Path

from tests.pipeline.conftest import Command, stored


def published(company: Path) -> Path:
    """The folder of the versions of September 2026."""
    return company / "store/published/kpi-review/2026-09"


def change_an_amount(company: Path) -> None:
    """A September order turns out to be larger."""
    orders = company / "data/orders.csv"
    orders.write_text(orders.read_text(encoding="utf-8").replace("990.00", "1990.00"), encoding="utf-8")


def test_check_says_what_it_found_and_that_there_are_no_errors(okr_reports: Command) -> None:
    said = okr_reports("check")
    assert said.exit_code == 0
    assert "2 KPIs from 1 extracts, no errors" in said.out


def test_a_run_publishes_every_format_for_the_company_and_each_department(published_company: Path) -> None:
    version = published(published_company) / "v1"
    assert sorted(path.relative_to(version).as_posix() for path in version.rglob("*.*")) == [
        "departments/sales.html", "departments/sales.pdf", "manifest.json", "report.html", "report.json", "report.pdf",
        "report.xlsx",
    ]  # fmt: skip


def test_a_run_tells_each_stage_on_stderr_and_the_places_on_stdout(review: Command, company: Path) -> None:
    said = review("2026-09")
    assert [line.split(" in ")[0] for line in said.err.splitlines()] == [
        "catalogue checked", "sources read", "KPIs computed", "KPIs judged", "review made",
    ]  # fmt: skip
    assert said.out.splitlines()[0] == "published: version 1 of kpi-review 2026-09"
    assert str(published(company) / "v1/report.pdf") in said.out


def test_quiet_says_nothing_on_stderr_and_in_json_the_answer_is_one_object(review: Command) -> None:
    said = review("2026-09", "--quiet", "--format", "json")
    assert said.err == ""
    answer = said.json
    assert (answer["outcome"], answer["version"], answer["exit_code"], len(answer["head"])) == ("published", 1, 0, 64)
    assert Path(answer["paths"]["report.pdf"]).read_bytes().startswith(b"%PDF-")


def test_a_second_run_finds_nothing_changed(review: Command, published_company: Path) -> None:
    before = stored(published_company / "store")
    said = review("2026-09", "--format", "json")
    assert (said.exit_code, said.json["outcome"], said.json["version"]) == (0, "unchanged", 1)
    assert stored(published_company / "store") == before


def test_changed_content_needs_a_reason_and_then_becomes_version_two(review: Command, published_company: Path) -> None:
    change_an_amount(published_company)
    versions = stored(published(published_company))
    refused = review("2026-09", "--format", "json")
    assert (refused.exit_code, refused.json["outcome"]) == (9, "refused")
    assert "--reason" in refused.err
    assert stored(published(published_company)) == versions
    said = review("2026-09", "--reason", "an order was corrected", "--format", "json")
    assert (said.exit_code, said.json["outcome"], said.json["version"]) == (0, "published", 2)
    report = json.loads((published(published_company) / "v2/report.json").read_text(encoding="utf-8"))
    assert [report["version"], report["kpis"][0]["value"]] == [2, 7735.75]


def test_a_dry_run_answers_like_a_run_and_keeps_nothing(review: Command, company: Path) -> None:
    said = review("2026-09", "--dry-run", "--format", "json")
    assert (said.exit_code, said.json["outcome"], said.json["is_dry_run"]) == (0, "published", True)
    assert not (company / "store").exists()
    assert not (company / ".okr-reports").exists()


def test_a_dry_run_of_changed_content_also_needs_a_reason(review: Command, published_company: Path) -> None:
    change_an_amount(published_company)
    assert review("2026-09", "--dry-run").exit_code == 9


def test_a_month_without_any_data_is_published_with_every_kpi_unknown(review: Command, company: Path) -> None:
    assert review("2026-03").exit_code == 0
    report = json.loads((company / "store/published/kpi-review/2026-03/v1/report.json").read_text(encoding="utf-8"))
    assert [(kpi["health"], kpi["reason"]) for kpi in report["kpis"]] == [("unknown", "no_data")] * 2


def test_an_unfinished_month_is_published_on_request_and_marked(review: Command, company: Path) -> None:
    assert review("2026-10", "--partial").exit_code == 0
    report = json.loads((company / "store/published/kpi-review/2026-10/v1/report.json").read_text(encoding="utf-8"))
    assert report["partial"] is True


def test_history_tells_what_was_published_and_why(
    okr_reports: Command, review: Command, published_company: Path
) -> None:
    change_an_amount(published_company)
    head = review("2026-09", "--reason", "corrected\nby finance", "--format", "json").json["head"]
    newest, oldest = okr_reports("history").out.splitlines()
    assert "kpi-review 2026-09 v2 (corrected by finance)" in newest
    assert head in newest
    assert "kpi-review 2026-09 v1 (first version)" in oldest


def test_before_the_first_run_history_says_that_nothing_was_published(okr_reports: Command) -> None:
    assert okr_reports("history").out == "nothing has been published yet\n"


def test_verify_finds_nothing_wrong_after_a_run(okr_reports: Command, published_company: Path) -> None:
    head = okr_reports("history", "--format", "json").json["publications"][0]["head"]
    assert (published_company / "store").exists()
    said = okr_reports("verify", "--read-data", "--head", head, "--format", "json")
    assert (said.exit_code, said.json["outcome"], said.json["problems"], said.json["strays"]) == (0, "verified", [], [])


def test_verify_finds_a_published_file_that_was_changed(okr_reports: Command, published_company: Path) -> None:
    report = published(published_company) / "v1/report.json"
    report.write_bytes(report.read_bytes().replace(b"6735.75", b"9735.75"))
    said = okr_reports("verify", "--format", "json")
    assert (said.exit_code, said.json["outcome"]) == (8, "refused")
    assert [problem["file"] for problem in said.json["problems"]] == ["published/kpi-review/2026-09/v1/report.json"]


def test_a_store_may_be_named_on_the_command_line(review: Command, company: Path, tmp_path: Path) -> None:
    review("2026-09", "--quiet", "--store", str(tmp_path / "elsewhere"))
    assert (tmp_path / "elsewhere/log/00000001.json").exists()
    assert not (company / "store").exists()


def test_nobody_else_may_read_what_a_run_leaves(review: Command, company: Path) -> None:
    review("2026-09", "--quiet")
    made = [path for folder in ("store", ".okr-reports") for path in (company / folder).rglob("*")]
    assert len(made) > 20
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []


def test_a_finished_run_leaves_no_tables_of_people_behind(published_company: Path) -> None:
    company = published_company
    assert [path for path in (company / "store/work").rglob("*") if path.is_file()] == []


def test_a_new_folder_is_made_only_where_nothing_is(okr_reports: Command, company: Path, tmp_path: Path) -> None:
    assert okr_reports("init", str(tmp_path / "another")).exit_code == 0
    assert (tmp_path / "another/company.yaml").exists()
    assert okr_reports("init", str(company)).exit_code == 2
    assert okr_reports("init", str(tmp_path / "third"), "--employees", "100").exit_code == 2
