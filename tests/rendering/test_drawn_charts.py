"""The wide charts as golden files, one shape a line: read the diff with a picture beside it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from markupsafe import Markup

from okr_reports.packs.pictures import EndMark, Zone
from okr_reports.rendering.drawings.strip import strip
from okr_reports.rendering.drawings.xmr import xmr
from okr_reports.rendering.html import environment
from tests.unit.rendering.charts import STRIP, XMR

RequireGolden = Callable[[str, str], None]
CHARTS = {
    "xmr_signal": xmr(XMR),
    "xmr_rebased": xmr(replace(XMR, first=6, end=EndMark.IMPROVEMENT, height=160)),
    "xmr_trial_far_target": xmr(replace(XMR, is_trial=True, target=Zone(high=200.0), height=118)),
    "strip": strip(STRIP),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_it_was(require_golden: RequireGolden, name: str) -> None:
    require_golden(f"drawing_{name}", one_shape_a_line(CHARTS[name]))


def test_the_legends_are_as_they_were(require_golden: RequireGolden) -> None:
    template = environment().from_string(
        '{% from "kpi_review/signals.html.j2" import charts_legend %}{{ charts_legend("On charts") }}'
    )
    require_golden("charts_legend", template.render())


def one_shape_a_line(svg: Markup) -> str:
    """The drawing as lines, under a name the golden files do not shorten to its sentence."""
    return svg.unescape().replace("<svg", "<drawing").replace("</svg", "</drawing").replace("><", ">\n<")
