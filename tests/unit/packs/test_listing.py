"""Lists, counts and names inside sentences."""

import pytest

from okr_reports.packs.listing import capitalised, inside_sentence, joined, joined_up_to, plural, shortened


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_joined_as_people_write_them(names: list[str], said: str) -> None:
    assert joined(names) == said


def test_names_that_hold_a_comma_are_parted_by_more_than_one() -> None:
    assert joined(["Time to fill, median", "CSAT"]) == "Time to fill, median; and CSAT"
    assert joined(["CSAT", "Time to fill, median", "NPS"]) == "CSAT; Time to fill, median; and NPS"
    assert joined(["Time to fill, median"]) == "Time to fill, median"
    assert joined(["1,234", "5"]) == "1,234 and 5"


@pytest.mark.parametrize(("count", "said"), [(2, "0 and 1"), (3, "0, 1 and 2"), (4, "0, 1 and 2 more")])
def test_one_name_more_is_named_and_not_counted(count: int, said: str) -> None:
    assert joined_up_to([str(number) for number in range(count)], most=2) == said


@pytest.mark.parametrize(
    ("names", "inside"),
    [
        (["Time to fill"], ["time to fill"]),
        (["P90 first response", "Time to fill"], ["P90 first response", "time to fill"]),
        (["eNPS", "CSAT", "Win rate"], ["eNPS", "CSAT", "win rate"]),
        (["90-day retention"], ["90-day retention"]),
        (["On-time arrivals"], ["on-time arrivals"]),
        (["Stripe payments"], ["Stripe payments"]),
        (["Time to fill", "Stripe payments"], ["Time to fill", "Stripe payments"]),
        (["First Contact Resolution"], ["First Contact Resolution"]),
        (["Überstunden"], ["Überstunden"]),
    ],
)
def test_names_begin_small_only_where_no_proper_name_can_be_hurt(names: list[str], inside: list[str]) -> None:
    assert inside_sentence(names) == inside


@pytest.mark.parametrize(
    ("text", "cut"),
    [("short", "short"), ("a long sentence of words", "a long…"), ("x" * 20, "x" * 11 + "…")],
)
def test_a_cut_is_shown(text: str, cut: str) -> None:
    assert shortened(text, most=12) == cut


def test_a_plural_may_be_irregular() -> None:
    assert [plural(1, "person", nouns="people"), plural(2, "person", nouns="people"), plural(0, "day")] == [
        "1 person",
        "2 people",
        "0 days",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extract tickets is late", "Extract tickets is late"),
        ("actuals.csv:5: 2026-10-01 lies outside", "actuals.csv:5: 2026-10-01 lies outside"),
        ("data/tickets.csv holds no rows", "data/tickets.csv holds no rows"),
        ("rows. And more", "Rows. And more"),
    ],
)
def test_a_sentence_begins_with_a_capital_and_a_files_name_as_it_is_written(text: str, said: str) -> None:
    assert capitalised(text) == said
