"""The JSON Schemas of report.json and bundle.json, made from the types: `python -m okr_reports.packs.schemas DIR`."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from okr_reports.packs.bundle.bundle_json import BundleJson
from okr_reports.packs.report_json import KpiReviewJson
from okr_reports.packs.retro_json import OkrRetroJson

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> Mapping[str, Any]:
    """The schema of a KPI review's report.json."""
    return _schema(KpiReviewJson, "report.json of a monthly KPI review (kpi-review/1)")


def retro_schema() -> Mapping[str, Any]:
    """The schema of an OKR retro's report.json."""
    return _schema(OkrRetroJson, "report.json of an OKR retro (okr-retro/1)")


def bundle_schema() -> Mapping[str, Any]:
    """The schema of an employee's bundle.json."""
    return _schema(BundleJson, "bundle.json of one employee's appraisal evidence (bundle/1)")


def write_report_schema(folder: Path) -> Path:
    """Writes `kpi-review.schema.json` into the folder, and returns its path."""
    return _write(folder / "kpi-review.schema.json", report_schema())


def write_retro_schema(folder: Path) -> Path:
    """Writes `okr-retro.schema.json` into the folder, and returns its path."""
    return _write(folder / "okr-retro.schema.json", retro_schema())


def write_bundle_schema(folder: Path) -> Path:
    """Writes `bundle.schema.json` into the folder, and returns its path."""
    return _write(folder / "bundle.schema.json", bundle_schema())


def _schema(kind: type, title: str) -> Mapping[str, Any]:
    schema = _as_written(TypeAdapter(kind).json_schema(mode="serialization"))
    return {"$schema": _DRAFT, **schema, "title": title}


def _write(path: Path, schema: Mapping[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _as_written(schema: Any) -> Any:
    """Keys as JSON has them: `from_` is `from`. Only types keep their title: those of single keys repeat the key."""
    if isinstance(schema, list):
        return [name.rstrip("_") if isinstance(name, str) else _as_written(name) for name in schema]
    if not isinstance(schema, dict):
        return schema
    is_type = "properties" in schema
    kept = {key: value for key, value in schema.items() if is_type or key != "title" or not isinstance(value, str)}
    return {key.rstrip("_"): _as_written(value) for key, value in kept.items()}


if __name__ == "__main__":
    write_report_schema(Path(sys.argv[1]))
    write_retro_schema(Path(sys.argv[1]))
    write_bundle_schema(Path(sys.argv[1]))
