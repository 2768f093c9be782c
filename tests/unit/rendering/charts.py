"""Wide charts for tests: an XmR chart with a signal and notes, and a percentile strip."""

from okr_reports.packs.pictures import EndMark, PercentileStrip, StripPoint, Tick, XmrChart, XmrPoint, Zone

MONTHS = ("Sep 25", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep 26")
HOURS = (1.7, 1.9, 1.8, 2.0, 1.9, 1.8, 1.9, 2.1, 2.2, 2.4, 2.7, 2.9, 3.4)
MEDIANS = (0.7, 0.8, 0.7, 0.8, 0.8, 0.7, 0.8, 0.8, 0.8, 0.9, 0.9, 0.9, 0.9)
SIGNALS = (True, True, True, False, False, False, False, False, False, False, False, True, True)
NOTES = ((), (), (), (), (), (), (), (1,), (), (), (2, 3), (), ())

XMR = XmrChart(
    points=tuple(
        XmrPoint(label, value, is_signal, notes)
        for label, value, is_signal, notes in zip(MONTHS, HOURS, SIGNALS, NOTES, strict=True)
    ),
    first=0,
    centre=2.2,
    lower=1.7,
    upper=2.7,
    target=Zone(high=2.0),
    end=EndMark.CONCERN,
    ticks=(Tick(1.5, "1.5"), Tick(2.5, "2.5"), Tick(3.5, "3.5")),
    end_label="September 3.4 h",
    target_label="target ≤ 2.0 h",
    centre_label="average 2.2 h",
    upper_label="upper limit 2.7 h",
    lower_label="lower limit 1.7 h",
    sentence="P90 first response rose to 3.4 hours, above its upper limit of 2.7 hours.",
    height=216,
)
STRIP = PercentileStrip(
    points=tuple(StripPoint(*point) for point in zip(MONTHS, MEDIANS, HOURS, strict=True)),
    target=Zone(high=2.0),
    ticks=(Tick(0.0, "0"), Tick(2.0, "2"), Tick(4.0, "4")),
    median_label="P50 0.9 h",
    p90_label="P90 3.4 h",
    sentence="The median stayed at 0.9 hours while P90 rose to 3.4 hours.",
    height=118,
    target_label="target P90 ≤ 2.0 h",
)
