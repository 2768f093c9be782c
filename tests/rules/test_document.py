"""The documentation's chapter on rules says what these tests prove."""

from pathlib import Path

from tests.rules.document import CHAPTERS, PAGE, rules_document

FOLDER = Path(__file__).parent


def test_the_chapter_on_rules_is_the_one_made_from_these_tests() -> None:
    page = FOLDER.parents[1] / PAGE
    assert page.read_text(encoding="utf-8") == rules_document(), "renew it: python -m tests.rules.document"


def test_every_rule_has_its_chapter() -> None:
    assert {path.stem for path in FOLDER.glob("test_*.py")} - {"test_document"} == {f"test_{name}" for name in CHAPTERS}
