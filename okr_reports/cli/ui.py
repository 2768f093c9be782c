"""`okr-reports ui`: Dagster's web interface on this company, on this machine only."""
import argparse
def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("ui", parents=[common], allow_abbrev=False, help="open Dagster's web interface")
