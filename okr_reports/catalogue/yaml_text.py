"""From the bytes of a YAML file to its nodes with positions; what is not YAML is said in plain words."""

import re

import yaml
from yaml._yaml import CParser

from okr_reports.catalogue.places import Place, quoted
from okr_reports.errors import Problem

LARGEST_FILE = 10_000_000
# libyaml's parser follows nesting on the C stack, so depth is bounded before it sees the text.
DEEPEST_TEXT = 1_000
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BRACKETS = re.compile(r"[\[\]{}]")
_BLOCK_RUN = re.compile(rf"^[ \-?:]{{{DEEPEST_TEXT},}}", re.MULTILINE)
_BARE_OPERATOR = re.compile(r"(?<=\bop:)([ \t]+)(>=?)(?=[,}\s]|$)")
OPERATOR_FIX = "put the operator in quotes, or write `at_least: 95` / `at_most: 2.0`"


class _PlainLoader(CParser):
    """The C parser without YAML's guessing of types, which would cost a third of the time and is not used."""

    def resolve(self, *_written: object) -> str:
        """No type: the declared one decides."""
        return ""

    def descend_resolver(self, *_place: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to undo."""


def decode(data: bytes, file: str) -> str | Problem:
    """The text of a file, or what keeps it from being text."""
    if len(data) > LARGEST_FILE:
        return Place(file).problem("the file is larger than 10 MB", "split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        place = Place(file, before.count(b"\n") + 1, column)
        return place.problem("this is not UTF-8 text", "save the file with the encoding UTF-8")
    if bad := _UNREADABLE.search(text):
        place = place_in(text, bad.start(), file=file)
        return place.problem(f"there is a control character (code {ord(bad[0])}) here", "delete it")
    return text


def place_in(text: str, offset: int, *, file: str) -> Place:
    """Line and column of the offset-th character of a text."""
    return Place(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def compose(text: str, file: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The root node of a YAML text (None when there is none) and what is wrong with it.

    An operator without quotes (`op: >=`) is reported and the rest of the file still read.
    """
    if too_deep := _nested_too_deep(text, file):
        return None, [too_deep]
    problems: list[Problem] = []
    while True:
        try:
            root = _PlainLoader(text).get_single_node()
            break
        except yaml.MarkedYAMLError as error:
            mended, found = _without_bare_operators(error, text, file=file)
            problems += found
            if not found:
                return None, [*problems, _in_plain_words(error, text, file=file)]
            text = mended
        except (yaml.YAMLError, RecursionError):
            return None, [
                *problems,
                Place(file).problem("this is not YAML", "compare it with the sample company's files"),
            ]
    if root is None:
        problems.append(Place(file, 1, 1).problem("the file is empty", "write something in it, or delete it"))
    return root, problems


def _without_bare_operators(error: yaml.MarkedYAMLError, text: str, *, file: str) -> tuple[str, list[Problem]]:
    if error.problem_mark is None:
        return text, []
    lines = text.split("\n")
    number = error.problem_mark.line
    line = lines[number] if number < len(lines) else ""
    found = [
        Place(file, number + 1, bare.start(2) + 1).problem(f"`op: {bare[2]}` is not YAML", OPERATOR_FIX)
        for bare in _BARE_OPERATOR.finditer(line)
    ]
    # A sign of the same width keeps every later column where the author sees it.
    lines[number : number + 1] = [_BARE_OPERATOR.sub(lambda bare: bare[1] + "≥".ljust(len(bare[2])), line)]
    return "\n".join(lines), found


def _nested_too_deep(text: str, file: str) -> Problem | None:
    fix = "no file of a company folder needs that: check for a stray bracket or dash"
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > DEEPEST_TEXT:
            return place_in(text, bracket.start(), file=file).problem("brackets are nested too deep", fix)
    if run := _BLOCK_RUN.search(text):
        return place_in(text, run.start(), file=file).problem("this line is nested too deep", fix)
    return None


def _in_plain_words(error: yaml.MarkedYAMLError, text: str, *, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem, context = error.problem or "", error.context or ""
    # For something left open the reader needs its beginning, not the end of the file.
    is_left_open = "expected ',' or" in problem or "unexpected end of stream" in problem
    if is_left_open and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    lines = text.split("\n")
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    place = Place(file, line + 1, column + 1)
    sign = lines[line][column : column + 1] if line < len(lines) else ""
    for phrase, what, fix in _SENTENCES:
        if phrase in problem or phrase in context:
            return place.problem(what.replace("SIGN", sign or "end of file"), fix.replace("SIGN", sign))
    return place.problem(
        f"this is not YAML, beginning at {quoted(sign)}",
        "compare the indentation, colons and quotes with the lines above",
    )


_INDENT = "give entries of one list or mapping the same indentation, with spaces"
_SENTENCES = [
    ("found a tab", "a tab is used for indentation", "use spaces"),
    ("cannot start any token", "a value cannot begin with `SIGN`", 'put the value in quotes, as in "SIGN …"'),
    ("scanning a block scalar", "after `SIGN` alone text must begin on the next line", "put the value in quotes"),
    ("mapping values are not allowed", "a second `: ` in one value, or a line too far in",
     "put text that contains a colon in quotes, or mend the indentation"),
    ("block sequence entries", "a list cannot begin with `-` behind a key", "begin it in the next line"),
    ("expected ',' or ']'", "a list opened with `[` is not closed, or lacks a comma", "write [a, b]"),
    ("expected ',' or '}'", "a mapping opened with `{` lacks a comma or its end", "write {key: value, k: value}"),
    ("node content", "a value is missing, or a bracket before it is open", "write the value, or close the bracket"),
    ("unexpected end of stream", "text opened with the quote `SIGN` is not closed", "close it with `SIGN`"),
    ("another document", "`---` begins a second document", "keep one document per file: move the rest"),
    ("undefined alias", "there is no anchor of this name", "write `&name` before the value, or repeat it"),
    ("second occurrence", "this anchor is defined twice", "give it another name"),
    ("duplicate anchor", "this anchor is defined twice", "give it another name"),
    ("unknown escape", "a backslash in double quotes begins an escape YAML does not know", "use single quotes"),
    ("'-' indicator", "this line does not belong to the list above", _INDENT),
    ("expected key", "this line does not belong to the mapping above", _INDENT),
    ("could not find expected ':'", "a key without `: `", "write `key: value`"),
    ("incompatible YAML", "this YAML version is not known", "delete the line that begins with %YAML"),
]  # fmt: skip
