"""Records out and records that were refused, through the command itself."""

from __future__ import annotations

import json
from pathlib import Path

from javon.collection.sources import Field, Record, Taken, read
from javon.collection.sources.reader import FORMATS
from javon.collection.sources.tests.characters import a_record, many_records
from javon.collection.sources.write import iso2709, marcxml
from javon.config.commands import records
from tests.operations.conftest import Javon


def result(done: object) -> dict[str, int]:
    return json.loads(done.stdout.strip().splitlines()[-1])  # type: ignore[attr-defined]


def test_the_command_offers_every_format_that_is_read() -> None:
    assert ("auto", *FORMATS) == records.FORMATS


def test_what_was_imported_is_exported_field_by_field(javon: Javon, tmp_path: Path) -> None:
    source = tmp_path / "in.mrc"
    source.write_bytes(b"".join(many_records(50)))
    assert result(javon("import", source, "--json"))["created"] == 50
    for name in ("out.mrc", "out.xml"):
        done = javon("export", tmp_path / name)
        assert done.returncode == 0, done.stderr
        told = [piece.record.digest() for piece in read(tmp_path / name) if isinstance(piece, Taken)]
        assert told == [piece.record.digest() for piece in read(source) if isinstance(piece, Taken)]
    refused = javon("export", tmp_path / "out.mrc")
    assert refused.returncode == 1 and "--force" in refused.stderr
    assert javon("export", "-", "--format", "marcxml").stdout == (tmp_path / "out.xml").read_text("utf-8")
    assert result(javon("import", tmp_path / "out.mrc", tmp_path / "out.xml", "--json"))["unchanged"] == 100


def test_records_too_long_for_iso_2709_go_to_a_second_file(javon: Javon, tmp_path: Path) -> None:
    long = Record(
        a_record().leader,
        [*a_record("Uzun", number="1").fields, Field("520", " ", " ", [("a", "x" * 12_000)])],
    )
    (tmp_path / "in.xml").write_bytes(b"".join(marcxml([long, a_record("Qisqa", number="2")])))
    assert result(javon("import", tmp_path / "in.xml", "--json"))["created"] == 2
    done = javon("export", tmp_path / "out.mrc")
    assert done.returncode == 0 and "out.mrc.too-long.xml" in done.stderr and "field 520" in done.stderr
    assert [piece.record.first("245", "a") for piece in read(tmp_path / "out.mrc")] == ["Qisqa"]  # type: ignore[union-attr]
    (beside,) = read(tmp_path / "out.mrc.too-long.xml")
    assert isinstance(beside, Taken) and beside.record.digest() == long.digest()
    assert not list(tmp_path.glob(".*part"))
    assert javon("export", "-", "--format", "marc21").returncode == 1


def test_todays_copies_take_the_place_of_those_that_came(javon: Javon, tmp_path: Path) -> None:
    came = Record(
        a_record().leader,
        [
            *a_record().fields[:-1],
            Field("852", " ", " ", [("b", "AB"), ("p", "90001"), ("h", "84(5Oʻ)6")]),
            Field(
                "952",
                " ",
                " ",
                [("b", "AB"), ("i", "1201"), ("p", "90002"), ("g", "45000.00"), ("d", "2019-03-01")],
            ),
        ],
    )
    (tmp_path / "in.mrc").write_bytes(iso2709(came))
    assert javon("import", tmp_path / "in.mrc").returncode == 0
    assert javon("export", tmp_path / "out.mrc", "--with-copies").returncode == 0
    (piece,) = read(tmp_path / "out.mrc")
    assert isinstance(piece, Taken) and piece.record.get("852") is None
    copies = piece.record.all("952")
    assert sorted(copy.first("p") or "" for copy in copies) == ["90001", "90002"]
    (bought,) = [copy for copy in copies if copy.first("i") == "1201"]
    assert (bought.first("g"), bought.first("d")) == ("45000.00", "2019-03-01") and bought.first("b")


def test_what_was_refused_can_be_repaired_and_imported(javon: Javon, tmp_path: Path) -> None:
    good, bad, last = many_records(3)
    broken = bad.replace(b"245", b"2Z5", 1)[: len(bad) // 2]
    (tmp_path / "a.mrc").write_bytes(good + last + broken)
    text = b"".join(marcxml([a_record("Bir", number="x1"), a_record("Ikki", number="x2")]))
    (tmp_path / "b.xml").write_bytes(text.replace(b'tag="245"', b"", 1))
    (tmp_path / "c.csv").write_text("Nomi;Muallif\n;Nomsiz\nKitob;Bor\n", "utf-8")
    done = result(javon("import", tmp_path / "a.mrc", tmp_path / "b.xml", tmp_path / "c.csv", "--json"))
    assert done["quarantined"] == 3 and done["created"] == 4
    assert done["read"] == sum(done[name] for name in ("created", "updated", "unchanged", "quarantined"))
    told = javon("quarantine", "--json", "--export", tmp_path / "bad")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["reason"] for row in rows} == {"truncated", "bad_element", "no_title"}
    for row in rows:
        raw = Path(row["in"]).read_bytes()[row["offset"] :][: row["length"]]
        source = (tmp_path / row["file"]).read_bytes()
        assert raw.rstrip(b"\n") in source
    iso, xml, table = (tmp_path / f"bad.{name}" for name in ("marc21.mrc", "marcxml.xml", "csv.csv"))
    iso.write_bytes(bad)
    xml.write_bytes(xml.read_bytes().replace(b"<datafield  ind1", b'<datafield tag="245" ind1'))
    table.write_text("Nomi;Muallif\nNomi topildi" + table.read_text("utf-8"), "utf-8")
    again = result(javon("import", iso, xml, table, "--json"))
    assert (again["created"], again["quarantined"]) == (3, 0)


def test_an_export_of_an_empty_catalogue_and_of_an_empty_quarantine(javon: Javon, tmp_path: Path) -> None:
    assert javon("export", tmp_path / "out.xml").returncode == 0
    assert b"</collection>" in (tmp_path / "out.xml").read_bytes()
    done = javon("quarantine", "--export", tmp_path / "bad")
    assert done.returncode == 0 and "nothing" in done.stderr and not (tmp_path / "bad").exists()
