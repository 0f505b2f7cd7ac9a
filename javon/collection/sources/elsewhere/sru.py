"""One question to an SRU server (versions 1.1 and 1.2): searchRetrieve, its records and its diagnostics.

Invariant: the answer is XML without a document type; nothing in it is fetched, expanded or nested beyond reason.
"""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import urlencode

from lxml import etree

from javon.collection.sources.elsewhere import cql, http, reading
from javon.collection.sources.elsewhere.address import Address
from javon.collection.sources.elsewhere.answers import Answer
from javon.collection.sources.elsewhere.limits import Deadline, Limits
from javon.collection.sources.elsewhere.question import Question
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered, diagnosed


def search(address: Address, question: Question, limits: Limits | None = None) -> Answer:
    """The first records that answer `question`; raises :class:`Unanswered`."""
    limits = limits or Limits()
    headers = {"Accept": "application/xml, text/xml"}
    if address.user:
        pair = f"{address.user}:{address.password}".encode()
        headers["Authorization"] = f"Basic {b64encode(pair).decode()}"
    raw = http.get(request_address(address, question, limits.records), Deadline(limits), headers)
    return understood(raw, address, limits.records)


def request_address(address: Address, question: Question, most: int) -> str:
    """The whole address of the request. What stands in the base address already (a database) is kept."""
    asked = {
        "operation": "searchRetrieve",
        "version": address.version,
        "query": cql.written(address, question),
        "startRecord": "1",
        "maximumRecords": str(most),
        "recordPacking": "xml",
        "recordSchema": address.syntax,
    }
    base = address.host.partition("#")[0]
    joint = "" if base.endswith(("?", "&")) else "&" if "?" in base else "?"
    return f"{base}{joint}{urlencode(asked)}"


def understood(raw: bytes, address: Address, most: int) -> Answer:
    """The answer that these bytes are; raises :class:`Unanswered`."""
    root = _root(raw)
    name = etree.QName(root).localname
    if name != "searchRetrieveResponse":
        _raise_diagnostics(root)
        raise Unanswered(Trouble.NOT_UNDERSTOOD, problem=name[:40])
    envelope = etree.QName(root).namespace or ""
    counted = _child_text(root, "numberOfRecords", envelope)
    records = [found for part in _children(root, "records", envelope) for found in part]
    if not records:
        _raise_diagnostics(root)
    # int() takes more digits than there are books; ten are enough for all of them.
    answer = Answer(
        int(counted) if counted.isascii() and counted.isdigit() and len(counted) < 11 else len(records)
    )
    for record in records[:most]:
        for data in _children(record, "recordData", envelope):
            _take(answer, data, address)
    return answer


def _root(raw: bytes) -> etree._Element:
    # UTF-16 could hide a document type from the look for it; no server answers in it.
    if b"\0" in raw or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Unanswered(Trouble.NOT_UNDERSTOOD, problem="XML with definitions of its own")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise Unanswered(Trouble.NOT_UNDERSTOOD, problem="no XML") from problem


def _take(answer: Answer, data: etree._Element, address: Address) -> None:
    """The record inside, as XML or (packing "string") as text that is XML."""
    inside = list(data)
    if inside and etree.QName(inside[0]).localname == "diagnostic":
        answer.unread.append(_diagnostic(inside[0]).code.value)
        return
    if inside:
        raw = etree.tostring(inside[0], encoding="utf-8", with_tail=False)
    else:
        raw = (data.text or "").strip().encode()
    found = reading.read_one(raw, address.encoding)
    if isinstance(found, str):
        answer.unread.append(found)
    else:
        answer.records.append(found)


def _raise_diagnostics(root: etree._Element) -> None:
    for element in root.iter():
        if etree.QName(element).localname == "diagnostic":
            raise _diagnostic(element)


def _diagnostic(element: etree._Element) -> Unanswered:
    """``info:srw/diagnostic/1/10``: the number stands at the end."""
    told = {etree.QName(child).localname: (child.text or "").strip() for child in element}
    number = told.get("uri", "").rpartition("/")[2]
    words = ": ".join(filter(None, (told.get("message", ""), told.get("details", ""))))
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return diagnosed(int(number) if is_number else 0, words, sru=True)


def _children(parent: etree._Element, name: str, namespace: str) -> list[etree._Element]:
    found = []
    for child in parent:
        tag = etree.QName(child)
        if tag.localname == name and (tag.namespace or "") == namespace:
            found.append(child)
    return found


def _child_text(parent: etree._Element, name: str, namespace: str) -> str:
    return next(((child.text or "").strip() for child in _children(parent, name, namespace)), "")
