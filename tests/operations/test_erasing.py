"""A reader who appears everywhere is erased; then the whole home and a backup of it are searched byte by byte.

Not found: her name in both scripts, its keys, telephone, document, address, birth date, what was written about her.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import django, run_javon

pytestmark = pytest.mark.slow

NAMES = ("Zulfizarxon", "Toʻraxoʻjayeva", "Зулфизархон", "Тўрахўжаева", "Sohibqironbek")
TOLD = (
    "998935557788",
    "887755539",
    "935557788",
    "AC7654321",
    "Yulduztepa koʻchasi 77",
    "2013-04-17",
    "17.04.2013",
)
NOTES = ("koʻzoynak taqadi", "onasi Mohinabonu", "avtobusda unutgan", "bobosi Zaynobiddin")

FILL = """
import io
from datetime import date, timedelta
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.models import Loss
from javon.core import audit, clock
from javon.core.access import machine
from javon.core.database.fields import uuid7
from javon.core.database.transactions import writing
from javon.core.files import storage
from javon.core.messaging import recipients
from javon.core.messaging.models import Message
from javon.service.lending.actions import holds
from javon.service.lending.models import Call, Loan, RefusedRequest, Renewal
from javon.service.readers.contacts import recipient_of
from javon.service.readers.actions import ConsentGiven, register, register_again, block, correct_reader
from javon.service.readers.actions.merging import merge_readers
from javon.service.readers.actions.telling_apart import tell_apart
from javon.service.readers.actions.doors import reset_reader_pin
from javon.service.readers.actions.papers import put_sheet, take_deposit, return_deposit
from javon.service.readingroom.actions.visits import note_visit
from javon.service.readingroom.models import InHouseUse
from javon.service.readers.models import *
from javon.service.readers.names import search_key
from javon.service.readers.rules.registering import GuardianData, ReaderData

centre = Centre.objects.get()
by, today = machine("test", centre.pk), clock.today()
def hers(**more):
    given = dict(surname="Toʻraxoʻjayeva", given_name="Zulfizarxon", patronymic="Sohibqironbek qizi",
        birth_date=date(2013, 4, 17), sex="female", category="pupil", grade=7, class_letter="A",
        address="Yulduztepa koʻchasi 77", phone="998935557788", note="koʻzoynak taqadi")
    return ReaderData(**{**given, **more})
def guardian(): return GuardianData(name="onasi Mohinabonu", phone="998935557788", relation="mother")
reader = register(by=by, centre=centre, data=hers(), guardian=guardian(), consent=ConsentGiven(), request_id=uuid7())
twin = register(by=by, centre=centre, data=hers(surname="Тўрахўжаева", given_name="Зулфизархон"), guardian=guardian(),
    consent=ConsentGiven(), is_another=True, request_id=uuid7())
other = register(by=by, centre=centre, data=ReaderData(surname="Karimov", given_name="Anvar", birth_date=date(1990, 1, 1),
    sex="male", category="office"), consent=ConsentGiven())
correct_reader(by=by, reader=reader, data=hers(workplace="bobosi Zaynobiddin"), expected_edits=reader.edits)
with writing():
    photo = storage.keep(io.BytesIO("Zulfizarxon surati".encode()), name="Toʻraxoʻjayeva Zulfizarxon.jpg")
    scan = storage.keep(io.BytesIO(b"%PDF-1.7 " + "Зулфизархон".encode()), name="Тўрахўжаева.pdf")
    sheet = storage.keep(io.BytesIO("Toʻraxoʻjayeva;Zulfizarxon;17.04.2013".encode()), name="Zulfizarxon sinfi.csv")
    Reader.objects.filter(pk=reader.pk).update(photo=photo)
    run = ReadersRun.objects.create(centre=centre, number=1, file=sheet, name="7-A", registered_on=today, state="entered",
        created_at=clock.now(), entered_at=clock.now(), sheets=[{"top": [[1, ["Toʻraxoʻjayeva", "Zulfizarxon"]]]}])
    ReaderLine.objects.create(run=run, sheet=0, row=2, cells=["Toʻraxoʻjayeva", "Zulfizarxon"], outcome="entered",
        reader=reader, key="Toʻraxoʻjayeva Zulfizarxon 2013-04-17")
    ReaderLine.objects.create(run=run, sheet=0, row=3, cells=["Тўрахўжаева"], outcome="twice", key="x",
        remarks=[["twice", 1, {"name": "Зулфизархон"}]])
    Guardianship.objects.create(reader=reader, guardian=other, relation="guardian", since=today)
    ward = Guardianship.objects.create(reader=other, guardian=reader, relation="responsible", since=today, ended_on=today)
    IdentityDocument.objects.create(reader=reader, kind="birth", sealed=b"AC7654321", mask="AC7654321", entered_at=clock.now())
    copy = a_copy()
    loan = Loan.objects.create(centre=centre, copy=copy, reader=reader, service_point=ServicePoint.objects.first(),
        lent_on=today, lent_at=clock.now(), lent_counted_on=today, due_on=today + timedelta(15), loan_days=15,
        state="returned", returned_on=today, returned_at=clock.now(), returned_counted_on=today, age=13,
        category="pupil", sex="female", override_reason="onasi Mohinabonu soʻradi")
    Renewal.objects.create(loan=loan, renewed_on=today, renewed_at=clock.now(), counted_on=today, from_due=today,
        to_due=today, override_reason="bobosi Zaynobiddin soʻradi")
    RefusedRequest.objects.create(centre=centre, reader=reader, wanted="Alpomish", why="on_loan", refused_on=today, counted_on=today,
        entered_at=clock.now())
    Loss.objects.create(centre=centre, year=today.year, number=1, written_on=today, copy=copy, came_from="on_loan",
        reader_name="Toʻraxoʻjayeva Zulfizarxon", reader_card=f"K-{reader.number:06d}", lost_on=today,
        circumstances="avtobusda unutgan", due_on=today, state="found", found_on=today)
    Call.objects.create(centre=centre, reader=reader, called_at=clock.now(), outcome="brings", promised_on=today)
    ReaderRequest.objects.create(reader=reader, kind="phone", phone="998935557788", asked_at=clock.now())
    InHouseUse.objects.create(centre=centre, point=ServicePoint.objects.first(), copy=copy, reader=reader, state="returned",
        came_from="on_shelf", given_on=today, counted_on=today, given_at=clock.now(), ended_at=clock.now())
hold = holds.place(by=by, reader=reader, titles=[copy.title], override_reason="onasi Mohinabonu soʻradi")
holds.pin(by=by, hold=hold, reason="onasi Mohinabonu shoshyapti")
note_visit(by=by, reader=reader, point=ServicePoint.objects.first(), day=today)
reset_reader_pin(by=by, reader=reader)
with writing():
    ReaderSession.objects.create(reader=reader, digest="d" * 64, created_at=clock.now(), last_seen_at=clock.now())
block(by=by, reader=reader, deed="all", reason="onasi Mohinabonu kelmadi", starts_on=today)
put_sheet(by=by, reader=reader, file=scan)
deposit = take_deposit(by=by, reader=reader, amount=20_000_00, reason="valuable", taken_on=today)
return_deposit(by=by, deposit=deposit, returned_on=today)
audit.record(by, "reader_corrected", reader, subject=reader, phone="998935557788")
with writing():
    for one in (reader, twin):
        key = recipient_of(one.pk)
        recipients.keep_address(key, "sms", "998935557788", centre_id=centre.pk)
        Message.objects.create(centre_id=centre.pk, recipient_type=key.type, recipient_id=key.id, channel="sms", state="sent",
            planned_at=clock.now(), send_after=clock.now(), sent_at=clock.now(), address="998935557788",
            text="Hurmatli Zulfizarxon! Muddat tugadi.")
for one in (reader, twin):
    tell_apart(by=by, one=one, other=other)
merge_readers(by=by, kept=reader, gone=twin)

missing = set()
for relation in Reader._meta.get_fields(include_hidden=True):
    if relation.auto_created and not relation.concrete and relation.related_model is not Reader:
        if not relation.related_model._base_manager.filter(**{relation.field.attname + "__isnull": False}).exists():
            missing.add(relation.related_model._meta.label)
print(";".join(sorted(missing)), "|", search_key("Toʻraxoʻjayeva", "Zulfizarxon"), "|", reader.number)
"""

ERASE = """
from javon.centre.organisation.models import Centre
from javon.config.wiping import wipe_traces
from javon.core import audit
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.service.lending.models import Loan
from javon.service.readers.actions.erasing import erase_reader
from javon.service.readers.models import *
reader = Reader.objects.get(given_name="Zulfizarxon")
erase_reader(by=machine("test", Centre.objects.get().pk), reader=reader)
assert wipe_traces() == 2, "the reader and the row that was joined with her"
reader.refresh_from_db()
loan = Loan.objects.get()
told = [entry for entry in Entry.objects.filter(verb="reader_corrected") if audit.matches(entry, "phone", "998935557788")]
print(reader.full_name == "", NotTheSamePerson.objects.count(), Registration.objects.filter(category="pupil", reader=None).count(), loan.reader_id,
    loan.age, Card.objects.filter(ended_on=None).count(), told, list(audit.verify()))
"""


def found_in(where: Path, needles: list[bytes]) -> Iterator[str]:
    """Which needles lie in which file."""
    for path in sorted(where.rglob("*")):
        if path.is_file():
            held = path.read_bytes()
            yield from (f"{path.name}: {needle.decode()}" for needle in needles if needle in held)


def test_nothing_of_an_erased_reader_is_left_in_the_home_or_in_a_backup(home, tmp_path):
    missing, key, number = (part.strip() for part in django(home, FILL).split("|"))
    assert not missing, f"{missing} hold on to readers: fill them in FILL, and erase them"
    needles = [text.encode() for text in (*NAMES, *TOLD, *NOTES, key)]
    before = {one.split(": ", 1)[1] for one in found_in(home, needles)}
    assert before >= {"Zulfizarxon", "Зулфизархон", "998935557788", "AC7654321", "avtobusda unutgan", key}, (
        before
    )

    answer = django(home, ERASE)
    assert answer.splitlines()[-1] == "True 0 2 None 13 1 [] []", answer
    assert list(found_in(home, needles)) == []

    target = tmp_path / "after.javon"
    done = run_javon("backup", target, home=home)
    assert done.returncode == 0, done.stderr
    with tarfile.open(target) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    assert any((tmp_path / "unpacked").rglob("javon.sqlite3"))
    assert list(found_in(tmp_path / "unpacked", needles)) == []
    assert number.isdigit()
