"""`okr-reports run kpi-review PERIOD`."""
import argparse
def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("run", parents=[common], allow_abbrev=False, help="make and publish a report")
