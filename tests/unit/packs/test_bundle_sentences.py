"""What a bundle says of an employee: true sentences from the figures, never a judgement of the person."""

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables
from okr_reports.packs.bundle.pages import BundlePack
from okr_reports.packs.bundle.pictures import Mark
from okr_reports.packs.bundle.typed import cleaned, cut, in_line
from tests.rendering.bundle_people import ARJUN, JOINER, MEERA, PEOPLE
from tests.rendering.bundle_sample import FISCAL, LINKAGE, Person, facts, tables_of, with_value

LEFT = replace(MEERA, people="Meera Pillai | support-lead | tier2 | E012 | 2020-01-01 | 2025-11-30 | active | 1.0")
UPSIDE = Person(
    "E5", "Ola Nordmann | | | E012 | 2024-01-01 | | active | 1.0", " | | E012 | 2026-01-01 | 2026-06-30 | 123 | 0"
)
ONE = """
1 | support-agent | answers | support/p90-first-response | {} | 1.8 1.8 1.9 2.0 2.2 2.4
"""


def pack_of(made: EmployeeTables, known: CycleFacts | None = None) -> BundlePack:
    """The page model."""
    return build_bundle(made, known or facts()).pack


def agent(marks: str) -> EmployeeTables:
    """A support agent who answers for one KPI that was judged like this."""
    whole = "support-agent | tier1 | E012 | 2026-01-01 | 2026-06-30 | 123 | 0"
    return tables_of(replace(JOINER, segments=whole, results=ONE.format(marks)))


def missing_of(made: EmployeeTables, known: CycleFacts | None = None) -> list[tuple[str, str]]:
    """What is missing and whose job it is."""
    return [(row.what, row.whose) for row in pack_of(made, known).cover.missing]


@pytest.mark.parametrize(
    ("marks", "finding"),
    [
        ("MMMMMM", "all 6 judged months met of P90 first response"),
        ("MMMMxx", "4 of 6 months met of P90 first response; missed in May and June"),
        ("xxxxxx", "none of 6 months met of P90 first response; missed in January, February, March, April and 2 more"),
        ("Mxnnnn", "2 months judged, too few for a figure; the evidence is in words"),
        ("nnnnnn", "nothing could be judged of 3 KPIs; the evidence is in words"),
    ],
)
def test_the_title_is_the_finding_of_the_figures(marks: str, finding: str) -> None:
    assert pack_of(agent(marks)).cover.title == f"Søren Müller-Łukasz: {finding}"


def test_the_title_names_the_kpis_that_missed() -> None:
    assert pack_of(tables_of(MEERA)).cover.title == (
        "Meera Pillai: 20 of 23 months met across five KPIs; P90 first response missed in May and June, CSAT in May"
    )


def test_the_title_of_a_cycle_that_goes_on_says_so() -> None:
    so_far = pack_of(tables_of(MEERA), replace(facts(), is_partial=True)).cover
    assert so_far.title.startswith("Meera Pillai: so far 20 of 23 months met")
    assert so_far.calls[1].strong == "The cycle has not ended."


def test_who_left_before_the_cycle_is_said_to_have_left() -> None:
    made = tables_of(replace(LEFT, segments="", results=""))
    assert pack_of(made).cover.title.endswith("left on 30\u00a0Nov\u00a02025, before the cycle began")
    later = tables_of(
        replace(LEFT, people=LEFT.people.replace("2020-01-01 | 2025-11-30", "2026-08-01 | "), segments="", results="")
    )
    assert pack_of(later).cover.title.endswith("joins on 1\u00a0Aug\u00a02026, after the cycle")


def test_nothing_is_missing_where_nothing_is() -> None:
    assert missing_of(tables_of(ARJUN)) == []


def test_what_is_missing_names_whose_job_it_is() -> None:
    assert missing_of(PEOPLE["joiner"]()) == [
        ("No manager in people's records, so no reviewer", "HR"),
        ("No data: Deployments per week", "the KPI's owner"),
        ("No evidence for May and June", "Søren Müller-Łukasz and the reviewer"),
        ("1 competency without a word: Ownership", "the reviewer"),
    ]


def test_a_person_without_a_role_an_unknown_role_and_an_empty_role_are_told_apart() -> None:
    roles = {"": "No role in people's records, 1 Jan to 30 Jun", "ghost": "The role ghost has no description"}
    roles["analyst"] = "The role Analyst has no area of responsibility"
    found = [
        missing_of(tables_of(replace(UPSIDE, segments=f"{role}{UPSIDE.segments}")))[0][0].replace("\u00a0", " ")
        for role in roles
    ]
    assert found == list(roles.values())


def test_a_missing_or_late_linkage_policy_is_named() -> None:
    late = replace(LINKAGE, written_on=date(2026, 2, 3))
    none, after = replace(facts(), linkage=None), replace(facts(), linkage=late)
    assert missing_of(tables_of(ARJUN), none) == [
        ("No linkage policy: nobody wrote down how appraisals use this evidence", "HR")
    ]
    assert missing_of(tables_of(ARJUN), after) == [
        ("The linkage policy was written or, by this store, first seen after the cycle's first day", "HR")
    ]


def test_the_arithmetic_gives_the_printed_figure() -> None:
    results = pack_of(tables_of(MEERA)).results
    assert [text.replace("\u00a0", " ") for text in results.segments[0].arithmetic] == [
        "Timely answers: (60 × 3/5 + 40 × 5/5) ÷ 100 = 76 %",
        "Quality of answers: (50 × 3/3 + 50 × 4/5) ÷ 100 = 90 %",
        "Prevention and team: 60 × 5/5 ÷ 60 = 100 %",
    ]
    assert results.together.replace("\u00a0", " ") == (
        "Together, every KPI by its weight in the whole: "
        "(24 × 3/5 + 16 × 5/5 + 17.5 × 3/3 + 17.5 × 4/5 + 15 × 5/5) ÷ 90 = 85.4 %."
    )
    assert results.overall == "85.4\u00a0%"


def test_arithmetic_that_would_not_give_the_figure_is_not_printed() -> None:
    made = tables_of(MEERA)
    wrong = replace(made, segment_achievements=with_value(made.segment_achievements, "achievement", 0.5))
    wrong = replace(wrong, employee_achievement=with_value(made.employee_achievement, "achievement", 0.5))
    assert "÷" not in pack_of(wrong).results.together


def test_a_reason_that_holds_for_every_kpi_is_said_once() -> None:
    [segment] = pack_of(tables_of(MEERA)).results.segments
    assert segment.caption.endswith("No KPI is judged for Apr on leave.")
    notes = [says.strong + says.rest for kra in segment.kras for line in kra.lines for says in line.notes]
    assert notes == [
        "Not judged: Jan no target in force; Feb no data.",
        "Words only: about too few people to be shown: left out, not counted as zero.",
    ]


def test_scaled_targets_restated_months_and_longer_periods_say_so() -> None:
    segment = pack_of(tables_of(ARJUN)).results.segments[1]
    notes = [says.strong + says.rest for kra in segment.kras for line in kra.lines for says in line.notes]
    assert [note.replace("\u00a0", " ") for note in notes] == [
        "Restated since it was published: Apr was 2.3 h (missed), is 2.0 h (met). Judged by the values known now.",
        "Judged by quarter: months have too few rows.",
        "Target scaled by days present and part time: Mar, Apr and Jun ≥ 5.0 (50 % of the full one, ≥ 10.0); "
        "May ≥ 4.8 (48 % of the full one, ≥ 10.0).",
    ]


def test_a_restated_month_is_drawn_by_the_verdict_that_counts() -> None:
    as_published = replace(facts(), policy=replace(facts().policy, verdict="as_published"))
    for known, mark in ((facts(), Mark.MET), (as_published, Mark.MISSED)):
        line = pack_of(tables_of(ARJUN), known).results.segments[1].kras[0].lines[0]
        assert line.verdicts is not None
        assert line.verdicts.marks[3] == (mark, "A")


def test_later_changes_of_what_pays_are_printed_with_and_without() -> None:
    changes = pack_of(tables_of(ARJUN)).results.changes
    assert changes is not None
    assert changes.title == "Two things that pay were changed after the cycle's first run"
    assert changes.effect.replace("\u00a0", " ") == (
        "KPI achievement with what is in force now: 67.5 %; with what stood when the cycle first ran: 63.9 %."
    )
    assert [row.by for row in changes.rows] == ["R.\u00a0Iyer, 2\u00a0Mar", "nobody recorded"]
    assert changes.rows[1].why.strong == "No reason recorded"


def test_an_open_correction_is_named_on_the_first_page() -> None:
    [call] = pack_of(tables_of(MEERA)).cover.calls
    assert call.strong == "One correction is open:"
    assert "P90, May and June" in call.rest


def test_a_status_that_nobody_knows_counts_as_open() -> None:
    made = tables_of(replace(MEERA, comments="2026-07-04 | P90 | Wrong. | pending"))
    assert pack_of(made).comments.rows[0].status.rest == ": written as pending"
    assert len(pack_of(made).cover.calls) == 1


def test_what_stayed_out_is_counted() -> None:
    assert pack_of(tables_of(MEERA)).notes.kept_out == (
        "5 notes stayed out of this file because nobody said that it may be shared (3 one-to-ones and 2 manager’s "
        "notes); of these, 1 said neither yes nor no: their authors should decide."
    )


def test_months_of_the_cycle_without_a_record_are_rows_of_their_own() -> None:
    rows = [(row.month, row.text, row.is_gap) for row in pack_of(PEOPLE["joiner"]()).evidence.rows]
    assert rows == [
        ("Jan–Apr", "No place recorded.", False),
        ("May", "No evidence recorded.", True),
        ("Jun", "No evidence recorded.", True),
    ]


def test_whole_years_and_cycles_that_have_not_begun_are_laid_out_too() -> None:
    year = FISCAL.period("2026")
    made = tables_of(replace(MEERA, results=""), cycle=year)
    evidence = pack_of(made, replace(facts(), cycle=year)).evidence
    assert len(evidence.strip.months) == 12
    assert evidence.rows[-1].text == "Not yet."


def test_a_missing_team_is_hrs_to_write_down() -> None:
    made = agent("nnnnnn")
    teamless = replace(
        made,
        kra_periods=with_value(made.kra_periods, "reason", "no_team"),
        kpi_achievements=with_value(made.kpi_achievements, "reason", "no_team"),
    )
    assert ("No team in people's records, so no value of the team's KPIs", "HR") in missing_of(teamless)
    assert [what for what, _ in missing_of(teamless) if what.startswith("No data")] == []


def test_where_attainment_counts_the_method_says_so() -> None:
    made = tables_of(MEERA)
    asked = replace(made, kpi_achievements=with_value(made.kpi_achievements, "attainment", 0.95))
    leads = [[says.strong for says in pack_of(one).method] for one in (made, asked)]
    assert ["Attainment counts here," in each for each in leads] == [False, True]


def test_nobody_is_called_he_or_she() -> None:
    for name in ("lead", "transfer", "nobody", "joiner"):
        pack = pack_of(PEOPLE[name]())
        said = chain((str(pack.cover), str(pack.results), str(pack.method)), (pack.notes.title, pack.comments.title))
        assert [word for word in " ".join(said).lower().split() if word in {"he", "she", "his", "her", "him"}] == []


def test_a_text_is_cut_at_a_length_and_a_dozen_lines() -> None:
    assert cut("a" * 30, most=20, locale="en_IN").startswith("a" * 20 + "… [cut here; 10 more characters")
    assert cut("line\n" * 40, most=500, locale="en_IN").count("\n") == 11
    assert cut("a\x00".replace("\x00", "\ufffd"), most=20, locale="en_IN") == "a[?]"
    assert cut(None, most=20, locale="en_IN") == ""


def test_no_name_turns_the_line_it_stands_in() -> None:
    assert in_line("عبد") == "عبد\u200e"
    assert in_line("Meera\nPillai") == "Meera Pillai"
    assert cleaned("a\u202eb\u2066c\r\nd") == "abc\nd"
    assert cleaned("a\u2028b\u2029c\rd") == "a\nb\nc\nd"


def test_whoever_has_days_without_a_role_has_no_recorded_role() -> None:
    without = tables_of(replace(MEERA, segments=" | tier2 | E012 | 2026-01-01 | 2026-06-30 | 123 | 20", results=""))
    assert pack_of(without).cover.title == "Meera Pillai: no role is recorded in 2026-H1"
