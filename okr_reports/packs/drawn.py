"""The small pictures of a standing, each with its sentence: its last thirteen values, its value against the target."""

from collections.abc import Sequence

from okr_reports.packs.dates import period_name
from okr_reports.packs.edition import Edition
from okr_reports.packs.pictures import Bullet, Spark
from okr_reports.packs.scales import bullet_scale
from okr_reports.packs.signal_words import VARIATIONS, end_mark
from okr_reports.packs.standings import Reading, Standing

SPARK_POINTS = 13


def recent(standing: Standing) -> tuple[Reading, ...]:
    """The last thirteen readings on the KPI's own cadence, oldest first."""
    return standing.history[-SPARK_POINTS:]


def spark_of(standing: Standing) -> Spark | None:
    """The sparkline, or none without a single value; a short history leaves its start empty."""
    readings = recent(standing)
    values = [reading.value for reading in readings]
    if all(value is None for value in values):
        return None
    lead = (None,) * (SPARK_POINTS - len(readings))
    return Spark(
        values=(*lead, *values),
        target=standing.now.target.zone,
        sentence=_spark_sentence(standing, [value for value in values if value is not None]),
        end=end_mark(standing),
        targets=(*lead, *(reading.target.zone for reading in readings)),
    )


def _spark_sentence(standing: Standing, values: Sequence[float]) -> str:
    style, name = standing.style, standing.kpi.name
    ends = f"{style.said(values[0])} at the start, {style.said(values[-1])} at the end"
    span = f"lowest {style.said(min(values))}, highest {style.said(max(values))}"
    target = standing.now.target.said(style)
    signal = f"; {VARIATIONS[standing.variation].word.lower()}" if standing.is_special and standing.variation else ""
    return f"{name}: {ends}, {span}{f', target {target}' if target else ''}{signal}."


def bullet_of(standing: Standing, edition: Edition) -> Bullet | None:
    """The value against its target on a scale whose ends are stated; none without a numeric target."""
    zone, style, value = standing.now.target.zone, standing.style, standing.now.value
    if zone is None:
        return None
    scale = bullet_scale(value, zone.edges, unit=standing.kpi.unit)
    when = period_name(standing.now.period, locale=edition.locale)
    stated = f"{edition.said(standing, value)} in {when}"
    against = f"against a target of {standing.now.target.said(style)}"
    ends = f"on a scale from {style.said(scale.low)} to {style.said(scale.high)}"
    return Bullet(
        value=value,
        target=zone,
        scale_from=scale.low,
        scale_to=scale.high,
        sentence=f"{standing.kpi.name}: {stated} {against}, {ends}.",
    )
