"""Golden files: a part of a page as HTML. Renew them with `pytest tests/rendering --accept`, and read the diff."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
# A drawing is represented by its sentence: its lines have tests of their own.
DRAWING = re.compile(r'<svg [^>]*class="(?:wide )?(\w+)".*?<title>(.*?)</title>.*?</svg>', re.DOTALL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: write what is rendered now as what is right."""
    parser.addoption("--accept", action="store_true", help="renew the golden files")


@pytest.fixture
def require_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares HTML with the golden file of this name, drawings by their sentences, blank lines left out."""
    accepts = bool(request.config.getoption("--accept", default=False))

    def compare(name: str, html: str) -> None:
        text = _comparable(html)
        path = GOLDEN / f"{name}.html"
        if accepts:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare


def _comparable(html: str) -> str:
    drawn = DRAWING.sub(r"[\1: \2]", html)
    return "\n".join(line.strip() for line in drawn.splitlines() if line.strip()) + "\n"
