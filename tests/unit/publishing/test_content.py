"""What counts as the same content, and how differences are named."""

from collections.abc import Mapping

import pytest

from okr_reports.publishing.content import content_sha256, differences

REPORT = {
    "schema": "kpi-review/1",
    "version": 1,
    "as_of": "2026-10-01T06:00:00+00:00",
    "kpis": [{"id": "csat", "value": 95.0, "history": [{"period": "2026-08", "value": 1}]}],
    "data_quality": {"extracts": [{"extract": "tickets", "rows": 3, "read_at": "2026-10-01"}]},
}


@pytest.mark.parametrize(
    "other",
    [
        {"version": 2},
        {"as_of": "2026-10-02T06:00:00+00:00"},
        {"generated_at": "2026-10-02T06:00:00+00:00"},
        {"published_at": "2026-10-02T06:00:00+00:00"},
        {"reason": "late data"},
        {"provenance": {"software": "0.2.0"}},
        {"data_quality": {"extracts": [{"extract": "tickets", "rows": 3, "read_at": "2026-10-02"}]}},
    ],
)
def test_facts_about_the_making_of_a_report_are_not_its_content(other: Mapping[str, object]) -> None:
    assert content_sha256({"report.json": {**REPORT, **other}}) == content_sha256({"report.json": REPORT})


@pytest.mark.parametrize(
    "other",
    [
        {"kpis": []},
        {"kpis": [{"id": "csat", "value": 95.1, "history": []}]},
        {"partial": True},
        {"data_quality": {"extracts": [{"extract": "tickets", "rows": 4, "read_at": "2026-10-01"}]}},
    ],
)
def test_everything_else_is(other: Mapping[str, object]) -> None:
    assert content_sha256({"report.json": {**REPORT, **other}}) != content_sha256({"report.json": REPORT})


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a"]),
        ({"a": 1}, {"b": 1}, ["a", "b"]),
        ({"a": {"b": None}}, {"a": {"b": 0}}, ["a.b"]),
        ({"a": {"b": 1}}, {"a": None}, ["a"]),
        ({"a": [1, 2]}, {"a": [1, 3, 4]}, ["a[1]", "a[2]"]),
        (
            {"kpis": [{"id": "csat", "value": 1}]},
            {"kpis": [{"id": "nps", "value": 9}, {"id": "csat", "value": 2}]},
            ["kpis[csat].value", "kpis[nps]"],
        ),
        (
            {"findings": [{"subject_id": "csat", "text": "a"}, {"subject_id": "csat", "text": "b"}]},
            {"findings": [{"subject_id": "csat", "text": "a"}, {"subject_id": "csat", "text": "c"}]},
            ["findings[1].text"],
        ),
    ],
)
def test_each_difference_is_named_by_its_place(old: object, new: object, places: list[str]) -> None:
    assert list(differences(old, new)) == places
