"""What stands behind a scanned code: a copy with its loan, a reader's card, a title's copies, words, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from javon.collection.stock.codes import Code, Scanned, parse_code
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.core import clock
from javon.core.database.prepared import Prepared, a_key
from javon.service.lending.models import Deed, Loan
from javon.service.lending.rules.scanning import ScanFacts, What
from javon.service.readers.models import Card, Reader
from javon.service.readers.queries import CardAnswer, reader_of_card

MOST_CHOICES: Final = 12
# A code of the reading room: a computer P…, a seat J…; the same keys with a Cyrillic layout on.
_SEAT: Final = re.compile(r"[PpПпЗзJjОоЖж]-?\d{1,4}")


@dataclass(frozen=True, slots=True)
class Found:
    """One code and what it names. `copy` alone is set for What.COPY, `copies` for What.COPIES."""

    code: Code
    what: What
    card: Card | None = None  # the one that was shown
    reader: Reader | None = None
    copy: Copy | None = None
    copies: tuple[Copy, ...] = ()
    loan: Loan | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def found_behind(centre_id: UUID, typed: str, *, copy_id: UUID | None = None) -> Found:
    """What `typed` names; `copy_id` is the copy that a person chose of several."""
    code = parse_code(typed)
    if copy_id is not None:
        chosen = _copies(centre_id).filter(pk=copy_id).first()
        return _of_copy(code, chosen) if chosen is not None else Found(code, What.UNKNOWN)
    if code.kind is Scanned.NOTHING:
        return Found(code, What.NOTHING)
    if code.kind is Scanned.READER:
        answer = card_of(centre_id, code.value)
        if answer is None:
            return Found(code, What.UNKNOWN)
        return Found(code, What.READER, card=answer.card, reader=answer.reader)
    (named,) = scanned.answers(centre_id, [typed])
    if len(named.copies) == 1:
        return _of_copy(code, named.copies[0])
    if named.copies:
        return Found(code, What.COPIES, copies=named.copies[:MOST_CHOICES])
    if code.kind is Scanned.ISBN:
        return _of_title(centre_id, code)
    if _SEAT.fullmatch(code.text):
        return Found(code, What.SEAT)
    return Found(code, What.UNKNOWN if _looks_like_a_code(code.text) else What.WORDS)


def card_of(centre_id: UUID, value: str) -> CardAnswer | None:
    """The reader behind "K000127", whichever card of theirs it is; None when there is no such card."""
    digits = value[1:]
    return reader_of_card(centre_id, int(digits)) if digits.isdecimal() else None


def _looks_like_a_code(text: str) -> bool:
    return sum(character.isdecimal() for character in text) * 2 > len(text)


def _copies(centre_id: UUID) -> QuerySet[Copy]:
    rows = Copy.objects.filter(centre_id=centre_id)
    return rows.select_related("title", "service_point", "centre")


def _of_title(centre_id: UUID, code: Code) -> Found:
    """An ISBN was scanned instead of the label: one copy is that copy, several are to be chosen from."""
    gone = (Copy.State.WRITTEN_OFF,)
    copies = tuple(_copies(centre_id).filter(title__isbn=code.value).exclude(state__in=gone)[:MOST_CHOICES])
    if len(copies) == 1:
        return _of_copy(code, copies[0])
    return Found(code, What.COPIES if copies else What.UNKNOWN, copies=copies)


_open_loan = Prepared[Loan](
    lambda: Loan.objects.filter(copy_id=a_key("copy"), state=Loan.State.OPEN).select_related("reader")[:1]
)
_last_deed = Prepared[datetime](
    lambda: (
        Deed.objects.filter(loan__copy_id=a_key("copy"), undone_at=None)
        .order_by("-pk")
        .values_list("at", flat=True)[:1]
    )
)


def _of_copy(code: Code, copy: Copy) -> Found:
    loan = _open_loan.first(copy=copy.pk)
    return Found(code, What.COPY, copy=copy, loan=loan, reader=loan.reader if loan is not None else None)


def facts_of_scan(found: Found, *, reader: Reader | None, returns_only: bool, answer: str) -> ScanFacts:
    """What ``rules.scanning`` asks; `reader` is the one who is open."""
    return ScanFacts(
        what=found.what,
        state=found.copy.state if found.copy is not None else "on_shelf",
        has_loan=found.loan is not None,
        is_own=found.loan is not None and reader is not None and found.loan.reader_id == reader.pk,
        reader_is_open=reader is not None,
        returns_only=returns_only,
        answer=answer,
        seconds_since=_seconds_since_last_deed(found.copy) if found.copy is not None else None,
    )


def _seconds_since_last_deed(copy: Copy) -> float | None:
    last = _last_deed.first(copy=copy.pk)
    return abs((clock.now() - last).total_seconds()) if last is not None else None
