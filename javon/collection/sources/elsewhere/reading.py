"""Records as they were sent over the wire, read by the readers of files and brought to MARC 21."""

from __future__ import annotations

import io

from javon.collection.sources import dialect, iso2709, marcxml
from javon.collection.sources.charsets import LEGACY, Profile, canonical
from javon.collection.sources.elsewhere.address import Address
from javon.collection.sources.elsewhere.answers import Answer
from javon.collection.sources.elsewhere.trouble import Trouble
from javon.collection.sources.elsewhere.z3950_messages import Sent
from javon.collection.sources.outcome import Rejected, SourceError, Taken
from javon.collection.sources.record import Record
from javon.collection.sources.unimarc import to_marc21

_RUSSIAN = ("cp1251", "cp866", "koi8-r", "cp1252", "iso-5426")


def take(answer: Answer, one: Sent, address: Address) -> None:
    """Read a record into `answer`, or note there why it could not be read."""
    if one.trouble is not None:
        answer.unread.append(one.trouble.code.value)
        return
    found = read_one(one.raw, address.encoding, unimarc=one.syntax in ("unimarc", "rusmarc"))
    if isinstance(found, Record):
        answer.records.append(found)
    else:
        answer.unread.append(found)


def read_one(raw: bytes, encoding: str = "auto", *, unimarc: bool = False) -> Record | str:
    """The record that `raw` is, in MARC 21; or the code of why there is none.

    `unimarc` is what the server claims; the record itself is believed first. SUTRS and other texts for people are no
    records: ``syntax_not_supported``.
    """
    start = raw.lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"<"):
        return _from_xml(start)
    if not iso2709.LEADER.match(start):
        return Trouble.SYNTAX_NOT_SUPPORTED.value
    weight = dialect.weigh_bytes(start)
    is_foreign = weight < 0 or (weight == 0 and unimarc)
    candidates = _RUSSIAN if is_foreign else LEGACY
    letters = iso2709.Letters(canonical(encoding) or "auto", "utf-8", candidates, not is_foreign)
    letters.fallback = Profile(start, candidates, "" if is_foreign else "marc-8").fallback
    return _first(list(iso2709.records(io.BytesIO(start), letters)))


def _from_xml(raw: bytes) -> Record | str:
    is_foreign = dialect.weigh_xml(raw) < 0
    try:
        found = list(marcxml.records(io.BytesIO(raw), "utf-8", unimarc=is_foreign))
    except SourceError as fault:
        return fault.code.value
    return _first(found)


def _first(pieces: list[Taken | Rejected]) -> Record | str:
    """The first piece, a record of it in MARC 21."""
    if not pieces:
        return Trouble.NOT_UNDERSTOOD.value
    piece = pieces[0]
    if isinstance(piece, Rejected):
        return piece.reason.value
    record = piece.record
    if dialect.weigh_record(record) < 0:
        record = to_marc21(record, irbis=dialect.is_irbis(record))
    return record
