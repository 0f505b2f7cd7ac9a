"""A scan is the confirmation: one deed from the code to what follows of it, claimed as a whole.

The same scan sent twice (a line that broke, a queue that sends again) gets its first answer, although by then the copy
stands elsewhere and the same code would mean something else. ux.md 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.core import audit
from javon.core.access import Actor, require, require_own
from javon.core.database import action
from javon.core.verdict import Refusal, Refused, Verdict, Weight
from javon.service.lending import rights
from javon.service.lending.actions.desk import How, lending, renewing, taking_back
from javon.service.lending.answers import Answer
from javon.service.lending.models import Channel, Loan
from javon.service.lending.queries.scanning import Found, card_of, facts_of_scan, found_behind
from javon.service.lending.rules.scanning import Step, step_of
from javon.service.readers.models import Card, Reader


@dataclass(frozen=True, slots=True)
class Stopped:
    """A copy that was not lent, with every objection: codes and figures, as they travel in JSON."""

    code: str
    title: str
    refusals: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, found: Found, verdict: Verdict) -> Self:
        title = found.copy.title.title if found.copy is not None else ""
        return cls(found.code.text, title, tuple(_kept(one) for one in verdict.refusals))

    @property
    def verdict(self) -> Verdict:
        return Verdict(
            tuple(
                Refusal(one["code"], Weight(one["weight"]), one["details"], one["override_right"])
                for one in self.refusals
            )
        )


def _kept(refusal: Refusal) -> dict[str, Any]:
    details = {
        name: str(value) if isinstance(value, date) else value for name, value in refusal.details.items()
    }
    return {
        "code": refusal.code,
        "weight": int(refusal.weight),
        "details": details,
        "override_right": refusal.override_right,
    }


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of a scan: the step that was taken, what was done (the latest last), what was stopped."""

    step: str
    done: tuple[Answer, ...] = ()
    stopped: tuple[Stopped, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "done": [one.to_json() for one in self.done],
            "stopped": [
                {"code": one.code, "title": one.title, "refusals": list(one.refusals)} for one in self.stopped
            ],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(
            kept["step"],
            tuple(Answer.from_json(one) for one in kept["done"]),
            tuple(Stopped(one["code"], one["title"], tuple(one["refusals"])) for one in kept["stopped"]),
        )


@dataclass(frozen=True, slots=True)
class Scan:
    """What a person scanned, and what stood on the desk at that moment."""

    typed: str
    card: str = ""  # of the reader who is open, "K000127"
    waiting: tuple[str, ...] = ()  # codes of copies that wait for a card
    returns_only: bool = False
    answer: str = ""  # "renew", "return"
    copy_id: UUID | None = None  # chosen of several
    override_reason: str = ""


@action(keep=Scanned.to_json, restore=Scanned.from_json)
def scan(
    *,
    by: Actor,
    centre: Centre,
    scan: Scan,
    point: ServicePoint | None = None,
    happened_on: date | None = None,
    channel: str = Channel.DESK,
    request_id: UUID | None = None,
) -> Scanned:
    """Do what the scan means and say what it was. Raises Refused when nothing could be done.

    With copies waiting, a reader's card lends them all; what may not be lent comes back with its objections and the
    rest is lent. Steps that only ask change nothing.
    """
    require(by, rights.LEND)
    how = How(point, happened_on, channel, scan.override_reason, request_id)
    found = found_behind(centre.pk, scan.typed, copy_id=scan.copy_id)
    reader, card = open_reader(centre.pk, scan.card)
    step = step_of(facts_of_scan(found, reader=reader, returns_only=scan.returns_only, answer=scan.answer))
    if step is Step.OPEN_READER and scan.waiting:
        assert found.reader is not None
        return _lend_waiting(by, centre, scan.waiting, found.reader, found.card, how)
    if step is Step.PASS_ON:
        assert found.copy is not None and reader is not None
        return _pass_on(by, found, reader, card, how)
    return Scanned(step.value, _done(by, step, found, reader, card, how))


def open_reader(centre_id: UUID, card: str) -> tuple[Reader | None, Card | None]:
    """The reader who is open on the desk, and the card by which they were opened."""
    answer = card_of(centre_id, card) if card else None
    return (answer.reader, answer.card) if answer is not None else (None, None)


def _done(
    by: Actor, step: Step, found: Found, reader: Reader | None, card: Card | None, how: How
) -> tuple[Answer, ...]:
    if found.copy is None:
        return ()
    if step is Step.LEND and reader is not None:
        return (lending(by, found.copy, reader, card, how),)
    if step is Step.TAKE_BACK:
        return (taking_back(by, found.copy, how),)
    if step is Step.RENEW and found.loan is not None:
        return (renewing(by, found.loan, how),)
    return ()


def _pass_on(by: Actor, found: Found, reader: Reader, card: Card | None, how: How) -> Scanned:
    """First back, then out: two deeds of one request, undone together. The copy is here whatever the rules say of the
    next reader, so a refused loan leaves the return standing.
    """
    assert found.copy is not None
    returned = taking_back(by, found.copy, how)
    try:
        return Scanned(Step.PASS_ON.value, (returned, lending(by, found.copy, reader, card, how)))
    except Refused as refused:
        return Scanned(Step.PASS_ON.value, (returned,), (Stopped.of(found, refused.verdict),))


def _lend_waiting(
    by: Actor, centre: Centre, codes: Sequence[str], reader: Reader, card: Card | None, how: How
) -> Scanned:
    done: list[Answer] = []
    stopped: list[Stopped] = []
    for code in dict.fromkeys(codes):
        found = found_behind(centre.pk, code)
        if found.copy is None or found.loan is not None:
            continue  # lent meanwhile, at another desk
        try:
            done.append(lending(by, found.copy, reader, card, how))
        except Refused as refused:
            stopped.append(Stopped.of(found, refused.verdict))
    return Scanned(
        Step.LEND.value if done or stopped else Step.OPEN_READER.value, tuple(done), tuple(stopped)
    )


@dataclass(frozen=True, slots=True)
class Renewed:
    """What came of renewing all that a reader has: each loan with its new date or its objections."""

    done: tuple[Answer, ...] = ()
    stopped: tuple[Stopped, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return Scanned("renew", self.done, self.stopped).to_json()

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        again = Scanned.from_json(kept)
        return cls(again.done, again.stopped)


@action(keep=Renewed.to_json, restore=Renewed.from_json)
def renew_all(
    *,
    by: Actor,
    reader: Reader,
    channel: str = Channel.DESK,
    override_reason: str = "",
    request_id: UUID | None = None,
) -> Renewed:
    """Renew every open loan of `reader`, each by itself. A reader on their own pages renews their own."""
    if by.reader_id is None:
        require(by, rights.LEND)
    else:
        require_own(by, reader.pk)
    how = How(None, None, channel, override_reason, request_id)
    answer = Renewed()
    loans = Loan.objects.filter(reader=reader, state=Loan.State.OPEN).select_related("copy__title")
    for loan in loans.order_by("due_on", "pk"):
        try:
            renewed = renewing(by, loan, how)
            answer = replace(answer, done=(*answer.done, renewed))
        except Refused as refused:
            kept = tuple(_kept(one) for one in refused.verdict.refusals)
            stopped = Stopped(loan.copy.code, loan.copy.title.title, kept)
            answer = replace(answer, stopped=(*answer.stopped, stopped))
    audit.record(by, "renewed_all", reader)
    return answer
