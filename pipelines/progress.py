"""Progress on the terminal: one line per finished stage, and nothing of Dagster's own talk."""

import logging
import sys
from collections.abc import Mapping

import dagster as dg

STAGES = {
    "catalogue": "catalogue checked",
    "metric_extracts": "sources read",
    "kpi_values": "KPIs computed",
    "kpi_health": "KPIs judged",
    "kpi_review_pack": "review made",
    "cycle_extracts": "sources and logs read",
    "key_result_scores": "key results scored",
    "objective_scores": "objectives summed up",
    "check_in_discipline": "check-ins counted",
    "calibration": "cycles compared",
    "alignment": "goals aligned",
    "decisions": "next cycle proposed",
    "okr_retro_pack": "retro made",
    "appraisal_extracts": "sources and logs read",
    "kra_achievement": "achievement computed",
    "appraisal_bundles": "bundles made",
}


class StageLines(logging.Handler):
    """Writes a line when a step succeeds, with the counts that the step told of; lines of other events are dropped."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take one event of the run."""
        meta = getattr(record, "dagster_meta", {})
        event = meta.get("dagster_event")
        if not isinstance(event, dg.DagsterEvent):
            self._say_what_an_asset_told(record, meta)
            return
        if event.is_step_materialization:
            metadata = event.step_materialization_data.materialization.metadata
            self._counts = [
                f"{value.value:,} {name.replace('_', ' ')}" for name, value in metadata.items() if _is_count(value)
            ]
        elif event.is_step_success:
            stage = STAGES[event.step_key or ""]
            seconds = event.step_success_data.duration_ms / 1000
            sys.stderr.write(": ".join([f"{stage} in {seconds:.1f} s", ", ".join(self._counts)]).rstrip(": ") + "\n")

    @staticmethod
    def _say_what_an_asset_told(record: logging.LogRecord, meta: Mapping[str, object]) -> None:
        """How far a long stage is. Dagster's own talk comes without a step, or as an error."""
        if meta.get("step_key") and record.levelno == logging.INFO:
            sys.stderr.write(f"{meta.get('orig_message') or record.getMessage()}\n")


def progress_logger(*, is_quiet: bool) -> dg.LoggerDefinition:
    """The run's only logger: stage lines, or nothing at all."""

    def console(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("okr-reports", level=logging.DEBUG)
        logger.addHandler(logging.NullHandler() if is_quiet else StageLines())
        return logger

    return dg.LoggerDefinition(console, description="One line per stage.")


def _is_count(value: dg.MetadataValue) -> bool:
    return isinstance(value, dg.IntMetadataValue)
