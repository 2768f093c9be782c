"""Puts a target row into the text of a definition sheet and leaves everything else as its author wrote it."""

from collections.abc import Mapping

import yaml

from okr_reports.catalogue.yaml_text import compose
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.catalogue.yaml_writing import comment, on_one_line

_BLOCK_TEXT = ("|", ">")
_FILE = "sheet"


def with_target(text: str, *, kpi_id: str, row: Mapping[str, object], remark: str) -> str | None:
    """The sheet's text with one more row among this KPI's targets, `remark` beside it as a comment.

    None where the text does not let itself be extended, as when an anchor shares the targets with another KPI: what is
    read from the new text is held against what was read from the old one.
    """
    found = _read(text)
    kpi = _kpi_in(found, kpi_id)
    if found is None or kpi is None:
        return None
    extended = _extended(text, kpi, row=on_one_line(row), remark=remark)
    expected = _plain(found)
    added = compose(on_one_line(row), _FILE)[0]
    if added is None or extended is None:
        return None
    for entry in expected if isinstance(expected, list) else ():
        if isinstance(entry, dict) and entry.get("id") == kpi_id:
            entry["targets"] = [*(entry.get("targets") or []), Located(_FILE, added).plain()[0]]
    return extended if _plain(_read(extended)) == expected else None


def with_remark(text: str, *, kpi_id: str, remark: str) -> str | None:
    """The sheet's text with a comment of one line below this KPI; None where there is no room for one."""
    found = _read(text)
    kpi = _kpi_in(found, kpi_id)
    if found is None or kpi is None:
        return None
    noted = _below(text, _last(kpi, text), comment(remark, indent=kpi.start_mark.column))
    return noted if _plain(_read(noted)) == _plain(found) else None


def _read(text: str) -> Located | None:
    root, problems = compose(text, _FILE)
    return None if root is None or problems else Located(_FILE, root, text)


def _plain(found: Located | None) -> object:
    return None if found is None else found.plain()[0]


def _kpi_in(found: Located | None, kpi_id: str) -> yaml.MappingNode | None:
    entries = found.entries() if found is not None else ()
    nodes = (entry.node for entry in entries if entry.within("id").scalar == kpi_id)
    return next((node for node in nodes if isinstance(node, yaml.MappingNode)), None)


def _extended(text: str, kpi: yaml.MappingNode, *, row: str, remark: str) -> str | None:
    targets = next((value for key, value in kpi.value if key.value == "targets"), None)
    column = kpi.start_mark.column
    said = comment(remark)
    if targets is None and not kpi.flow_style:
        return _below(text, _last(kpi, text), f"{' ' * column}targets:", f"{' ' * (column + 2)}- {row}  {said}")
    if targets is None:
        return _before_the_end(text, kpi, f"targets: [{row}]")
    if isinstance(targets, yaml.SequenceNode) and targets.flow_style:
        return _before_the_end(text, targets, row)
    if isinstance(targets, yaml.SequenceNode):
        return _below(text, _last(targets, text), f"{' ' * targets.start_mark.column}- {row}  {said}")
    at = targets.start_mark.index
    return f"{text[:at].rstrip(' ')} [{row}]{text[targets.end_mark.index :]}"


def _below(text: str, index: int, *lines: str) -> str:
    """The text with further lines below the one in which this character stands."""
    ending = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"{line}{ending}" for line in lines)
    end = text.find("\n", max(index - 1, 0))
    return f"{text}{ending}{added}" if end < 0 else f"{text[: end + 1]}{added}{text[end + 1 :]}"


def _before_the_end(text: str, node: yaml.CollectionNode, added: str) -> str:
    """The text with one more member in a list or mapping in brackets, behind the last one."""
    if not node.value:
        at = node.start_mark.index + 1
        return f"{text[:at]}{added}{text[at:]}"
    at = _last_of(node.value[-1], text)
    return f"{text[:at]}, {added}{text[at:]}"


def _last(node: yaml.Node, text: str) -> int:
    """Where what the node says ends; the marks of block style lie behind the empty lines and comments that follow."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark.index
        return len(text[:end].rstrip()) if node.style in _BLOCK_TEXT else end
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return node.end_mark.index
    return _last_of(node.value[-1], text)


def _last_of(member: object, text: str) -> int:
    """`member`: an entry of a list, or a key with its value."""
    node = member[1] if isinstance(member, tuple) else member
    return _last(node, text) if isinstance(node, yaml.Node) else 0
