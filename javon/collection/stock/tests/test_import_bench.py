"""The made-up records of the benches are records that an import takes."""

from __future__ import annotations

import pickle
from pathlib import Path

from javon.collection.catalogue.importing import parsing
from javon.collection.sources import read
from javon.collection.sources.record import Record
from javon.collection.stock.import_bench import write_file


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
