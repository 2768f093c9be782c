"""What the program drafts for a company folder, as YAML: quoted where YAML needs it, figures as people write them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

import yaml

Entry = Mapping[str, object]
_DIGITS = 4


class _Indented(yaml.SafeDumper):
    """Lists within mappings stand further in than their key, as in the files people write."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never without indentation."""
        super().increase_indent(flow, indentless=False)


def entry_lines(entry: Entry, *, indent: int) -> list[str]:
    """The entry as one of a list in block style; short lists and mappings within it stand on one line."""
    text = _dumped([plain(entry)], is_flow=None)
    # A mapping of single values alone would be put on one line as well: its keys are easier to compare below another.
    if text.startswith("- {"):
        text = _dumped([plain(entry)], is_flow=False)
    return [f"{' ' * indent}{line}" if line else "" for line in text.splitlines()]


def on_one_line(entry: Entry) -> str:
    """The entry as `{key: value, …}`."""
    return _dumped(plain(entry), is_flow=True).strip()


def comment(text: str, *, indent: int = 0) -> str:
    """The text as a comment of one line."""
    return f"{' ' * indent}# {' '.join(text.split())}"


def commented_out(lines: Iterable[str]) -> list[str]:
    """The lines as comments that become YAML again when their marks are taken away."""
    return [f"# {line}".rstrip() for line in lines]


def plain(value: object) -> object:
    """The value in YAML's own types: words as text, whole figures without a point."""
    match value:
        case Enum():
            return str(value.value)
        case bool() | None | str() | date():
            return value
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case Sequence():
            return [plain(inner) for inner in value]
        case _:
            return value


def rounded(value: float, *, decimals: int | None = None) -> float:
    """A measured figure as somebody would write it: with these decimals, else with four digits, whole parts whole."""
    if not math.isfinite(value) or value == 0:
        return 0.0 if value == 0 else value
    places = max(_DIGITS - 1 - math.floor(math.log10(abs(value))), 0) if decimals is None else decimals
    shown = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return float(shown) + 0.0


def _dumped(value: object, *, is_flow: bool | None) -> str:
    return yaml.dump(
        value, Dumper=_Indented, sort_keys=False, allow_unicode=True, width=math.inf, default_flow_style=is_flow
    )
