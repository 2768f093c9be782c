"""A template decides where things stand, never what is true: no arithmetic, thresholds, sorting, look-ups."""

import re

from tests.architecture.source_tree import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
TAG = re.compile(r"\{\{-?(.*?)-?\}\}|\{%-?(.*?)-?%\}", re.DOTALL)
STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
FORBIDDEN = {
    "arithmetic": re.compile(r"[\w\])]\s*(?:\*\*|//|[+*/%]|\s-\s)\s*[\w(]"),
    "a threshold": re.compile(r"[<>]|[!=]=\s*\d"),
    "sorting or summing": re.compile(r"\|\s*(?:sort|dictsort|sum|round|min|max|groupby|unique)\b"),
    "unescaped text": re.compile(r"\|\s*safe\b"),
    "a look-up": re.compile(r"\.get\(|\w\[[a-z_]"),
}


def expressions(text: str) -> list[str]:
    """What stands in the tags of a template, without its literal strings."""
    return [STRING.sub("''", output or statement) for output, statement in TAG.findall(text)]


def test_a_template_computes_nothing() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name} in {{{{{expression.strip()}}}}}"
        for path in TEMPLATES
        for expression in expressions(path.read_text(encoding="utf-8"))
        for name, pattern in FORBIDDEN.items()
        if pattern.search(expression)
    ]
    assert found == []


def test_the_patterns_find_what_they_are_for() -> None:
    sample = "{{ a + b }} {% if n > 3 %} {{ rows|sort }} {{ text|safe }} {{ by_id[key] }} {{ a - b }} {{ 'a + b' }}"
    found = [{name for name, pattern in FORBIDDEN.items() if pattern.search(text)} for text in expressions(sample)]
    assert found == [
        {"arithmetic"}, {"a threshold"}, {"sorting or summing"}, {"unescaped text"}, {"a look-up"}, {"arithmetic"},
        set(),
    ]  # fmt: skip
