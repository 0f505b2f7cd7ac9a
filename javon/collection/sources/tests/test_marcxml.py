from __future__ import annotations

from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.collection.sources import Note, Reason, Record, Rejected, SourceError, Taken, read
from javon.collection.sources.record import Field
from javon.collection.sources.tests.characters import a_file, a_record, a_unimarc_record, records
from javon.collection.sources.write import marcxml, marcxml_record


def pieces_of(folder: Path, content: bytes, **options: str) -> list[Taken | Rejected]:
    return list(read(a_file(folder, content, "file.xml"), **options))


@given(st.lists(records(), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_what_is_written_as_marcxml_reads_back_the_same(tmp_path: Path, given_records: list[Record]) -> None:
    pieces = pieces_of(tmp_path, b"".join(marcxml(given_records)), format="marcxml")
    assert [piece.record.digest() for piece in pieces] == [
        Record(record.leader.translate(_SHOWN), [_as_xml(field) for field in record.fields]).digest()
        for record in given_records
    ]


_SHOWN = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), "�")


def _as_xml(field: Field) -> Field:
    if field.subfields is None:
        return Field(field.tag, value=(field.value or "").translate(_SHOWN))
    return Field(
        field.tag, field.ind1, field.ind2, [(code, text.translate(_SHOWN)) for code, text in field.subfields]
    )


@given(st.text(max_size=60))
def test_any_text_makes_well_formed_xml(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    minidom.parseString(b"".join(marcxml([a_record(clean)])))


def test_prefixes_envelopes_and_a_single_record_are_understood(tmp_path: Path) -> None:
    one = marcxml_record(a_record())
    prefixed = one.replace("<", "<marc:").replace("<marc:/", "</marc:")
    for content in (
        one,
        f"<marc:collection xmlns:marc='http://www.loc.gov/MARC21/slim'>{prefixed}</marc:collection>",
        f"<OAI-PMH><ListRecords><record><header/><metadata>{prefixed}</metadata></record></ListRecords></OAI-PMH>",
        f"<s:records xmlns:s='x'><s:record><s:recordData>{one}</s:recordData></s:record></s:records>",
        f"<!-- <record> in a comment --><collection>{one}</collection>",
    ):
        (piece,) = pieces_of(tmp_path, content.encode())
        assert piece.record.fields == a_record().fields


def test_other_encodings_are_followed(tmp_path: Path) -> None:
    body = f"<collection>{marcxml_record(a_record('Война и мир'))}</collection>"
    for encoding in ("windows-1251", "koi8-r", "utf-16"):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.replace("ʻ", "").encode(encoding)
        (piece,) = pieces_of(tmp_path, content)
        assert piece.record.first("245", "a") == "Война и мир"


def test_a_lie_about_the_encoding_is_seen_through(tmp_path: Path) -> None:
    one = marcxml_record(a_record("Война и мир: роман в томах"))
    body = f'<?xml version="1.0" encoding="UTF-8"?><collection>{one}</collection>'
    (piece,) = pieces_of(tmp_path, body.encode("cp1251", "replace"))
    assert piece.record.first("245", "a") == "Война и мир: роман в томах"
    assert Note.ENCODING in piece.notes and piece.raw


def test_broken_markup_costs_one_record_only(tmp_path: Path) -> None:
    parts = [marcxml_record(a_record(number=f"n{n}")) for n in range(4)]
    parts[1] = parts[1].replace("</subfield>", "</wrong>", 1)
    parts[2] = parts[2].replace("roman", "A & B &nbsp; &#0; \x01")
    pieces = pieces_of(tmp_path, f"<collection>{''.join(parts)}</collection>".encode())
    assert [type(piece) for piece in pieces] == [Taken, Rejected, Taken, Taken]
    assert pieces[1].reason is Reason.BAD_MARKUP and b"</wrong>" in pieces[1].raw
    assert pieces[2].record.first("245", "b").startswith("A & B \xa0 ")


def test_a_truncated_collection_keeps_what_is_whole(tmp_path: Path) -> None:
    content = f"<collection>{marcxml_record(a_record())}{marcxml_record(a_record())}".encode()[:-60]
    pieces = pieces_of(tmp_path, content)
    assert [type(piece) for piece in pieces] == [Taken, Rejected]
    assert pieces[1].reason is Reason.TRUNCATED


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><collection>&b;</collection>',
        b'<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><record/>',
        b"<collection>" + b"<a>" * 200_000,
        b"<html><body>no</body></html>",
        b"<collection></collection>",
        b"<",
    ],
)
def test_hostile_or_empty_xml_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError):
        pieces_of(tmp_path, content)


def test_a_field_of_ten_million_bytes_and_deep_nesting_are_rejected(tmp_path: Path) -> None:
    one = marcxml_record(a_record())
    huge = one.replace("roman", "x" * (10 << 20))
    deep = one.replace("roman", "<b>" * 5000 + "</b>" * 5000)
    pieces = pieces_of(tmp_path, f"<collection>{huge}{deep}{one}</collection>".encode())
    assert isinstance(pieces[-1], Taken)
    assert {piece.reason for piece in pieces[:-1]} == {Reason.TOO_LARGE, Reason.BAD_MARKUP}


def test_unimarc_in_xml_is_recognised_and_converted(tmp_path: Path) -> None:
    reader = read(a_file(tmp_path, b"".join(marcxml([a_unimarc_record()]))))
    assert reader.format == "unimarcxml"
    (piece,) = reader
    assert piece.record.first("245", "a") == "Оқ кема"
