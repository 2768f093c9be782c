"""The pages of the retro as HTML, each against its golden file; its drawings, one shape a line; its PDF."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from okr_reports.goal_words import Confidence
from okr_reports.packs.goal_pictures import (
    ConfidenceStrip,
    DatedValue,
    DotPlot,
    DotRow,
    StripWeek,
    Track,
    Trajectory,
    TrajectoryLevel,
)
from okr_reports.packs.pictures import Tick
from okr_reports.packs.retro.documents import RetroPack
from okr_reports.packs.retro.retro import build_okr_retro
from okr_reports.rendering.drawings.confidence import confidence
from okr_reports.rendering.drawings.dots import dots
from okr_reports.rendering.drawings.track import track
from okr_reports.rendering.drawings.trajectory import trajectory
from okr_reports.rendering.html import environment
from tests.rendering.retro_sample import retro_inputs

RequireGolden = Callable[[str, str], None]
PAGES = [
    "company", "trajectories", "calibration", "discipline", "alignment", "teams", "learning",
    "quality",
]  # fmt: skip
SAID = (Confidence.ON_TRACK, Confidence.AT_RISK, Confidence.OFF_TRACK)
WEEKS = (*(StripWeek(word, is_expected=True) for word in SAID), StripWeek(None, True), StripWeek(None, False))
ROWS = (
    DotRow("2026-Q2", (0.2, 0.5, 0.5, 0.5, 0.5, 1.0), 0.53, "mean 0.53, n 6"),
    DotRow("2026-Q3", (0.7,), None, "n 1", is_last=True),
)
TRAJECTORY = Trajectory(
    first=date(2026, 7, 1),
    last=date(2026, 9, 30),
    actual=(DatedValue(date(2026, 7, 1), 3.1), DatedValue(date(2026, 8, 15), 2.8), DatedValue(date(2026, 9, 30), 2.4)),
    plan=(DatedValue(date(2026, 7, 1), 3.1), DatedValue(date(2026, 9, 30), 2.0)),
    levels=(TrajectoryLevel(2.0, "", is_drawn=True), TrajectoryLevel(3.1, "baseline 3.1 %", is_drawn=False)),
    months=((date(2026, 7, 1), "Jul"), (date(2026, 8, 1), "Aug"), (date(2026, 9, 1), "Sep")),
    actual_label="actual 2.4 %",
    sentence="Churn: 3.1 % on 1 Jul, 2.4 % on 30 Sep; baseline 3.1 %, target 2.0 %.",
)
NOTED = replace(
    TRAJECTORY,
    said=(DatedValue(date(2026, 7, 20), 3.0),),
    notes=((date(2026, 8, 15), 1), (date(2026, 8, 17), 2), (date(2026, 9, 30), 3)),
)
HELD = replace(
    TRAJECTORY,
    plan=(),
    levels=(TrajectoryLevel(2.2, "≥ 2.2", is_drawn=True), TrajectoryLevel(3.0, "≤ 3.0", is_drawn=True)),
    actual_label="held 2 of 3",
)
DRAWINGS = {
    "track": track(Track(0.64, (0.6, 0.7), "64 percent of the way.")),
    "track_beyond": track(Track(1.3, (0.6, 0.7), "130 percent of the way.")),
    "track_worse": track(Track(-0.2, (0.6, 0.7), "Worse than at the start.")),
    "track_committed": track(Track(1.0, None, "Met.")),
    "confidence": confidence(ConfidenceStrip(WEEKS, "Said week by week.")),
    "dots": dots(DotPlot(ROWS, (Tick(0.0, "0.0"), Tick(1.0, "1.0")), (0.6, 0.7), "Scores by cycle.")),
    "trajectory": trajectory(TRAJECTORY),
    "trajectory_noted": trajectory(NOTED),
    "trajectory_held": trajectory(HELD),
}


@pytest.fixture(scope="module")
def pack() -> RetroPack:
    """The sample's retro."""
    return build_okr_retro(retro_inputs()).company


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_it_said(page: str, pack: RetroPack, require_golden: RequireGolden) -> None:
    module = environment().get_template(f"okr_retro/{page}.html.j2").module
    require_golden(f"retro_{page}", str(getattr(module, page)(getattr(pack, page))))


@pytest.mark.parametrize("part", ["advice", "appendix", "provenance"])
def test_the_appendix_says_what_it_said(part: str, pack: RetroPack, require_golden: RequireGolden) -> None:
    module = environment().get_template("okr_retro/appendix.html.j2").module
    require_golden(f"retro_{part}", str(getattr(module, part)(getattr(pack, part))))


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_as_it_was(name: str, require_golden: RequireGolden) -> None:
    require_golden(f"drawing_{name}", one_shape_a_line(DRAWINGS[name]))


def test_without_anything_to_show_nothing_is_drawn() -> None:
    drawn = [track(None), confidence(None), confidence(ConfidenceStrip((), "")), dots(None), trajectory(None)]
    assert drawn == [Markup("")] * 5


def one_shape_a_line(svg: Markup) -> str:
    """The drawing as lines, under a name the golden files do not shorten to its sentence."""
    return svg.unescape().replace("<svg", "<drawing").replace("</svg", "</drawing").replace("><", ">\n<")
