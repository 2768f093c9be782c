"""`okr-reports verify`: every published file against its manifest and the log."""
import argparse
def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("verify", parents=[common], allow_abbrev=False, help="check every published file")
