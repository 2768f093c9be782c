"""The hand-written part of a sample: definitions and notes, copied into the new company folder."""

import re
from pathlib import Path

_HERE = Path(__file__).parent
# Amounts and counts of the whole company grow with it; shares, medians and percentiles do not.
_FOR_SIXTY = re.compile(r"((?:value|baseline|target): )(\d+)(.*?)  # for 60 people$", re.MULTILINE)


def copy_company(sample: str, folder: Path, *, scale: float = 1.0) -> None:
    """Copy the sample's files; targets and baselines marked `for 60 people` are multiplied by `scale`."""
    source = _HERE / sample
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        copy = folder / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8")
        copy.write_text(_FOR_SIXTY.sub(lambda found: _grown(found, scale), text), encoding="utf-8")


def _grown(found: re.Match[str], scale: float) -> str:
    key, amount, rest = found.groups()
    return f"{key}{round(int(amount) * scale)}{rest}"
