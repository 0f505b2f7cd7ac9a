"""The desk for other programs: readers, copies, loans, returns, renewals, undo. The same actions as the page's.

A program holds a bearer token of an account (``javon user token NAME``) and has that account's rights. Each deed is
named by the program's own `request_id`: sent again it gets the stored answer. Nizom 2.6.
"""

# No postponed annotations here: ninja reads them through decorators, where names could not be resolved.

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.security import HttpBearer

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.core import clock
from javon.core.access import Actor, actor_for, require
from javon.core.accounts.queries import user_of_api_token
from javon.core.database.claims import is_claimed
from javon.core.database.prepared import Prepared, a_key
from javon.core.ui.limits import limited
from javon.core.verdict import Refused
from javon.gateways.api import problems, shapes
from javon.service.lending import wording
from javon.service.lending.actions import holds
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.actions.undoing import undo
from javon.service.lending.answers import Answer
from javon.service.lending.models import Channel, Hold, HoldTarget, Loan
from javon.service.lending.queries import holds as hold_queries
from javon.service.lending.queries.loans import with_titles
from javon.service.lending.rules.dates import days_late
from javon.service.readers import rights as reader_rights
from javon.service.readers.codes import number_typed
from javon.service.readers.models import Registration
from javon.service.readers.queries import CardAnswer, blocks_on, card_in_use, current_card, reader_of_card

Text = Annotated[str, Field(max_length=64)]
ERRORS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 405, 409, 414, 415, 422, 429), shapes.Problem)


class Token(HttpBearer):
    """The account behind a token; its rights are those of this very moment."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        user = user_of_api_token(token[:200])
        if user is None:
            return None
        centre = request.centre = organisation.the_centre()  # type: ignore[attr-defined]
        return actor_for(user, centre_id=centre.pk if centre is not None else None)


router = Router(tags=["desk"])
token = Token()


class LoanIn(Schema):
    """Lend one copy. `happened_on` is for what was written on paper while the power was out."""

    request_id: UUID
    card: Text
    barcode: Text
    override_reason: Annotated[str, Field(max_length=200)] = ""
    happened_on: date | None = None


class ReturnIn(Schema):
    """Take one copy back, whoever brought it."""

    request_id: UUID
    barcode: Text
    happened_on: date | None = None


class RenewalIn(Schema):
    """Move the due date of the copy's open loan on."""

    request_id: UUID
    barcode: Text


class HoldIn(Schema):
    """Put a reader into the queue for a title."""

    request_id: UUID
    card: Text
    title_id: UUID


class HoldOut(Schema):
    """A hold that was placed, and its place in the queue, counted from 1."""

    id: UUID
    place: int


class UndoIn(Schema):
    """Undo what the request `undo` did, within ten minutes."""

    request_id: UUID
    undo: UUID


class Said(Schema):
    """What is to be told besides: a code for programs, a sentence for people."""

    code: str
    text: str


class LoanOut(Schema):
    """A loan that was made."""

    id: UUID
    card: str
    barcode: str
    title: str
    lent_on: date
    due_on: date
    warnings: list[Said]


class LoanOfCopy(Schema):
    """Who has a copy: the card for staff only."""

    id: UUID
    card: str | None
    title: str
    lent_on: date
    due_on: date


class HoldOfCopy(Schema):
    """For whom a copy waits on the shelf of reservations: the card for staff only."""

    id: UUID
    card: str | None
    until: date | None


class ReturnOut(Schema):
    """A copy that was taken back: the loan that ended, the hold that it serves now, where it goes."""

    barcode: str
    loan: LoanOfCopy | None
    hold: HoldOfCopy | None
    state: str
    warnings: list[Said]


class RenewalOut(Schema):
    """The new due date."""

    due_on: date


class UndoOut(Schema):
    """How many deeds stepped back."""

    undone: int


class CopyOut(Schema):
    """One copy: where it is, who has it."""

    barcode: str
    inventory_number: str
    state: str
    title_id: UUID
    title: str
    loan: LoanOfCopy | None
    hold: HoldOfCopy | None


class BlockOut(Schema):
    """A restriction of service in force."""

    deed: str
    reason: str
    ends_on: date | None


class LoanOfReader(Schema):
    """One copy in the reader's hands."""

    id: UUID
    barcode: str
    inventory_number: str
    title: str
    lent_on: date
    due_on: date
    days_late: int


class HoldOfReader(Schema):
    """One title that the reader waits for."""

    id: UUID
    title: str
    state: str
    place: int | None
    until: date | None


class ReaderOut(Schema):
    """A reader as the desk needs one: no birth date, no address, no document."""

    card: str
    name: str
    category: str
    valid_until: date | None = Field(description="the end of the year the reader is registered for")
    blocks: list[BlockOut]
    loans: list[LoanOfReader]
    holds: list[HoldOfReader]


def centre_or_404() -> Centre:
    """The centre; a home without one lends nothing yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise problems.NotThere("no_centre")
    return centre


def centre_of(request: HttpRequest) -> Centre:
    """The centre, as :class:`Token` has found it already."""
    centre: Centre | None = getattr(request, "centre", None)
    return centre if centre is not None else centre_or_404()


def _reader(centre: Centre, card: str) -> CardAnswer:
    number = number_typed(card)
    answer = reader_of_card(centre.pk, number, bare=True) if number is not None else None
    if answer is None:
        raise problems.NotThere("reader_not_found")
    return answer


def _copy(centre: Centre, code: str, *, bare: bool = False) -> Copy:
    found = scanned.answers(centre.pk, [code], bare=bare)
    copies = found[0].copies if found else ()
    if not copies:
        raise problems.NotThere("copy_not_found")
    if len(copies) > 1:
        raise Refused.because("several_copies")
    return copies[0]


def _said(answer: Answer) -> list[dict[str, str]]:
    return [{"code": note.code, "text": wording.sentence(note.refusal)} for note in answer.notes]


def _code_of_card(reader_id: UUID) -> str | None:
    card = card_in_use(reader_id)
    return card.code if card is not None else None


def _loan(loan: Loan | None, *, for_staff: bool) -> dict[str, Any] | None:
    if loan is None or loan.reader_id is None:
        return None
    return {
        "id": loan.pk,
        "card": _code_of_card(loan.reader_id) if for_staff else None,
        "title": loan.copy.title.title,
        "lent_on": loan.lent_on,
        "due_on": loan.due_on,
    }


def _hold(copy_id: UUID, *, for_staff: bool) -> dict[str, Any] | None:
    """For whom a copy stands on the ready shelf."""
    ready = hold_queries.ready_with(copy_id)
    if ready is None:
        return None
    card = _code_of_card(ready.reader_id) if for_staff and ready.reader_id is not None else None
    return {"id": ready.pk, "card": card, "until": ready.until}


def _holds(reader_id: UUID) -> list[dict[str, Any]]:
    rows = list(Hold.objects.filter(reader_id=reader_id, state__in=Hold.OPEN).order_by("requested_at"))
    places = hold_queries.places_of(rows)
    titles = dict(
        HoldTarget.objects.filter(hold__in=rows).order_by("pk").values_list("hold_id", "title__title")
    )
    return [
        {
            "id": one.pk, "title": titles.get(one.pk, ""), "state": one.state, "place": places.get(one.pk),
            "until": one.until,
        }
        for one in rows
    ]  # fmt: skip


@router.get("/readers/{card}", auth=token, response={200: ReaderOut, **ERRORS}, operation_id="get_reader")
@limited("desk", per_minute=600)
def get_reader(request: HttpRequest, card: Text) -> Any:
    """A reader by any of their cards."""
    require(request.auth, reader_rights.SEE_READERS)  # type: ignore[attr-defined]
    centre, today = centre_or_404(), clock.today()
    reader = _reader(centre, card).reader
    current = current_card(reader)
    registered = Registration.objects.filter(reader=reader, year=today.year).exists()
    loans = Loan.objects.filter(reader=reader, state=Loan.State.OPEN).select_related("copy__title")
    return {
        "card": current.code if current is not None else "",
        "name": reader.full_name,
        "category": reader.category,
        "valid_until": date(today.year, 12, 31) if registered else None,
        "blocks": [
            {"deed": one.deed, "reason": one.reason, "ends_on": one.ends_on} for one in blocks_on(reader.pk, today)
        ],
        "loans": [
            {
                "id": loan.pk, "barcode": loan.copy.code, "inventory_number": loan.copy.inventory_number,
                "title": loan.copy.title.title, "lent_on": loan.lent_on, "due_on": loan.due_on,
                "days_late": days_late(loan.due_on, today),
            }
            for loan in loans.order_by("due_on", "pk")
        ],
        "holds": _holds(reader.pk),
    }  # fmt: skip


@router.get(
    "/copies/{barcode}", auth=[token, lambda request: "public"], response={200: CopyOut, **ERRORS},
    operation_id="get_copy",
)  # fmt: skip
@limited("desk", per_minute=600)
def get_copy(request: HttpRequest, barcode: Text) -> Any:
    """One copy by its barcode or inventory number; who has it is told to staff only."""
    by = request.auth  # type: ignore[attr-defined]
    for_staff = isinstance(by, Actor) and by.may(reader_rights.SEE_READERS)
    copy = _copy(centre_or_404(), barcode)
    loan = Loan.objects.filter(copy=copy, state=Loan.State.OPEN).select_related("copy__title").first()
    return {
        "barcode": copy.code,
        "inventory_number": copy.inventory_number,
        "state": copy.state,
        "title_id": copy.title_id,
        "title": copy.title.title,
        "loan": _loan(loan, for_staff=for_staff),
        "hold": _hold(copy.pk, for_staff=for_staff),
    }


@router.post("/loans", auth=token, response={200: LoanOut, 201: LoanOut, **ERRORS}, operation_id="lend_copy")
@limited("desk", per_minute=600)
def post_loan(request: HttpRequest, asked: LoanIn) -> Any:
    """Lend a copy. 201 the first time, 200 with the same body when the same request comes again."""
    centre = centre_of(request)
    again = is_claimed(asked.request_id)
    answer = _reader(centre, asked.card)
    lent = lend(
        by=request.auth,  # type: ignore[attr-defined]
        copy=_copy(centre, asked.barcode, bare=True),
        reader=answer.reader,
        card=answer.card,
        happened_on=asked.happened_on,
        channel=Channel.API,
        override_reason=asked.override_reason,
        request_id=asked.request_id,
    )
    return Status(
        200 if again else 201,
        {
            "id": lent.loan_id,
            "card": answer.card.code,
            "barcode": lent.barcode,
            "title": lent.title,
            "lent_on": lent.lent_on,
            "due_on": lent.due_on,
            "warnings": _said(lent),
        },
    )


_loan_told = Prepared[Loan](lambda: with_titles(Loan.objects.filter(pk=a_key("loan"))))


@router.post("/returns", auth=token, response={200: ReturnOut, **ERRORS}, operation_id="take_copy_back")
@limited("desk", per_minute=600)
def post_return(request: HttpRequest, asked: ReturnIn) -> Any:
    """Take a copy back."""
    came = take_back(
        by=request.auth,  # type: ignore[attr-defined]
        copy=_copy(centre_of(request), asked.barcode, bare=True),
        happened_on=asked.happened_on,
        channel=Channel.API,
        request_id=asked.request_id,
    )
    loan = _loan_told.first(loan=came.loan_id) if came.loan_id is not None else None
    return {
        "barcode": came.barcode,
        "loan": _loan(loan, for_staff=True),
        "hold": _hold(came.copy_id, for_staff=True),
        "state": came.state,
        "warnings": _said(came),
    }


@router.post("/renewals", auth=token, response={200: RenewalOut, **ERRORS}, operation_id="renew_loan")
@limited("desk", per_minute=600)
def post_renewal(request: HttpRequest, asked: RenewalIn) -> Any:
    """Renew the open loan of a copy."""
    copy = _copy(centre_of(request), asked.barcode, bare=True)
    loan = Loan.objects.filter(copy=copy, state=Loan.State.OPEN).first()
    if loan is None:
        raise Refused.because("loan_over")
    renewed = renew(
        by=request.auth,  # type: ignore[attr-defined]
        loan=loan,
        channel=Channel.API,
        request_id=asked.request_id,
    )
    return {"due_on": renewed.due_on}


@router.post("/holds", auth=token, response={200: HoldOut, 201: HoldOut, **ERRORS}, operation_id="place_hold")
@limited("desk", per_minute=600)
def post_hold(request: HttpRequest, asked: HoldIn) -> Any:
    """Reserve a title for a reader."""
    centre = centre_or_404()
    again = is_claimed(asked.request_id)
    title = Title.objects.filter(centre=centre, pk=asked.title_id).first()
    if title is None:
        raise problems.NotThere("title_not_found")
    hold = holds.place(
        by=request.auth,  # type: ignore[attr-defined]
        reader=_reader(centre, asked.card).reader,
        titles=[title],
        channel=Channel.API,
        request_id=asked.request_id,
    )
    return Status(200 if again else 201, {"id": hold.pk, "place": hold_queries.place_of(hold)})


@router.delete("/holds/{hold_id}", auth=token, response={204: None, **ERRORS}, operation_id="cancel_hold")
@limited("desk", per_minute=600)
def delete_hold(request: HttpRequest, hold_id: UUID) -> Any:
    """Give a hold up."""
    hold = Hold.objects.filter(centre=centre_or_404(), pk=hold_id).first()
    if hold is None:
        raise problems.NotThere("hold_not_found")
    holds.cancel(by=request.auth, hold=hold)  # type: ignore[attr-defined]
    return Status(204, None)


@router.post("/undo", auth=token, response={200: UndoOut, **ERRORS}, operation_id="undo_deed")
@limited("desk", per_minute=600)
def post_undo(request: HttpRequest, asked: UndoIn) -> Any:
    """Undo what another request did."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    undone = undo(by=by, centre=centre_or_404(), undone=asked.undo, request_id=asked.request_id)
    return {"undone": undone}
