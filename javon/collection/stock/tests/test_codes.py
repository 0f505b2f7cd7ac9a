"""Barcodes of copies, and what else a scanner may say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.stock.codes import LAST_SEQUENCE, Scanned, barcode_of, parse_code, sequence_of


@given(st.integers(1, LAST_SEQUENCE))
def test_a_barcode_leads_back_to_its_number(sequence):
    barcode = barcode_of(sequence)
    assert len(barcode) == 8 and barcode.isdigit()
    assert sequence_of(barcode) == sequence
    assert parse_code(barcode).kind is Scanned.COPY


@given(st.integers(1, LAST_SEQUENCE), st.data())
def test_a_slip_of_the_finger_is_never_another_copy(sequence, data):
    barcode = barcode_of(sequence)
    place = data.draw(st.integers(0, 7))
    wrong = barcode[:place] + data.draw(st.sampled_from("0123456789")) + barcode[place + 1 :]
    swapped = barcode[:place] + barcode[place : place + 2][::-1] + barcode[place + 2 :]
    for other in {wrong, swapped} - {barcode}:
        assert sequence_of(other) is None
        assert parse_code(other).kind is Scanned.MISTYPED


@pytest.mark.parametrize("sequence", [0, -1, LAST_SEQUENCE + 1])
def test_there_is_no_barcode_outside_the_sequence(sequence):
    with pytest.raises(ValueError, match="no barcode"):
        barcode_of(sequence)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("00001275", Scanned.COPY, "00001275"),
        (" 0000 1275\r\n", Scanned.COPY, "00001275"),
        ("]C000001275", Scanned.COPY, "00001275"),
        ("0000-1275", Scanned.COPY, "00001275"),
        ("00001279", Scanned.MISTYPED, "00001279"),
        ("00000000", Scanned.MISTYPED, "00000000"),
        ("978-9943-01-234-9", Scanned.ISBN, "9789943012349"),
        ("]E09789943012349", Scanned.ISBN, "9789943012349"),
        ("9789943012340", Scanned.OTHER, "9789943012340"),
        ("K000127", Scanned.READER, "K000127"),
        ("K-000127", Scanned.READER, "K000127"),
        ("k0001278", Scanned.READER, "K000127"),
        ("К000127", Scanned.READER, "K000127"),
        ("л000127", Scanned.READER, "K000127"),
        ("A-4218/2", Scanned.OTHER, "A-4218/2"),
        ("4218", Scanned.OTHER, "4218"),
        ("", Scanned.NOTHING, ""),
        (" \t—", Scanned.NOTHING, ""),
        ("]C0", Scanned.NOTHING, ""),
        ("٠٠٠٠١٢٧٣", Scanned.OTHER, "٠٠٠٠١٢٧٣"),
    ],
)
def test_what_a_code_is(typed, kind, value):
    code = parse_code(typed)
    assert (code.kind, code.value) == (kind, value)


@given(st.text(max_size=200))
def test_anything_may_be_scanned(typed):
    code = parse_code(typed)
    assert len(code.text) <= 40 and len(code.value) <= 40


def test_control_characters_of_a_terminal_are_no_part_of_a_code():
    assert parse_code("\x00\x1b00001275\r").kind is Scanned.COPY
    assert parse_code("\x00\x1b").kind is Scanned.NOTHING
