"""Real files of other libraries; skipped where the collection is absent."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pymarc
import pytest

from javon.collection.sources import Reason, Record, Rejected, SourceError, Taken, read
from javon.collection.sources.charsets import LEGACY
from javon.collection.sources.iso2709 import Letters
from javon.collection.sources.iso2709 import records as iso_records
from javon.collection.sources.write import iso2709, marcxml
from javon.core.testing import shared_data

FOLDERS = ("marc", "marc_intl", "marc_broken", "unimarc_rusmarc", "authority")
_BETWEEN = b" \t\r\n\x00\x1a\x1d\x1e\xef\xbb\xbf"


def files(folder: str) -> list[Path]:
    return sorted(path for path in shared_data(folder).rglob("*") if path.is_file())


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_read_to_its_end_twice_alike_and_no_byte_is_forgotten(folder: str) -> None:
    for path in files(folder):
        counts = []
        for _time in range(2):
            try:
                reader = read(path)
                pieces = list(reader)
            except SourceError as problem:
                counts.append(problem.code.value)
                continue
            counts.append([type(piece).__name__ for piece in pieces])
            assert [piece.ordinal for piece in pieces] == list(range(1, len(pieces) + 1)), path
            for piece in pieces:
                if isinstance(piece, Taken):
                    assert Record.from_json(piece.record.to_json()) == piece.record, path
            if reader.format in ("marc21", "unimarc"):
                content = path.read_bytes()
                reached = 0
                for piece in pieces:
                    assert not content[reached : piece.position].strip(_BETWEEN), path
                    reached = piece.position + piece.length
                assert not content[reached:].strip(_BETWEEN), path
        assert counts[0] == counts[1], path


def test_rusmarc_in_cp1251_reads_as_its_golden_text() -> None:
    folder = shared_data("unimarc_rusmarc/rusmarc")
    golden = []
    for block in (folder / "TEST1.txt").read_text("utf-8-sig").split("marker:")[1:]:
        lines = [line for line in block.splitlines()[1:] if line.strip()]
        golden.append([line.replace(" ", "") for line in lines])
    letters = Letters("cp1251", "cp1251", LEGACY, False)
    with (folder / "TEST1.ISO").open("rb") as stream:
        found = [piece.record for piece in iso_records(stream, letters) if isinstance(piece, Taken)]
    shown = []
    for record in found:
        rows = []
        for field in record.fields:
            body = field.value or "".join(f"${code}{value}" for code, value in field.subfields or ())
            rows.append(
                f"{field.tag}:{'' if field.is_control else field.ind1 + field.ind2}{body}".replace(" ", "")
            )
        shown.append(sorted(rows))
    assert (len(shown), len(golden)) == (81, 80)  # the golden text leaves one record out
    by_number = {rows[0]: rows for rows in shown}
    assert all(by_number[min(rows)] == sorted(rows) for rows in golden)
    assert read(folder / "TEST1.ISO").encoding == "cp1251"


@pytest.mark.parametrize("number", [0, 6, 8, 9])
def test_marc_8_and_utf_8_read_as_yaz_reads_them(number: int) -> None:
    folder = shared_data("marc_intl/yaz")
    ours = [piece.record for piece in read(folder / f"marc{number}.marc") if isinstance(piece, Taken)]
    theirs = [piece.record for piece in read(folder / f"marc{number}.xml") if isinstance(piece, Taken)]
    assert [_texts(record) for record in ours] == [_texts(record) for record in theirs]


def _texts(record: Record) -> list[tuple[str, str]]:
    return [(field.tag, unicodedata.normalize("NFC", field.text)) for field in record.fields]


@pytest.mark.parametrize(
    "name",
    [
        "marc/traject/test_data.utf8.mrc",
        "marc/solrmarc/uva_001_2000.mrc",
        "marc/evergreen/jazz_1k.mrc",
        "marc/evergreen/lul_fre_500.mrc",
        "marc/mrrc/mrrc/realistic.mrc",
    ],
)
def test_pymarc_reads_the_same_text(name: str) -> None:
    path = shared_data(name)
    with path.open("rb") as stream:
        theirs = list(pymarc.MARCReader(stream, to_unicode=True, force_utf8=False, hide_utf8_warnings=True))
    ours = list(read(path))
    assert len(ours) == len(theirs)
    different = 0
    for piece, other in zip(ours, theirs, strict=True):
        if isinstance(piece, Rejected):
            assert piece.reason is Reason.DELETED_RECORD
            continue
        if other is None or "encoding" in piece.notes:
            continue  # the bytes are not what the leader says: pymarc follows the leader
        told = [
            (field.tag, field.data if field.control_field else "".join(sub.value for sub in field.subfields))
            for field in other
        ]
        read_here = [(field.tag, field.value or "".join(field.all())) for field in piece.record]
        different += [(t, "".join(x.split())) for t, x in told] != [
            (t, "".join(x.split())) for t, x in read_here
        ]
    assert different <= len(ours) // 500


@pytest.mark.parametrize(
    "name",
    ["marc/traject/test_data.utf8.mrc", "marc/evergreen/jazz_1k.mrc", "unimarc_rusmarc/rusmarc/TEST1.ISO"],
)
def test_yaz_and_pymarc_read_what_is_written(name: str, tmp_path: Path) -> None:
    records = [piece.record for piece in read(shared_data(name)) if isinstance(piece, Taken)]
    path = tmp_path / "out.mrc"
    path.write_bytes(b"".join(iso2709(record) for record in records))
    with path.open("rb") as stream:
        assert sum(1 for record in pymarc.MARCReader(stream) if record is not None) == len(records)
    again = [piece.record for piece in read(path, format="marc21")]
    assert [record.fields for record in again] == [record.fields for record in records]
    other = tmp_path / "out.xml"
    other.write_bytes(b"".join(marcxml(records)))
    assert [piece.record.digest() for piece in read(other)] == [record.digest() for record in records]
    dump = shutil.which("yaz-marcdump")
    if dump is None:
        pytest.skip("yaz-marcdump is not installed")
    told = subprocess.run(
        [dump, "-i", "marc", "-o", "json", str(path)], capture_output=True, check=True
    ).stdout.decode()
    decoder = json.JSONDecoder()
    at = count = 0
    while (at := told.find("{", at)) >= 0:
        shown, at = decoder.raw_decode(told, at)
        titles = [field["245"]["subfields"][0] for field in shown["fields"] if "245" in field]
        assert [next(iter(title.values())) for title in titles[:1]] == [
            next(iter(field.all())) for field in records[count].all("245")[:1]
        ]
        count += 1
    assert count == len(records)


def test_irbis_and_aleph_files_give_titles() -> None:
    for name in ("managedirbis/records.txt", "managedirbis/record.txt", "qa-catalogue/alephseq-example2.txt"):
        pieces = list(read(shared_data(f"unimarc_rusmarc/{name}")))
        assert pieces and all(isinstance(piece, Taken) for piece in pieces)
        named = sum(1 for piece in pieces if isinstance(piece, Taken) and piece.record.first("245", "a"))
        assert named * 10 >= len(pieces) * 9
