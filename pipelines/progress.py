"""Progress on the terminal: one line per finished stage, and nothing of Dagster's own talk."""

import logging
import sys

import dagster as dg

STAGES = {
    "catalogue": "catalogue kept",
    "metric_extracts": "sources read",
    "kpi_values": "KPIs computed",
    "kpi_health": "KPIs judged",
    "kpi_review_pack": "review made",
}


class _StageLines(logging.Handler):
    """Writes a line when a step succeeds, with the counts the step told of."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = ""

    def emit(self, record: logging.LogRecord) -> None:
        event = getattr(record, "dagster_meta", {}).get("dagster_event")
        if event is None:
            return
        if event.is_step_materialization:
            metadata = event.step_materialization_data.materialization.metadata
            self._counts = ", ".join(f"{value.value:,} {name}" for name, value in metadata.items() if _is_count(value))
        elif event.is_step_success:
            seconds = event.step_success_data.duration_ms / 1000
            sys.stderr.write(f"{STAGES[event.step_key]} ({seconds:.1f} s)" + f": {self._counts}\n")
            sys.stderr.flush()
