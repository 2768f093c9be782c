"""A store in a folder is private, whole, and never leads out of its folder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from okr_reports.errors import StoreError
from okr_reports.store.store import Store


@pytest.fixture(params=[0o000, 0o022, 0o277, 0o777], ids=lambda mask: f"umask {mask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """The process runs with this umask."""
    earlier = os.umask(request.param)
    yield request.param
    os.umask(earlier)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_folders_are_0700_and_files_0600_whatever_the_umask(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("published/kpi-review/v1/report.json", b"{}")
    folder_store.replace("published/kpi-review/latest.json", b"{}")
    root = tmp_path / "store"
    assert [mode(path) for path in (root, root / "published", root / "published/kpi-review/v1")] == [0o700] * 3
    assert mode(root / "published/kpi-review/v1/report.json") == 0o600
    assert mode(root / "published/kpi-review/latest.json") == 0o600
    assert folder_store.open_to_others() == []


def test_what_others_may_read_is_named(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("published/report.json", b"{}")
    (tmp_path / "store/published/report.json").chmod(0o604)
    (tmp_path / "store/published").chmod(0o750)
    assert folder_store.open_to_others() == ["published", "published/report.json"]


def test_a_link_that_leads_out_of_the_store_is_refused(folder_store: Store, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes(b"secret")
    folder_store.create("log/00000001.json", b"{}")
    (tmp_path / "store/published").symlink_to(outside)
    (tmp_path / "store/log/00000002.json").symlink_to(outside / "secret")
    for path in ("published/secret", "log/00000002.json"):
        with pytest.raises(StoreError, match="leads out of the store by a link"):
            folder_store.read(path)
        with pytest.raises(StoreError, match="leads out of the store by a link"):
            folder_store.replace(path, b"mine")
        with pytest.raises(StoreError, match="leads out of the store by a link"):
            folder_store.create_from("log/00000003.json", source=path)
    assert (outside / "secret").read_bytes() == b"secret"


def test_a_link_to_itself_is_refused(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("log/00000001.json", b"{}")
    (tmp_path / "store/log/loop").symlink_to("loop")
    with pytest.raises(StoreError):
        folder_store.read("log/loop")


def test_a_store_may_itself_be_a_link(tmp_path: Path) -> None:
    from okr_reports.store.opening import open_store

    (tmp_path / "large disk").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "large disk")
    open_store("store", tmp_path).create("a", b"1")
    assert (tmp_path / "large disk/a").read_bytes() == b"1"


def test_a_link_within_the_store_is_followed(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("snapshots/a", b"1")
    (tmp_path / "store/latest").symlink_to("snapshots")
    assert folder_store.read("latest/a") == b"1"


def test_a_store_that_is_put_elsewhere_by_a_link_while_open_is_refused(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("a", b"1")
    (tmp_path / "store").rename(tmp_path / "elsewhere")
    (tmp_path / "store").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="leads out of the store by a link"):
        folder_store.read("a")


def test_removing_the_last_file_of_a_folder_removes_the_folder(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("published/kpi-review/2026-09/v2/report.json", b"{}")
    folder_store.create("published/kpi-review/2026-09/v1/report.json", b"{}")
    folder_store.remove("published/kpi-review/2026-09/v2/report.json")
    assert os.listdir(tmp_path / "store/published/kpi-review/2026-09") == ["v1"]


def test_no_bytes_on_their_way_are_left(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("a", b"1")
    folder_store.create("a", b"2")
    folder_store.replace("a", b"3")
    assert folder_store.list() == ["a"]


def test_a_further_path_of_a_file_takes_no_room_and_is_as_private(folder_store: Store, tmp_path: Path) -> None:
    folder_store.create("cache/a", b"1")
    folder_store.create_from("published/v1/a", source="cache/a")
    assert (tmp_path / "store/published/v1/a").samefile(tmp_path / "store/cache/a")
    assert folder_store.open_to_others() == []


def test_a_folder_that_is_really_a_file_is_told(folder_store: Store) -> None:
    folder_store.create("a", b"1")
    with pytest.raises(StoreError, match="cannot write a/b"):
        folder_store.create("a/b", b"2")


def test_everything_written_can_be_flushed(folder_store: Store) -> None:
    folder_store.create("a", b"1")
    folder_store.sync()
    assert folder_store.read("a") == b"1"


def test_one_waits_until_the_other_has_left_the_store(folder_store: Store, tmp_path: Path) -> None:
    enter = (
        "import sys; from pathlib import Path; from okr_reports.store.opening import open_store\n"
        "with open_store('store', Path(sys.argv[1])).alone() as is_alone: print(is_alone)"
    )
    with folder_store.alone() as is_alone:
        assert is_alone
        other = subprocess.Popen([sys.executable, "-c", enter, tmp_path], stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            other.communicate(timeout=2)
    assert other.communicate(timeout=30)[0] == "True\n"
