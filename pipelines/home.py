"""Where Dagster keeps its runs: `.okr-reports/` beside company.yaml, for its owner's eyes only."""

from pathlib import Path

FOLDER = ".okr-reports"

# No telemetry, no invitations. What a step prints is not kept: other people's libraries may print what they read.
INSTANCE = """\
telemetry:
  enabled: false
nux:
  enabled: false
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""


def dagster_home(company_folder: Path) -> Path:
    """The folder for DAGSTER_HOME, made when it is not there. A `dagster.yaml` that is there stays as it is."""
    home = company_folder / FOLDER
    home.mkdir(mode=0o700, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE, encoding="utf-8")
        settings.chmod(0o600)
    return home
