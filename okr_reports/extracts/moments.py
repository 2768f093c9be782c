"""Dates and moments: ISO text and driver values as days and instants in the company's time zone (rules §1)."""

from dataclasses import dataclass

import polars as pl

_ISO = (
    r"^\s*(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<minute>\d{2}:\d{2})(?P<second>:\d{2}(?:\.\d{1,9})?)? ?(?P<zone>Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?\s*$"
)
ISO_DAY = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True)
class Zones:
    """The company's time zone, and the one of datetimes that name none (the extract's own, else the company's)."""

    company: str
    bare: str


def moment_type(zones: Zones) -> pl.Datetime:
    """The type of every moment kept: an instant, shown in the company's zone."""
    return pl.Datetime("us", zones.company)


def read_moment(column: pl.Expr, dtype: pl.DataType, zones: Zones) -> pl.Expr:
    """A column as instants in the company's zone; what is no moment becomes null. A plain day is its midnight."""
    if isinstance(dtype, pl.Datetime):
        return _placed(column, dtype, zones)
    if dtype == pl.Date():
        return _local(column.cast(pl.Datetime("us")), zones.company).dt.convert_time_zone(zones.company)
    if dtype == pl.String():
        return _moment_of_text(column, zones)
    return pl.lit(None, dtype=moment_type(zones))


def read_day(column: pl.Expr, dtype: pl.DataType, zones: Zones) -> pl.Expr:
    """A column as days in the company's zone; what is no day or moment becomes null."""
    if dtype == pl.Date():
        return column
    if isinstance(dtype, pl.Datetime):
        return _placed(column, dtype, zones).dt.date()
    if dtype == pl.String():
        has_time = column.str.strip_chars().str.len_chars() > len("2026-09-30")
        plain = column.str.strip_chars().str.to_date("%Y-%m-%d", strict=False)
        is_plain = column.str.strip_chars().str.contains(ISO_DAY)
        timed = _moment_of_text(pl.when(has_time).then(column), zones).dt.date()
        return pl.when(is_plain).then(plain).otherwise(timed)
    return pl.lit(None, dtype=pl.Date())


def _placed(column: pl.Expr, dtype: pl.Datetime, zones: Zones) -> pl.Expr:
    exact = column.dt.cast_time_unit("us")
    if dtype.time_zone is None:
        exact = _local(exact, zones.bare)
    return exact.dt.convert_time_zone(zones.company)


def _local(column: pl.Expr, zone: str) -> pl.Expr:
    # Clocks turned back: the earlier of both instants. Turned forward: an hour that never was is unreadable.
    return column.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")


def _moment_of_text(column: pl.Expr, zones: Zones) -> pl.Expr:
    parts = column.str.extract_groups(_ISO)
    minute = parts.struct.field("minute").fill_null("00:00")
    second = parts.struct.field("second").fill_null(":00")
    written = pl.concat_str([parts.struct.field("day"), pl.lit("T"), minute, second])
    bare = written.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
    zone = parts.struct.field("zone")
    placed = bare.dt.replace_time_zone("UTC") - pl.duration(minutes=_offset_minutes(zone))
    local = _local(bare, zones.bare).dt.convert_time_zone("UTC")
    return pl.when(zone.is_null()).then(local).otherwise(placed).dt.convert_time_zone(zones.company)


def _offset_minutes(zone: pl.Expr) -> pl.Expr:
    hours = zone.str.slice(1, 2).cast(pl.Int64, strict=False).fill_null(0)
    minutes = zone.str.extract(r"^[+-]\d{2}:?(\d{2})$").cast(pl.Int64, strict=False).fill_null(0)
    size = hours * 60 + minutes
    return pl.when(zone.str.starts_with("-")).then(-size).otherwise(size)
