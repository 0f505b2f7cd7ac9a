"""Every real file of other libraries through the whole import, and out again. Minutes, not seconds."""

from __future__ import annotations

import contextlib
import resource
from pathlib import Path

import pytest

from javon.collection.catalogue import exporting
from javon.collection.sources import Rejected, SourceError, Taken, read
from javon.collection.sources.record import Record
from javon.core.testing import shared_data
from tests.interop import survey
from tests.operations.conftest import run_javon

FOLDERS = ("marc", "marc_intl", "marc_broken", "unimarc_rusmarc", "authority", "holdings_items", "uz/books")
MOST_MEMORY = 400_000  # kilobytes; a file is read piece by piece

pytestmark = pytest.mark.slow


def _root() -> Path:
    return shared_data("marc").parent


def _largest_child() -> int:
    """Kilobytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_counts_add_up_for_every_file_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    files = [path for folder in FOLDERS for path in survey.files_of(shared_data(folder), ("",))]
    home, largest_before = tmp_path / "home", _largest_child()
    assert run_javon("init", home=home).returncode == 0
    first, said = survey.imported(home, files)
    assert "Traceback" not in said
    lines = survey.lines(home, files, said)
    assert sum(line.read for line in lines) == first["read"]
    assert first["read"] == sum(first[name] for name in ("created", "updated", "unchanged", "quarantined"))
    for line in lines:
        pieces = _pieces(line.path)
        assert line.read == len(pieces), line.path
        assert line.quarantined == sum(isinstance(piece, Rejected) for piece in pieces), line.path
    again, said_again = survey.imported(home, files)
    assert (again["created"], again["updated"]) == (0, 0)
    assert (again["read"], again["quarantined"]) == (first["read"], first["quarantined"])
    assert said_again == said
    assert run_javon("check", home=home, timeout=600).returncode == 0
    # The largest child of this process so far: where a test before had a larger one, ours was at least no larger.
    assert _largest_child() < MOST_MEMORY or _largest_child() == largest_before


def _pieces(path: Path) -> list[Taken | Rejected]:
    pieces: list[Taken | Rejected] = []
    with contextlib.suppress(SourceError):
        pieces.extend(read(path))
    return pieces


def test_every_record_of_every_file_comes_out_as_it_went_in(tmp_path: Path) -> None:
    taken = [
        piece.record
        for path in survey.files_of(_root(), FOLDERS)
        for piece in _pieces(path)
        if isinstance(piece, Taken)
    ]
    assert taken
    kept = [
        exporting.Kept(number, Record.from_json(record.to_json())) for number, record in enumerate(taken, 1)
    ]
    for format, name in (("marc21", "out.mrc"), ("marcxml", "out.xml")):
        with (tmp_path / name).open("wb") as file:
            done = exporting.export(file, kept, format)
        left_out = {one.number for one in done.left_out}
        back = [piece.record for piece in read(tmp_path / name, format=format) if isinstance(piece, Taken)]
        wanted = [one.record for one in kept if one.number not in left_out]
        assert len(back) == len(wanted) == done.written and len(left_out) <= (5 if format == "marc21" else 0)
        for mine, theirs in zip(wanted, back, strict=True):
            assert _sayable(theirs) == _sayable(mine), format


def _sayable(record: Record) -> list[tuple[str, str]]:
    """Tags, and indicators, codes and texts in one, without what a format cannot say: control characters."""
    table = dict.fromkeys((*range(33), 65533), "")
    return [(one.tag.strip(), "".join(one.packed()[1:]).translate(table)) for one in record.fields]
