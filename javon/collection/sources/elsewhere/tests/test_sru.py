"""SRU: the question in CQL, answers and diagnostics, redirections and other traps."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.sources import write
from javon.collection.sources.elsewhere import (
    Address,
    By,
    Limits,
    Protocol,
    Question,
    Term,
    Trouble,
    Unanswered,
    ask,
    cql,
    sru,
)
from javon.collection.sources.elsewhere.tests.servers import answering, http_answer, played
from javon.collection.sources.elsewhere.tests.test_z3950 import BOOK, KUNLAR, RUSMARC
from javon.core.testing import shared_data

ELSEWHERE = Address(Protocol.SRU, "http://127.0.0.1/", syntax="marcxml")


def at(port: int, path: str = "/sru") -> Address:
    return Address(Protocol.SRU, f"http://127.0.0.1:{port}{path}", syntax="marcxml")


def response(*records: str, hits: int | str | None = None, packing: str = "xml", more: str = "") -> bytes:
    inside = "".join(
        f"<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>{packing}</zs:recordPacking>"
        f"<zs:recordData>{record}</zs:recordData></zs:record>"
        for record in records
    )
    count = len(records) if hits is None else hits
    return (
        '<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/">'
        f"<zs:version>1.1</zs:version><zs:numberOfRecords>{count}</zs:numberOfRecords>"
        f"<zs:records>{inside}</zs:records>{more}</zs:searchRetrieveResponse>"
    ).encode()


XML = write.marcxml_record(BOOK, namespace=True)


def escaped(xml: str) -> str:
    return xml.replace("&", "&amp;").replace("<", "&lt;")


def test_the_question_is_written_in_cql_with_quotes() -> None:
    assert cql.written(ELSEWHERE, KUNLAR) == 'dc.title all "Oʻtkan kunlar" and dc.creator="Qodiriy"'
    own = Address(Protocol.SRU, "http://x/", indexes={By.ANY: "pica.all"})
    either = Question((Term(By.ANY, 'a" or x=*'), Term(By.ISBN, "978")), any_of=True)
    assert cql.written(own, either) == r'pica.all all "a\" or x=\*" or bath.isbn="978"'


@given(st.text('ab "\\*?^=()/oʻд', min_size=1, max_size=40))
def test_nothing_typed_gets_out_of_its_quotes(text: str) -> None:
    if not text.strip():
        return
    said = cql.quoted(text)
    inside = said[1:-1]
    at_ = 0
    while at_ < len(inside):
        if inside[at_] == "\\":
            at_ += 2
            continue
        assert inside[at_] not in '"*?^'
        at_ += 1
    assert at_ == len(inside)


def test_the_request_keeps_what_stands_in_the_base_address() -> None:
    own = Address(Protocol.SRU, "http://x.example/sru?db=a%20b", syntax="marcxml")
    asked = parse_qs(urlsplit(sru.request_address(own, KUNLAR, 7)).query)
    assert asked["db"] == ["a b"] and asked["maximumRecords"] == ["7"]
    assert asked["operation"] == ["searchRetrieve"] and asked["query"] == [cql.written(own, KUNLAR)]


@pytest.mark.parametrize(
    "body",
    [
        response(XML, hits=25),
        response(escaped(XML), hits=25, packing="string"),
        response(XML, hits=25).replace(b"zs:", b"").replace(b"xmlns:zs", b"xmlns"),
    ],
)
def test_records_are_read_however_they_are_packed(body: bytes) -> None:
    with played(answering(http_answer(body))) as port:
        answer = ask(at(port), KUNLAR)
    assert answer.hits == 25
    assert [record.first("245", "a") for record in answer.records] == ["Oʻtkan kunlar"]


def test_unimarc_in_xml_becomes_marc_21() -> None:
    answer = sru.understood(response(write.marcxml_record(RUSMARC, namespace=True)), ELSEWHERE, 10)
    assert answer.records[0].first("245", "a") == "Минувшие дни"


DIAGNOSTIC = (
    '<d:diagnostic xmlns:d="http://www.loc.gov/zing/srw/diagnostic/">'
    "<d:uri>info:srw/diagnostic/1/{}</d:uri><d:details>dc.title</d:details><d:message>{}</d:message></d:diagnostic>"
)


@pytest.mark.parametrize(
    "number, code",
    [
        (2, Trouble.BUSY),
        (3, Trouble.NOT_LET_IN),
        (10, Trouble.QUESTION_NOT_SUPPORTED),
        (16, Trouble.QUESTION_NOT_SUPPORTED),
        (61, Trouble.OUT_OF_RANGE),
        (66, Trouble.SYNTAX_NOT_SUPPORTED),
        (1, Trouble.DIAGNOSTIC),
    ],
)
def test_a_diagnostic_of_sru_is_told_like_one_of_z3950(number: int, code: Trouble) -> None:
    more = f"<zs:diagnostics>{DIAGNOSTIC.format(number, 'no')}</zs:diagnostics>"
    with pytest.raises(Unanswered) as trouble:
        sru.understood(response(hits=0, more=more), ELSEWHERE, 10)
    assert trouble.value.code is code
    assert trouble.value.details == {"number": number, "told": "no: dc.title"}


def test_a_record_that_is_a_diagnostic_does_not_spoil_the_others() -> None:
    answer = sru.understood(response(XML, DIAGNOSTIC.format(64, "no"), "<dc/>"), ELSEWHERE, 10)
    assert (len(answer.records), answer.unread[0]) == (1, "not_let_in")
    assert len(answer.unread) == 2


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
THEFT = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><searchRetrieveResponse>&a;</searchRetrieveResponse>'


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        THEFT,
        THEFT.decode().encode("utf-16"),
        b"",
        b"not XML",
        b"<html><body>Please sign in</body></html>",
        b"<a>" * 100_000,
        response(XML)[:200],
        b'<?xml version="1.0" encoding="x-nothing"?><a/>',
    ],
)
def test_what_is_no_sound_answer_is_refused(body: bytes) -> None:
    with pytest.raises(Unanswered) as trouble:
        sru.understood(body, ELSEWHERE, 10)
    assert trouble.value.code is Trouble.NOT_UNDERSTOOD


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=6))
def test_no_garbled_answer_escapes_as_anything_but_trouble(at_: int, junk: bytes) -> None:
    body = response(XML, escaped(XML), DIAGNOSTIC.format(1, "x"))
    at_ %= len(body)
    try:
        sru.understood(body[:at_] + junk + body[at_ + len(junk) :], ELSEWHERE, 10)
    except Unanswered as trouble:
        assert isinstance(trouble.code, Trouble)


@pytest.mark.parametrize("hits", ["-1", "9" * 5000, "many", "٣"])
def test_a_count_that_is_no_count_is_replaced_by_what_came(hits: str) -> None:
    assert sru.understood(response(XML, hits=hits), ELSEWHERE, 10).hits == 1


# --- HTTP


def trouble_at(*answers: bytes, times: int = 1) -> Unanswered:
    with played(answering(*answers), times=times) as port, pytest.raises(Unanswered) as caught:
        ask(at(port), KUNLAR, Limits(read=0.5, whole=0.6, message=1 << 16))
    return caught.value


@pytest.mark.parametrize(
    "status, code",
    [
        ("401 No", Trouble.NOT_LET_IN),
        ("404 Not Found", Trouble.NO_DATABASE),
        ("500 Oops", Trouble.DIAGNOSTIC),
        ("503 Later", Trouble.BUSY),
    ],
)
def test_a_status_of_http_is_told(status: str, code: Trouble) -> None:
    assert trouble_at(http_answer(b"x", status)).code is code


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:22/",
        "//other.example/",
        "http://a:b@127.0.0.1/",
        "http://127.0.0.1:0/",
        "javascript:1",
    ],
)
def test_a_redirection_to_elsewhere_is_not_followed(to: str) -> None:
    trouble = trouble_at(http_answer(b"", "302 Found", f"Location: {to}"))
    assert trouble.code is Trouble.MOVED
    assert trouble.details["to"] == to


def test_a_redirection_on_the_same_host_is_followed_but_not_for_ever() -> None:
    calls = iter([http_answer(b"", "301 Moved", "Location: /new?x=1"), http_answer(response(XML))])
    with played(lambda caller: (caller.recv(1 << 16), caller.sendall(next(calls)))[1], times=2) as port:
        assert len(ask(at(port), KUNLAR).records) == 1
    assert trouble_at(http_answer(b"", "301 Moved", "Location: /sru"), times=9).code is Trouble.MOVED


@pytest.mark.parametrize(
    "answer, code",
    [
        (http_answer(b"x" * (1 << 17)), Trouble.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nx", Trouble.TIMED_OUT),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", Trouble.NOT_UNDERSTOOD),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 300 + b"\r\n", Trouble.NOT_UNDERSTOOD),
        (b"\xb5\x02\x05\x00\r\n\r\n", Trouble.NOT_UNDERSTOOD),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", Trouble.TIMED_OUT),
    ],
)
def test_a_hostile_web_server_gets_a_clear_end(answer: bytes, code: Trouble) -> None:
    assert trouble_at(answer).code is code


def test_a_web_server_that_sends_a_byte_now_and_then_is_given_up() -> None:
    def dripping(caller) -> None:
        caller.recv(1 << 16)
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 200:
            caller.sendall(bytes((byte,)))
            time.sleep(0.05)

    with played(dripping) as port, pytest.raises(Unanswered) as caught:
        ask(at(port), KUNLAR, Limits(read=0.5, whole=0.6))
    assert caught.value.code is Trouble.TIMED_OUT


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "gopher://x/",
        "http://",
        "http://u:p@x/",
        "http://x:0/",
        "http://x:99999/",
        "http://x/ y",
    ],
)
def test_an_address_that_is_no_web_address_is_not_called(address: str) -> None:
    with pytest.raises(Unanswered) as trouble:
        ask(Address(Protocol.SRU, address), KUNLAR)
    assert trouble.value.code is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    "name, hits",
    [
        ("sru-loc.xml", 2525),
        ("sru-loc2.xml", None),
        ("sru-alma.xml", 3),
        ("sru-kth.xml", None),
        ("sru-zdb.xml", None),
        ("sru-bibsys.xml", None),
    ],
)
def test_real_answers_of_libraries_are_read_whole(name: str, hits: int | None) -> None:
    raw = shared_data(f"protocols/sru/php-marc/{name}").read_bytes()
    answer = sru.understood(raw, ELSEWHERE, 100)
    assert answer.records and answer.unread == []
    assert all(record.first("245", "a") for record in answer.records)
    assert hits is None or answer.hits == hits
