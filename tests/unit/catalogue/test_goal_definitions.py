"""What of a key result is kept when it is first seen, from a catalogue's JSON: ambition and steps as they are meant."""

from okr_reports.catalogue.goals_definitions import definitions_by_key_result


def defined(**key_result: object) -> dict[str, str | None]:
    """The definition of a key result that is written so."""
    catalogue = {"objectives": [{"cycle": "2026-Q3", "key_results": [{"id": "kr", **key_result}]}]}
    return dict(definitions_by_key_result(catalogue)["2026-Q3", "kr"])


def test_to_write_the_ambition_that_was_meant_is_no_difference() -> None:
    assert defined()["ambition"] == defined(ambition="aspirational")["ambition"] == "aspirational"
    bound = {"at_most": 3}
    assert defined(at=bound)["ambition"] == defined(kind="hold", at=bound)["ambition"] == "committed"
    assert defined(at=bound, ambition="aspirational")["ambition"] == "aspirational"


def test_milestones_are_kept_in_any_order_and_done_or_not() -> None:
    steps = [{"title": "Policies  approved; signed", "done_on": "2026-08-01"}, {"title": "Audit", "weight": 2.0}]
    assert defined(milestones=steps)["milestones"] == "Audit: 2; Policies approved, signed: 1"
    assert defined(milestones=steps[::-1]) == defined(milestones=steps)


def test_rungs_are_kept_with_their_height() -> None:
    rungs = [{"at": 0.25, "title": "Pilot"}, {"at": 1.0, "title": "Sold"}]
    assert defined(ladder=rungs)["milestones"] == "Pilot: at 0.25; Sold: at 1"
    assert defined()["milestones"] is None
