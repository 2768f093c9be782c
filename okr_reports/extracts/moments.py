"""Dates and moments: ISO text and driver values as days and instants in the company's time zone (rules §1)."""

from dataclasses import dataclass

import polars as pl

_ISO = (
    r"^\s*(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<minute>\d{2}:\d{2})(?P<second>:\d{2}(?:\.\d{1,9})?)? ?(?P<zone>Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?\s*$"
)
_ISO_DAY = r"^\s*\d{4}-\d{2}-\d{2}\s*$"
_COMMON = "%Y-%m-%d %H:%M:%S"
_COMMON_LENGTH = len("2026-09-30 20:00:00")


@dataclass(frozen=True)
class Zones:
    """The company's time zone, and the one of datetimes that name none (the extract's own, else the company's)."""

    company: str
    bare: str


def read_moments(cells: pl.Series, zones: Zones) -> pl.Series:
    """Cells as instants in the company's zone; what is no moment becomes null. A plain day is its local midnight."""
    if isinstance(cells.dtype, pl.Datetime):
        exact = cells.dt.cast_time_unit("us")
        placed = exact if cells.dtype.time_zone else _local(exact, zones.bare)
        return placed.dt.convert_time_zone(zones.company)
    if cells.dtype == pl.Date():
        return _midnights(cells, zones.company)
    if cells.dtype == pl.String():
        return _moments_of_text(cells, zones)
    return _nothing(cells, pl.Datetime("us", zones.company))


def read_days(cells: pl.Series, zones: Zones) -> pl.Series:
    """Cells as days in the company's zone; what is no day or moment becomes null."""
    if cells.dtype == pl.Date():
        return cells
    if cells.dtype == pl.String():
        plain = cells.set(~cells.str.contains(_ISO_DAY), None).str.strip_chars()
        days = plain.str.to_date("%Y-%m-%d", strict=False)
        is_timed = cells.is_not_null() & plain.is_null()
        if not is_timed.any():
            return days
        return days.scatter(is_timed.arg_true(), _moments_of_text(cells.filter(is_timed), zones).dt.date())
    if isinstance(cells.dtype, pl.Datetime):
        return read_moments(cells, zones).dt.date()
    return _nothing(cells, pl.Date())


def _nothing(cells: pl.Series, dtype: pl.DataType) -> pl.Series:
    return pl.Series(cells.name, [None], dtype=dtype).new_from_index(0, len(cells))


def _local(moments: pl.Series, zone: str) -> pl.Series:
    # Clocks turned back: the earlier of both instants. Turned forward: an hour that never was is unreadable.
    return moments.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")


def _midnights(days: pl.Series, zone: str) -> pl.Series:
    # Where clocks turn forward at midnight the day begins an hour later.
    midnights = days.cast(pl.Datetime("us"))
    exact = _local(midnights, zone)
    return exact.zip_with(exact.is_not_null(), _local(midnights.dt.offset_by("1h"), zone))


def _moments_of_text(cells: pl.Series, zones: Zones) -> pl.Series:
    stem = cells.str.strip_suffix("Z")
    common = stem.set(stem.str.len_chars() != _COMMON_LENGTH, None).str.replace("T", " ", literal=True)
    bare = common.str.to_datetime(_COMMON, time_unit="us", strict=False)
    local = _local(bare, zones.bare).dt.convert_time_zone(zones.company)
    universal = bare.dt.replace_time_zone("UTC").dt.convert_time_zone(zones.company)
    moments = universal.zip_with(cells.str.ends_with("Z"), local)
    others = cells.is_not_null() & bare.is_null()
    if not others.any():
        return moments
    written = cells.filter(others).to_frame("text").select(_moment_of_iso_text(pl.col("text"), zones))
    return moments.scatter(others.arg_true(), written.to_series())


def _moment_of_iso_text(text: pl.Expr, zones: Zones) -> pl.Expr:
    parts = text.str.extract_groups(_ISO)
    minute = parts.struct.field("minute").fill_null("00:00")
    second = parts.struct.field("second").fill_null(":00")
    written = pl.concat_str([parts.struct.field("day"), pl.lit("T"), minute, second])
    bare = written.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
    zone = parts.struct.field("zone")
    placed = bare.dt.replace_time_zone("UTC") - pl.duration(minutes=_offset_minutes(zone))
    local = bare.dt.replace_time_zone(zones.bare, ambiguous="earliest", non_existent="null")
    moment = pl.when(zone.is_null()).then(local.dt.convert_time_zone("UTC")).otherwise(placed)
    return moment.dt.convert_time_zone(zones.company)


def _offset_minutes(zone: pl.Expr) -> pl.Expr:
    hours = zone.str.slice(1, 2).cast(pl.Int64, strict=False).fill_null(0)
    minutes = zone.str.extract(r"^[+-]\d{2}:?(\d{2})$").cast(pl.Int64, strict=False).fill_null(0)
    size = hours * 60 + minutes
    return pl.when(zone.str.starts_with("-")).then(-size).otherwise(size)
