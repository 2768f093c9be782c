"""JSON Schemas of the company folder for editors, made from the types: `python -m okr_reports.catalogue.schemas DIR`.

Editors read YAML's own types, our reader takes every scalar as text: so a schema accepts `owner: 007` as well as
`owner: "007"`, `stock: yes` as well as `stock: true`, and numbers in quotes.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from okr_reports.catalogue.descriptions import DESCRIPTIONS
from okr_reports.catalogue.goals_descriptions import GOAL_DESCRIPTIONS
from okr_reports.catalogue.goals_model import Objective
from okr_reports.catalogue.kpi_descriptions import KPI_DESCRIPTIONS
from okr_reports.catalogue.model import Company, Kpi, Sources
from okr_reports.catalogue.roles_descriptions import ROLE_DESCRIPTIONS
from okr_reports.catalogue.roles_model import Role

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TITLES = {
    "company": "company.yaml: who we are, our calendar, our policy",
    "sources": "sources.yaml: connections and extracts",
    "kpis": "kpis/*.yaml: KPI definition sheets",
    "okrs": "okrs/<cycle>/*.yaml: objectives and key results of a cycle",
    "roles": "roles/*.yaml: areas of responsibility with weights, their KPIs, competencies",
}
_DESCRIPTIONS = {**DESCRIPTIONS, **KPI_DESCRIPTIONS, **GOAL_DESCRIPTIONS, **ROLE_DESCRIPTIONS}
_NUMERIC = r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"
_TRUTH_WORDS = ["yes", "no", "true", "false", "on", "off"]


def folder_schemas() -> Mapping[str, Mapping[str, Any]]:
    """One schema per kind of file: `company`, `sources`, `kpis`, `okrs`, `roles`."""
    kinds: dict[str, Any] = {
        "company": Company, "sources": Sources, "kpis": list[Kpi], "okrs": list[Objective],
        "roles": list[Role],
    }  # fmt: skip
    return {name: _schema(name, kind) for name, kind in kinds.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Writes `<name>.schema.json` for each kind of file, and returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name, schema in folder_schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def _schema(name: str, kind: Any) -> dict[str, Any]:
    schema = _for_yaml(TypeAdapter(kind).json_schema(by_alias=True, mode="validation"))
    for model, definition in [*schema.get("$defs", {}).items(), (schema.get("title", ""), schema)]:
        for key, said in _DESCRIPTIONS.get(model, {}).items():
            definition["properties"][key]["description"] = said
    return {"$schema": _DRAFT, **schema, "title": _TITLES[name]}


def _for_yaml(schema: Any) -> Any:
    """The schema, accepting every spelling of a scalar that our reader accepts."""
    if isinstance(schema, list):
        return [_for_yaml(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    # Only types keep their title: those of single keys repeat the key.
    is_type = "properties" in schema
    kept = {key for key, value in schema.items() if is_type or key != "title" or isinstance(value, dict)}
    widened = {key: _for_yaml(value) for key, value in schema.items() if key in kept}
    if "enum" in schema or "const" in schema:
        return widened
    kind = schema.get("type")
    if kind in ("number", "integer"):
        return {**widened, "type": [kind, "string"], "pattern": _NUMERIC}
    if kind == "boolean":
        return {"enum": [True, False, *_TRUTH_WORDS]} | {key: widened[key] for key in widened.keys() - {"type"}}
    if kind == "string" and "format" not in schema:
        return {**widened, "type": ["string", "number", "boolean"]}
    return widened


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
