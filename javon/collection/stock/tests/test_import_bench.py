"""The made-up records of the benches are records that an import takes."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from javon.collection.catalogue.importing import parsing
from javon.collection.sources import read
from javon.collection.sources.record import Record
from javon.collection.stock.import_bench import Memory, watched, write_file


def test_every_made_up_record_is_read_clean_and_its_json_is_what_an_encoder_writes(tmp_path: Path) -> None:
    write_file(tmp_path / "made.mrc", 60)
    taken = list(read(tmp_path / "made.mrc"))
    assert len(taken) == 60
    for piece in taken:
        assert piece.notes == ()
        assert piece.record.to_json() == Record(piece.record.leader, piece.record.fields).to_json()


def test_a_batch_comes_through_the_pipe_as_it_went_in(tmp_path: Path) -> None:
    write_file(tmp_path / "made.mrc", 30)
    task = parsing.Task(str(tmp_path / "made.mrc"), companion="javon.collection.stock.loads:prepare_load")
    (batch,) = (message for message in parsing.messages(task) if isinstance(message, parsing.Batch))
    assert len(batch.records) == 30
    assert pickle.loads(pickle.dumps(batch)) == batch


_LARGE = "import sys; held = b'x' * 150_000_000; print(flush=True); sys.stdin.read()"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells it")
def test_the_memory_of_a_process_and_of_what_it_started_is_told_apart_and_together() -> None:
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_LARGE!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", outer], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout and running.stdin
        with watched(running.pid) as memory:
            running.stdout.readline()  # the inner process has its 150 MB
            until = time.monotonic() + 30
            while min(memory.helper, memory.once) < 140 and time.monotonic() < until:
                time.sleep(0.02)
        running.stdin.close()  # both end
    assert 0 < memory.own < 100
    assert 140 < memory.helper < 250
    assert memory.helper < memory.together <= memory.helper + memory.own
    assert 140 < memory.once <= memory.together


def test_a_process_that_has_ended_shows_no_memory() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    memory = Memory()
    memory.look(ended.pid)
    assert not memory
