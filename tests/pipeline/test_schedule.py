"""When a month's review is made: on the n-th working day after its end, by the company's calendar and clock."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.model import Company, ReportWritten
from pipelines.schedules import (
    after_appraisal_cycle_end,
    after_cycle_end,
    after_month_end,
    due_appraisal_cycle,
    due_cycle,
    due_month,
)
from tests.pipeline.okr_company import write_okr_company
from tests.rules.text_tables import read_table

THIRD_AT_SIX = {"kpi-review": ReportWritten(on_working_day=3, at="06:00")}


def company(**settings: object) -> Company:
    """A company with what the test says of it."""
    return Company.model_validate({"name": "Example", "reports": THIRD_AT_SIX, **settings})


def tick(written: Company, moment: str) -> dg.RunRequest | dg.SkipReason:
    """What the schedule answers at a moment of the company's clock."""
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(written.timezone))
    context = dg.build_schedule_context(scheduled_execution_time=at)
    answer = after_month_end(written)(context)
    assert isinstance(answer, dg.RunRequest | dg.SkipReason)
    return answer


# today, month, due: 1 October 2026 is a Thursday; India's holidays of October 2026 include 2 (Gandhi) and 20 (Dussehra)
DUE_DAYS = """
none  2026-10-01  2026-09  2026-10-05
none  2026-10-05  2026-09  2026-10-05
none  2026-10-31  2026-09  2026-10-05
none  2026-11-01  2026-10  2026-11-04
IN    2026-10-01  2026-09  2026-10-06
DE-BY 2026-01-01  2025-12  2026-01-07
DE-BE 2026-01-01  2025-12  2026-01-06
US    2026-01-01  2025-12  2026-01-06
none  2027-01-01  2026-12  2027-01-05
"""


@pytest.mark.parametrize("line", DUE_DAYS.strip().splitlines())
def test_the_review_is_due_on_the_third_working_day_after_the_month(line: str) -> None:
    code, today, month, due = line.split()
    written = company(holidays=None if code == "none" else code)
    found, due_on = due_month(written, today=date.fromisoformat(today))
    assert (found.key, due_on.isoformat()) == (month, due)


def test_on_the_day_the_month_before_is_asked_for_once() -> None:
    answer = tick(company(holidays="IN", timezone="Asia/Kolkata"), "2026-10-06T06:00")
    assert isinstance(answer, dg.RunRequest)
    assert (answer.partition_key, answer.run_key) == ("2026-09", "kpi-review/2026-09")


@pytest.mark.parametrize("moment", ["2026-10-05T06:00", "2026-10-07T06:00", "2026-10-31T06:00"])
def test_on_every_other_day_the_schedule_says_when_it_is_due(moment: str) -> None:
    answer = tick(company(holidays="IN", timezone="Asia/Kolkata"), moment)
    assert isinstance(answer, dg.SkipReason)
    assert answer.skip_message == "the review of {} is due on {}".format("2026-09", "2026-10-06")


def test_the_day_is_that_of_the_company_and_not_of_the_machine() -> None:
    in_auckland = company(timezone="Pacific/Auckland")
    # 06:00 on the 5th in Auckland is still the 4th in Greenwich.
    assert isinstance(tick(in_auckland, "2026-10-05T06:00"), dg.RunRequest)


def test_the_hour_and_the_zone_are_those_of_company_yaml() -> None:
    late = company(timezone="America/Sao_Paulo", reports={"kpi-review": ReportWritten(at="21:30")})
    schedule = after_month_end(late)
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 21 * * *", "America/Sao_Paulo")


def test_a_schedule_says_in_words_when_it_runs() -> None:
    schedule = after_month_end(company(timezone="Asia/Kolkata"))
    assert schedule.description == "The month before, on working day 3 at 06:00 (Asia/Kolkata)."


RETROS_DUE = """
today      | cycle   | due
2026-07-01 | 2026-Q2 | 2026-07-03
2026-09-30 | 2026-Q2 | 2026-07-03
2026-10-01 | 2026-Q3 | 2026-10-05
2027-03-01 | 2026-Q3 | 2026-10-05
"""


@pytest.mark.parametrize("row", read_table(RETROS_DUE), ids=lambda row: row["today"])
def test_the_retro_is_due_when_the_review_of_the_cycle_s_last_month_is(row: dict[str, str], tmp_path: Path) -> None:
    write_okr_company(tmp_path)
    found = due_cycle(load_catalogue(tmp_path), today=date.fromisoformat(row["today"]))
    assert found is not None
    assert (found[0].key, found[1].isoformat()) == (row["cycle"], row["due"])


def test_on_its_day_the_cycle_before_is_asked_for_and_on_no_other(tmp_path: Path) -> None:
    write_okr_company(tmp_path)
    schedule = after_cycle_end(load_catalogue(tmp_path))
    zone = ZoneInfo("Asia/Kolkata")
    on_the_day, later, before_all = (
        schedule(dg.build_schedule_context(scheduled_execution_time=datetime(*day, 7, tzinfo=zone)))
        for day in ((2026, 10, 5), (2026, 10, 6), (2026, 4, 1))
    )
    assert isinstance(on_the_day, dg.RunRequest)
    assert (on_the_day.partition_key, on_the_day.run_key) == ("2026-Q3", "okr-retro/2026-Q3")
    assert isinstance(later, dg.SkipReason)
    assert later.skip_message == "the retro of 2026-Q3 is due on 2026-10-05"
    assert isinstance(before_all, dg.SkipReason)
    assert before_all.skip_message == "no cycle with objectives has ended"


# today, appraises by, cycle, due: 1 July 2026 is a Wednesday, 1 January 2027 a Friday
APPRAISAL_DAYS = """
2026-07-01  half_year  2026-H1  2026-07-03
2026-12-31  half_year  2026-H1  2026-07-03
2027-01-01  half_year  2026-H2  2027-01-05
2026-07-01  year       2025     2026-01-05
"""


@pytest.mark.parametrize("line", APPRAISAL_DAYS.strip().splitlines())
def test_the_bundles_are_due_on_the_third_working_day_after_the_appraisal_cycle(line: str) -> None:
    today, appraises_by, key, due_on = line.split()
    cycle, due = due_appraisal_cycle(company(appraisal_cycle=appraises_by), today=date.fromisoformat(today))
    assert (cycle.key, due.isoformat()) == (key, due_on)


@pytest.mark.parametrize(
    ("moment", "asked"), [("2026-07-03T06:00", "2026-H1"), ("2026-07-06T06:00", None), ("2026-07-02T06:00", None)]
)
def test_on_its_day_the_appraisal_cycle_before_is_asked_for_and_on_no_other(moment: str, asked: str | None) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("UTC"))
    answer = after_appraisal_cycle_end(company())(dg.build_schedule_context(scheduled_execution_time=at))
    assert getattr(answer, "partition_key", None) == asked
