"""Somebody whose data are nobody else's business, with a row in every table that tells of readers.

A :class:`Stranger` knows under which ids and marks they can be sought, and whether anything of theirs has changed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy, a_loss
from javon.core import clock
from javon.core.access import machine
from javon.core.database.fields import uuid7
from javon.core.files import storage
from javon.core.messaging.models import Address, Message
from javon.service.lending.actions import holds
from javon.service.lending.models import Call, Damage, Loan, RefusedRequest
from javon.service.lending.models.opening import OpeningLine, OpeningRun
from javon.service.lending.tests.characters import a_borrower, a_loan
from javon.service.readers import models as readers
from javon.service.readers.contacts import recipient_of
from javon.service.readers.models import Reader
from javon.service.readers.phones import phone_key
from javon.service.readers.tests.characters import a_mahalla, a_school
from javon.service.readingroom.actions import in_house, sessions, visits
from javon.service.readingroom.tests.characters import a_room, the_place

# What tells of people; the stock is looked at besides where all of it is another centre's.
TELLING = ("readers", "lending", "readingroom", "messaging", "booking")


@dataclass
class Stranger:
    """Who must not be seen: `ids` are what addresses and forms may name, `marks` what no answer may hold."""

    reader: Reader
    ids: dict[str, str]
    marks: tuple[str, ...]
    title: str
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def remember(self, *more: str) -> None:
        """From now on :meth:`picture` is of the rows that are there: of what tells of people, and of `more`."""
        for label in (*TELLING, *more):
            for model in apps.get_app_config(label).get_models():
                self.rows[model._meta.label] = list(model._base_manager.values_list("pk", flat=True))

    @property
    def tables(self) -> set[str]:
        """The tables that hold remembered rows."""
        return {apps.get_model(label)._meta.db_table for label in self.rows}

    def picture(self) -> dict[str, Any]:
        """Every remembered row as it is, and which rows name the stranger: two pictures alike, nothing changed."""
        found: dict[str, Any] = {}
        for label, keys in self.rows.items():
            model = apps.get_model(label)
            found[label] = list(model._base_manager.filter(pk__in=keys).order_by("pk").values())
            try:
                is_named = model._meta.get_field("reader").related_model is Reader
            except FieldDoesNotExist:
                continue
            if is_named:
                named = model._base_manager.filter(reader=self.reader).order_by("pk")
                found[f"{label} of the stranger"] = list(named.values_list("pk", flat=True))
        return found


def a_stranger(
    number: int = 770017, *, surname: str = "Begonaboyeva", given_name: str = "Xushnudabonu"
) -> Stranger:
    """A girl of thirteen at the centre of the home, with loans, holds, visits, papers, messages, a family, a past."""
    by, today, now = machine("test"), clock.today(), clock.now()
    school, mahalla = a_school("77-maktab"), a_mahalla("Begonalar MFY")
    told = {"category": "pupil", "grade": 7, "class_letter": "A", "school": school, "mahalla": mahalla,
            "birth_date": date(today.year - 13, 4, 17), "patronymic": "Tengsizbek qizi", "phone": "998977654321",
            "address": "Qirqquloch koʻchasi 77", "note": "koʻzoynak taqadi"}  # fmt: skip
    reader = a_borrower(surname=surname, given_name=given_name, number=number, **told)
    twin = a_borrower(surname=surname, given_name=given_name, number=number + 2, **told)
    card = number + 1
    readers.Card.objects.filter(reader=reader).update(number=card)
    readers.Card.objects.filter(reader=twin).update(ended_on=today, ended_because="merged")
    readers.Registration.objects.filter(reader=reader).update(number=number)
    Reader.objects.filter(pk=twin.pk).update(merged_into=reader)
    guardian = readers.Guardianship.objects.create(
        reader=reader, relation="mother", name=f"{surname} Muattarxon", phone="998977654321",
        phone_key=phone_key("998977654321"), since=today,
    )  # fmt: skip
    merge = readers.ReaderMerge.objects.create(kept=reader, gone=twin, at=now)
    block = readers.Block.objects.create(reader=reader, deed="hold", reason="Muattarxon kelmadi", starts_on=today, ends_on=today, placed_at=now)  # fmt: skip
    readers.IdentityDocument.objects.create(
        reader=reader, kind="birth", sealed=b"x", mask="BG•••••21", entered_at=now
    )
    request = readers.ReaderRequest.objects.create(
        reader=reader, kind="phone", phone="998977654321", asked_at=now
    )
    scan = storage.keep(io.BytesIO(f"%PDF-1.7 {surname}".encode()), name=f"{surname}.pdf")
    Reader.objects.filter(pk=reader.pk).update(photo=scan)
    readers.SheetScan.objects.create(reader=reader, file=scan, put_on=today, put_at=now)
    readers.Deposit.objects.create(
        centre=reader.centre, reader=reader, year=today.year, number=number, amount=20_000_00, reason="valuable",
        taken_on=today, taken_at=now,
    )  # fmt: skip
    run = readers.ReadersRun.objects.create(
        centre=reader.centre, number=number, file=scan, name=f"{surname}-7-A", registered_on=today, state="entered",
        created_at=now, entered_at=now, sheets=[{"top": [[1, [surname, given_name]]]}],
    )  # fmt: skip
    readers.ReaderLine.objects.create(run=run, sheet=0, row=2, cells=[surname, given_name], outcome="entered", reader=reader, key=surname)  # fmt: skip
    opening = OpeningRun.objects.create(
        centre=reader.centre, number=number, file=scan, digest="d" * 64, name=f"{surname}.xlsx", state="checked",
        sheets=[{"top": [[1, [surname, given_name]]]}], total=1, done=1, created_at=now,
    )  # fmt: skip
    OpeningLine.objects.create(run=opening, sheet=0, row=2, cells=[surname, given_name], outcome="unsure", reader_number=number, offered=[number])  # fmt: skip
    readers.ClassStep.objects.create(school=school, year=today.year, done_at=now)
    # --- books: one in her hands, one waited for, one read in the hall
    book = f"Sirli kitob {number}"
    copy = a_copy(a_title(book), barcode=barcode_of(number))
    lent = a_loan(copy, reader)
    loan = Loan.objects.get(pk=lent.loan_id)
    Loan.objects.filter(pk=loan.pk).update(lent_on=today - timedelta(60), due_on=today - timedelta(45))
    Damage.objects.create(copy=copy, loan=loan, words="muqovasi yirtiq", noted_on=today)
    waited = a_copy(a_title(f"Kutilgan {number}"))
    hold = holds.place(
        by=by, reader=Reader.objects.get(pk=reader.pk), titles=[waited.title], override_reason="x"
    )
    Call.objects.create(
        centre=reader.centre, reader=reader, called_at=now, outcome="brings", promised_on=today
    )
    RefusedRequest.objects.create(centre=reader.centre, reader=reader, wanted=book, why="on_loan", refused_on=today, counted_on=today, entered_at=now)  # fmt: skip
    # --- the hall
    room = a_room()
    visits.note_visit(by=by, reader=reader, point=room.service_point, day=today)
    session = sessions.sit_down(by=by, place=the_place("P1"), card=f"K{card}", override_reason="x")
    read = a_copy(a_title(f"Zalda {number}"))
    use = in_house.give_in_house(by=by, reader=reader, point=room.service_point, code=read.inventory_number)
    # --- messages
    key = recipient_of(reader.pk)
    address = Address.objects.create(centre_id=reader.centre_id, recipient_type=key.type, recipient_id=key.id, channel="sms", value="998977654321", state="dead", changed_at=now)  # fmt: skip
    messages = {
        state: Message.objects.create(
            centre_id=reader.centre_id, recipient_type=key.type, recipient_id=key.id, channel=channel, state=state,
            planned_at=now, send_after=now, claimed_at=now, address="998977654321", text=f"{given_name}! {book}",
        )
        for state, channel in (("listed", "call_list"), ("unsure", "sms"))
    }  # fmt: skip
    found = Copy.objects.get(pk=copy.pk)
    return Stranger(
        reader=reader,
        title=book,
        marks=(surname, given_name, "Tengsizbek", "Muattarxon", "Qirqquloch", "977654321", "765-43-21", "BG•••••21"),
        ids={
            "reader": str(reader.pk), "number": str(number), "card": f"K{card}", "loan": str(loan.pk),
            "hold": str(hold.pk), "guardian": str(guardian.pk), "merge": str(merge.pk), "block": str(block.pk),
            "request": str(request.pk), "session": str(session.pk), "use": str(use.pk), "school": str(school.pk),
            "grade": "7", "letter": "A", "copy": str(copy.pk), "barcode": found.barcode,
            "title": str(copy.title.number), "waited": str(waited.title.number), "title_id": str(waited.title_id),
            "message": str(messages["listed"].pk), "unsure": str(messages["unsure"].pk),
            "address": str(address.pk), "scan": str(scan.pk), "year": str(today.year), "deed": str(uuid7()),
            "room": str(room.number), "mahalla": str(mahalla.pk), "loss": "1",
        },
    )  # fmt: skip


def a_loss_by(stranger: Stranger) -> None:
    """She has lost a book besides: a line with her name in the book of replacements, which the keepers of the stock read."""
    told = {"reader_name": stranger.reader.full_name, "reader_card": stranger.ids["card"], "price": 40_000_00}
    a_loss(machine("test", stranger.reader.centre_id), a_copy(a_title("Yoʻqolgan kitob")), **told)
