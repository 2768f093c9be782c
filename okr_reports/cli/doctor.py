"""`okr-reports doctor`: what is installed, what is missing, and how to get it."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.util import find_spec

from okr_reports.cli.answer import Answer

PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# name of the shared library on Linux, on macOS, what for, whether a report cannot be made without it
LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "text layout of PDFs", True),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "text layout of PDFs", True),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "smaller and faster PDFs", False),
)
# module, what for, how to get it
OPTIONAL = (
    ("plutoprint", "PDFs many times faster, untagged", "pip install 'okr-reports[fast]'"),
    ("psycopg", "PostgreSQL as a source", "pip install 'okr-reports[postgresql]'"),
    ("s3fs", "a store in S3", "pip install 'okr-reports[s3]'"),
)
NEEDED = ("polars", "sqlalchemy", "weasyprint", "dagster", "dagster_webserver", "xlsxwriter", "fastexcel")


@dataclass(frozen=True)
class Item:
    """One thing looked for. `fix` says how to get it when it is not there."""

    name: str
    purpose: str
    is_found: bool
    is_needed: bool
    fix: str = ""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("doctor", parents=[common], allow_abbrev=False, help="what is installed and missing")
    parser.set_defaults(command=doctor)


def doctor(_: argparse.Namespace) -> Answer:
    """Exit 0 when a report can be made here, 1 when something needed is missing."""
    items = list(_items())
    is_well = all(item.is_found for item in items if item.is_needed)
    body = {"outcome": "well" if is_well else "refused", "items": [asdict(item) for item in items]}
    return Answer(0 if is_well else 1, body, lines=[_line(item) for item in items])


def _items() -> Iterable[Item]:
    from okr_reports.rendering.assets import SCRIPT_FONTS, fonts_folder, script_font_files, templates_folder

    version = sys.version.split()[0]
    yield Item(f"Python {version}", "everything", sys.version_info >= (3, 11), True, "install Python 3.11 or newer")
    for module in NEEDED:
        yield Item(module, "every report", find_spec(module) is not None, True, "pip install okr-reports")
    for linux, mac, purpose, is_needed in LIBRARIES:
        name = mac if sys.platform == "darwin" else linux
        fix = "brew install pango" if sys.platform == "darwin" else f"apt-get install {PANGO_PACKAGES}"
        yield Item(name, purpose, _loads(name), is_needed, fix)
    for name, folder in (("fonts", fonts_folder()), ("templates", templates_folder())):
        yield Item(name, "every page", folder.is_dir(), True, "pip install --force-reinstall okr-reports")
    for module, purpose, fix in OPTIONAL:
        yield Item(module, purpose, find_spec(module) is not None, False, fix)
    for font in SCRIPT_FONTS:
        fix = f"pip install 'okr-reports[{font.extra}]'"
        yield Item(font.family, f"text in {font.extra.title()} script", font in script_font_files(), False, fix)


def _loads(library: str) -> bool:
    # Loaded when needed: every command reads this file.
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _line(item: Item) -> str:
    if item.is_found:
        return f"found    {item.name} ({item.purpose})"
    word = "MISSING" if item.is_needed else "optional"
    return f"{word:8} {item.name} ({item.purpose}): {item.fix}"
