"""Equal pages give equal PDFs: in any order, time zone and process."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs
from tests.rendering import demonstration
from tests.rendering.demonstration import document, hashes

ROOT = Path(__file__).parents[2]


def test_what_was_made_before_changes_nothing() -> None:
    first, second, third = document(Paper.A4, rows=3), document(Paper.LETTER, rows=40), document(Paper.A4, rows=2)
    assert hashes(first, second, third) == hashes(third, second, first)


def test_another_time_zone_hash_seed_locale_mask_and_folder_change_nothing(tmp_path: Path) -> None:
    abroad = os.environ | {
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    program = [sys.executable, str(Path(demonstration.__file__))]
    there = subprocess.run(program, cwd=tmp_path, env=abroad, umask=0o077, capture_output=True, text=True, check=True)
    assert there.stdout.split() == list(hashes(document(Paper.A4, rows=3)).values())


def test_a_face_of_another_script_does_not_hold_the_moment_it_was_cut() -> None:
    page = '<html lang="hi"><head><title>t</title></head><body><p>\u0906\u0930\u0935</p></body></html>'
    # Two workers, of which the second starts when the first has ended: more than the second that a face's date counts.
    first, second = (make_pdfs([PdfDocument("a", page)], limits=PdfLimits()) for _ in range(2))
    assert first == second


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    hashes(document(Paper.A4, rows=1))
    assert list(tmp_path.iterdir()) == []
