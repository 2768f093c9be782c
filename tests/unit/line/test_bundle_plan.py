"""What bundles say is worked out when it is asked for: a first version begins to be made before that."""

from collections.abc import Mapping

from okr_reports.line.bundle_plan import SaidLater


def test_what_is_said_is_worked_out_once_and_only_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def work_out() -> Mapping[str, str]:
        asked.append("now")
        return {"employees/E001": "a" * 64, "hr/overview": "b" * 64}

    said = SaidLater(work_out)
    assert asked == []
    assert said["hr/overview"] == "b" * 64
    assert dict(said) == {"employees/E001": "a" * 64, "hr/overview": "b" * 64}
    assert (len(said), asked) == (2, ["now"])
