from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.collection.sources import Note, Reason, Record, Rejected, SourceError, Taken, TooLong, read
from javon.collection.sources.record import Field
from javon.collection.sources.tests.characters import a_file, a_record, many_records, records
from javon.collection.sources.write import iso2709


def pieces_of(folder: Path, content: bytes, **options: str) -> list[Taken | Rejected]:
    return list(read(a_file(folder, content), **options))


def taken_from(folder: Path, content: bytes, **options: str) -> list[Record]:
    return [piece.record for piece in pieces_of(folder, content, **options) if isinstance(piece, Taken)]


@given(records())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_as_iso_2709_reads_back_the_same(tmp_path: Path, record: Record) -> None:
    (back,) = taken_from(tmp_path, iso2709(record), format="marc21")
    assert back.fields == record.fields
    assert back.digest() == Record(f"{record.leader:<24.24}", record.fields).digest()


def test_records_on_lines_of_their_own_are_all_taken(tmp_path: Path) -> None:
    content = b"\r\n".join(many_records(5)) + b"\n\x1a"
    pieces = pieces_of(tmp_path, content)
    assert len(pieces) == 5 and all(isinstance(piece, Taken) and not piece.notes for piece in pieces)


@pytest.mark.parametrize("length", [b"00010", b"99999", b"00000", b"abcde"])
def test_a_wrong_record_length_is_repaired_and_told(tmp_path: Path, length: bytes) -> None:
    first, second, third = many_records(3)
    pieces = pieces_of(tmp_path, first + length + second[5:] + third)
    assert [piece.ordinal for piece in pieces] == [1, 2, 3]
    assert all(isinstance(piece, Taken) for piece in pieces)
    assert pieces[1].notes == (Note.LENGTH,) or Note.LEADER in pieces[1].notes


def test_a_wrong_base_address_is_repaired(tmp_path: Path) -> None:
    first, second = many_records(2)
    pieces = pieces_of(tmp_path, first + second[:12] + b"00077" + second[17:])
    assert pieces[1].record.fields == taken_from(tmp_path, second)[0].fields
    assert Note.BASE_ADDRESS in pieces[1].notes


def test_directory_entries_out_of_order_are_followed(tmp_path: Path) -> None:
    raw = iso2709(a_record())
    base = int(raw[12:17])
    entries = [raw[at : at + 12] for at in range(24, base - 1, 12)]
    mixed = raw[:24] + b"".join(reversed(entries)) + raw[base - 1 :]
    (record,) = taken_from(tmp_path, mixed)
    assert record.first("245", "a") == "Oʻtkan kunlar"
    assert record.fields[0].tag == "952"


def test_a_directory_with_wrong_numbers_is_rebuilt_from_the_field_terminators(tmp_path: Path) -> None:
    raw = iso2709(a_record())
    broken = raw[:27] + b"000099999" + raw[36:]
    (piece,) = pieces_of(tmp_path, broken)
    assert piece.record.fields == a_record().fields and Note.DIRECTORY in piece.notes


def test_garbage_between_records_is_kept_apart_and_costs_no_record(tmp_path: Path) -> None:
    first, second = many_records(2)
    pieces = pieces_of(tmp_path, first + b"-- exported 12.03.2019 --" + second)
    assert [type(piece) for piece in pieces] == [Taken, Rejected, Taken]
    assert pieces[1].reason is Reason.NOT_A_RECORD and pieces[1].raw == b"-- exported 12.03.2019 --"


def test_a_truncated_end_is_rejected_with_its_bytes(tmp_path: Path) -> None:
    first, second = many_records(2)
    pieces = pieces_of(tmp_path, first + second[:-40])
    assert isinstance(pieces[1], Rejected) and pieces[1].reason is Reason.TRUNCATED
    assert pieces[1].raw == second[:-40] and pieces[1].position == len(first)


def test_a_record_without_its_terminator_does_not_take_the_next_one_along(tmp_path: Path) -> None:
    first, second, third = many_records(3)
    pieces = pieces_of(tmp_path, first[:-1] + second[:-1] + b"\n" + third)
    assert [piece.record.first("001") for piece in pieces] == ["n0", "n1", "n2"]


def test_a_record_beyond_99999_bytes_is_taken_though_it_cannot_be_written_again(tmp_path: Path) -> None:
    fields = [Field("500", " ", " ", [("a", f"{n:05d}" + "x" * 2000)]) for n in range(80)]
    body = b"".join(b"  \x1fa" + field.first("a").encode() + b"\x1e" for field in fields)
    directory = b"".join(b"500%04d%05d" % (2010, min(99999, n * 2010)) for n in range(80))
    raw = b"99999nam a22%05d i 4500" % (25 + len(directory)) + directory + b"\x1e" + body + b"\x1d"
    first, second = many_records(2)
    pieces = pieces_of(tmp_path, first + raw + second)
    assert [isinstance(piece, Taken) for piece in pieces] == [True, True, True]
    assert pieces[1].record.fields == fields
    with pytest.raises(TooLong):
        iso2709(pieces[1].record)


def test_a_file_that_never_ends_a_record_stays_within_bounds(tmp_path: Path) -> None:
    first, second = many_records(2)
    huge = b"99999nam a2200049 i 4500500999900000\x1e" + b"x" * (10 << 20) + b"\x1d"
    pieces = pieces_of(tmp_path, first + huge + second)
    assert b"".join(piece.raw for piece in pieces if isinstance(piece, Rejected)) == huge
    assert {piece.reason for piece in pieces if isinstance(piece, Rejected)} <= {
        Reason.TOO_LARGE,
        Reason.NOT_A_RECORD,
    }
    assert sum(isinstance(piece, Taken) for piece in pieces) == 2


def test_marc_8_is_read_by_what_the_bytes_are(tmp_path: Path) -> None:
    raw = iso2709(Record("00000nam  2200000 i 4500", [Field("245", "0", "0", [("a", "Genevie%ve \x1b(N")])]))
    raw = raw.replace(b"Genevie%ve \x1b(N", b"Genevi\xe1eve \x1b(NpVS\x1b(B"[:15]).replace(
        b"nam a", b"nam  ", 1
    )
    (piece,) = pieces_of(tmp_path, raw)
    assert "Geneviève" in piece.record.first("245", "a")


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r"])
def test_russian_code_pages_are_recognised_and_can_be_given(tmp_path: Path, encoding: str) -> None:
    titles = ["Война и мир", "Преступление и наказание", "Тихий Дон: роман в четырех книгах"]
    raw = b""
    for title in titles:
        old = iso2709(Record("00000nam  2200000 i 4500", [Field("245", "0", "0", [("a", "T" * len(title))])]))
        raw += old.replace(b"T" * len(title), title.encode(encoding)).replace(b"nam a", b"nam  ", 1)
    for options in ({}, {"encoding": encoding}):
        reader = read(a_file(tmp_path, raw), **options)
        assert [piece.record.first("245", "a") for piece in reader] == titles
        assert reader.encoding == encoding


def test_one_broken_byte_does_not_cost_the_record_and_its_bytes_are_kept(tmp_path: Path) -> None:
    raw = iso2709(a_record("Ўткан кунлар")).replace("кунлар".encode(), "кун".encode() + b"\xffxxxxx")
    (piece,) = pieces_of(tmp_path, raw)
    assert "\ufffd" in piece.record.first("245", "a")
    assert Note.REPLACED_BYTES in piece.notes and piece.raw == raw


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_any_damage_to_some_records_leaves_the_others_readable(tmp_path: Path, seed: int, hits: int) -> None:
    chance = random.Random(seed)
    whole = many_records(12)
    hurt = set(chance.sample(range(12), 3))
    parts = []
    for n, raw in enumerate(whole):
        changed = bytearray(raw)
        for _ in range(hits if n in hurt else 0):
            at = chance.randrange(len(changed))
            match chance.randrange(4):
                case 0:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randrange(1, 9)]
                case 2:
                    changed[at:at] = chance.randbytes(chance.randrange(1, 9))
                case _:
                    changed[at] = chance.choice(b"\x1d\x1e\x1f0129 ")
            changed = changed or bytearray(b"?")
        parts.append(bytes(changed))
    content = b"".join(parts)
    try:
        pieces = list(read(a_file(tmp_path, content), format="marc21"))
    except SourceError:
        pytest.fail("a file with sound records is readable")
    spans = [(piece.position, piece.position + piece.length) for piece in pieces]
    reached = 0
    for start, end in spans:
        assert start >= reached and not content[reached:start].strip(b" \t\r\n\x00\x1a\x1d\x1e\xef\xbb\xbf")
        reached = end
    assert not content[reached:].strip(b" \t\r\n\x00\x1a\x1d\x1e\xef\xbb\xbf")
    numbers = {piece.record.first("001") for piece in pieces if isinstance(piece, Taken)}
    # A record whose left neighbour lost its terminator may be unreadable with it; every other one is taken.
    for n in range(12):
        if n not in hurt and (n - 1) not in hurt:
            assert f"n{n}" in numbers


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"hello world", b"\x00" * 100, b"%PDF-1.4", b"<html><p>1</p></html>"]
)
def test_what_is_no_catalogue_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError):
        list(read(a_file(tmp_path, content)))


def test_a_missing_file_an_unknown_encoding_and_a_wrong_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="unreadable"):
        read(tmp_path / "absent.mrc")
    path = a_file(tmp_path, many_records(1)[0])
    with pytest.raises(SourceError, match="unknown_encoding"):
        read(path, encoding="klingon")
    with pytest.raises(SourceError, match="wrong_format"):
        read(path, format="marcxml")


def test_the_reader_tells_how_far_it_is(tmp_path: Path) -> None:
    content = b"".join(many_records(30))
    reader = read(a_file(tmp_path, content))
    seen = [reader.position for _piece in reader]
    assert seen == sorted(seen) and reader.position == reader.size == len(content)


@pytest.mark.parametrize("text", ['"qoʻshtirnoq"', "teskari \\ chiziq", "tab\there", "oddiy matn"])
def test_the_json_known_from_reading_is_what_an_encoder_writes(tmp_path: Path, text: str) -> None:
    record = Record(
        fields=[Field("001", value=text), Field("245", "1", "0", [("a", text), ("", ""), ("c", "x")])]
    )
    (back,) = taken_from(tmp_path, iso2709(record))
    assert back.to_json() == Record(back.leader, back.fields).to_json()
