"""The codec: what is written is read again; garbage ends in words, soon and without filling the memory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.sources.elsewhere import ber
from javon.collection.sources.elsewhere.ber import Element, Framer
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered

LIMIT = 1 << 16
tags = st.tuples(st.integers(0, 3), st.integers(0, 1 << 14)).filter(lambda tag: tag != (0, 0))
elements = st.recursive(
    st.builds(lambda tag, raw: Element(*tag, raw), tags, st.binary(max_size=200)),
    lambda inner: st.builds(
        lambda tag, inside: Element(*tag, tuple(inside)), tags, st.lists(inner, min_size=1, max_size=4)
    ),
    max_leaves=20,
)


def framed(raw: bytes, size: int) -> bytes | None:
    framer = Framer(LIMIT)
    message = None
    for at in range(0, len(raw), size):
        message = framer.fed(raw[at : at + size])
    return message


@given(elements)
def test_what_was_written_is_read_again(element: Element) -> None:
    assert ber.decoded(ber.encoded(element)) == element


def marked(element: Element) -> bytes:
    """The same with every end marked instead of a length."""
    if isinstance(element.content, bytes):
        return ber.encoded(element)
    head = ber.encoded(Element(element.tag_class, element.number, ()))[:-1]
    return head + b"\x80" + b"".join(map(marked, element.content)) + b"\0\0"


@given(elements, st.integers(1, 50))
def test_a_message_is_cut_out_of_the_stream_whole_however_it_arrives(element: Element, size: int) -> None:
    for raw in (ber.encoded(element), marked(element)):
        assert framed(raw, size) == raw
        assert ber.decoded(raw) == element


@given(elements, st.data())
def test_a_message_cut_short_is_waited_for_and_never_understood(
    element: Element, data: st.DataObject
) -> None:
    raw = ber.encoded(element)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    assert not cut or Framer(LIMIT).fed(cut) is None
    with pytest.raises(Unanswered) as trouble:
        ber.decoded(cut)
    assert trouble.value.code is Trouble.NOT_UNDERSTOOD


@settings(max_examples=400)
@given(
    st.one_of(
        st.binary(max_size=400), st.lists(st.sampled_from([0x30, 0x80, 0, 0xBF, 0xFF, 5, 0x84])).map(bytes)
    )
)
def test_garbage_is_an_element_or_a_clear_refusal(raw: bytes) -> None:
    for read in (ber.decoded, lambda raw: framed(raw, 7), Framer(100).fed):
        try:
            read(raw)
        except Unanswered as trouble:
            assert trouble.code in (Trouble.NOT_UNDERSTOOD, Trouble.TOO_LARGE)


@pytest.mark.parametrize(
    "raw, problem",
    [
        (b"\x30\x80" * 5000, "nested too deeply"),
        (b"\x30\x84\x00\x00\xff\xff" + b"\x05\x00" * 32767 + b"\x00", "too many elements"),
        (b"\x04\x89" + b"\xff" * 9, "no such length"),
        (b"\x1f" + b"\xff" * 12 + b"\x01\x00", "no such tag"),
        (b"\x30\x02\x04\x05", "longer than what it stands in"),
        (b"\x04\x80\x00\x00", "a value without a length"),
        (b"\x05\x00\x05\x00", "bytes after the end"),
        (b"", "cut short"),
    ],
)
def test_bombs_are_refused_by_name(raw: bytes, problem: str) -> None:
    with pytest.raises(Unanswered) as trouble:
        ber.decoded(raw)
    assert trouble.value.details["problem"] == problem


@pytest.mark.parametrize(
    "raw", [b"\xb5\x84\x7f\xff\xff\xff", b"\xb5\x80" + b"\x04\x82\xff\xff", b"\xb5\x88" + b"\xff" * 8]
)
def test_a_promise_of_more_than_the_limit_is_refused_before_it_is_kept(raw: bytes) -> None:
    with pytest.raises(Unanswered) as trouble:
        Framer(1000).fed(raw)
    assert trouble.value.code is Trouble.TOO_LARGE


@given(st.integers(-(2**63), 2**63 - 1))
def test_numbers_come_back(number: int) -> None:
    assert ber.number_of(Element(2, 1, ber.number_bytes(number))) == number


@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 1 << 30), max_size=8))
def test_object_identifiers_come_back(first: int, second: int, rest: list[int]) -> None:
    dotted = ".".join(map(str, (first, second, *rest)))
    assert ber.oid_of(Element(0, 6, ber.oid_bytes(dotted))) == dotted


def test_a_string_written_in_pieces_is_one_string() -> None:
    pieces = Element(2, 1, (Element(0, 4, b"MARC"), Element(0, 4, (Element(0, 4, b"21"),))))
    assert ber.octets_of(ber.decoded(marked(pieces))) == b"MARC21"


@pytest.mark.parametrize("raw", [b"", b"\x80", b"\xff" * 65])
def test_a_broken_object_identifier_is_none(raw: bytes) -> None:
    assert ber.oid_of(Element(0, 6, raw)) == ""
