"""What a process that writes the index keeps in memory of mapped files."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from javon.core.search import memory
from javon.core.search.memory import database_unmapped

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux is asked for it")
MB = 1024 * 1024

# A process that watches `folder` and reads a file, in it or beside it, through a map.
_READER = """
import mmap, sys, time
from pathlib import Path
from javon.core.search import memory

memory.keep_few_resident(Path(sys.argv[1]))
with open(sys.argv[2], "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
    most = 0
    for at in range(0, len(mapped), 4 * 1024 * 1024):  # slowly, as a merge does
        assert mapped[at : at + 4 * 1024 * 1024].count(b"x") == 4 * 1024 * 1024
        most = max(most, memory.resident())
        time.sleep(0.03)
print(most)
"""


def a_large_file(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        for _ in range(size // MB):
            file.write(b"x" * MB)
        os.fsync(file.fileno())  # as the engine does with a segment; a page not yet on the disk has to stay
    return path


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    """A folder whose files lie on a disk: those of a folder in memory cannot leave it."""
    device = tmp_path.stat().st_dev
    here = f" {os.major(device)}:{os.minor(device)} "
    for mount in Path("/proc/self/mountinfo").read_text().splitlines():
        if here in mount and " - tmpfs " in mount:
            pytest.skip("temporary files are kept in memory here")
    return tmp_path


@LINUX
def test_a_process_that_reads_far_more_than_it_may_keep_stays_small(on_disk: Path) -> None:
    (on_disk / "index").mkdir()
    for folder, is_small in ((on_disk / "index", True), (on_disk, False)):
        large = a_large_file(folder / "large", 160 * MB)
        run = subprocess.run(
            [sys.executable, "-c", _READER, str(on_disk / "index"), str(large)],
            stdout=subprocess.PIPE,
            check=True,
        )
        # Twice the limit: a loaded machine looks late.
        assert (int(run.stdout) < 2 * memory.MOST_RESIDENT) is is_small


@LINUX
def test_pages_given_back_are_read_again_unchanged_and_others_are_left(on_disk: Path) -> None:
    for name in ("given", "kept"):
        (on_disk / name).mkdir()
        a_large_file(on_disk / name / "file", 32 * MB)
    with (on_disk / "given/file").open("rb") as given, (on_disk / "kept/file").open("rb") as kept:
        maps = [mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) for file in (given, kept)]
        assert [one[:].count(b"x") for one in maps] == [32 * MB, 32 * MB]
        before = memory.resident()
        memory.give_back((os.fsencode(on_disk / "given") + b"/",))
        assert 30 * MB < before - memory.resident() < 34 * MB
        assert maps[0][:].count(b"x") == 32 * MB
        for one in maps:
            one.close()


@pytest.mark.django_db(transaction=True)
def test_the_database_has_no_map_for_as_long_as_the_block_lasts() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite maps its database")
    before = map_size()
    with pytest.raises(ZeroDivisionError), database_unmapped():
        with database_unmapped():
            assert map_size() == 0
        assert map_size() == 0
        raise ZeroDivisionError
    assert map_size() == before > 0


def map_size() -> int:
    with connection.cursor() as cursor:
        return int(cursor.execute("PRAGMA mmap_size").fetchone()[0])
