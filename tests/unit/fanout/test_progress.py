"""How far a long run is, in words."""

import pytest

from okr_reports.fanout.progress import progress_words

# done | total | seconds | words
RUNS = """
0     | 1000  | 0     | 0 of 1,000 bundles
0     | 1000  | 2     | 0 of 1,000 bundles
412   | 1000  | 13.3  | 412 of 1,000 bundles, 31 per second, 19 s left
3     | 1000  | 2     | 3 of 1,000 bundles, 1.5 per second, 11 min left
1     | 10000 | 3     | 1 of 10,000 bundles, 0.3 per second, 8 h 20 min left
30    | 10000 | 0.02  | 30 of 10,000 bundles, 1,500 per second, 7 s left
1000  | 1000  | 32.25 | 1,000 of 1,000 bundles, 31 per second in 32 s
"""


@pytest.mark.parametrize("line", RUNS.strip().splitlines())
def test_a_run_says_what_is_done_how_fast_and_what_is_left(line: str) -> None:
    done, total, seconds, words = (cell.strip() for cell in line.split("|"))
    assert progress_words(int(done), total=int(total), seconds=float(seconds)) == words


def test_what_is_counted_may_have_another_name() -> None:
    assert progress_words(0, total=5, seconds=0, what="pages") == "0 of 5 pages"
