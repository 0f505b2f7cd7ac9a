"""The papers that tests write, and the people who pass them on."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from javon.centre.documents import rights
from javon.centre.documents.actions import (
    Draft,
    WhoReads,
    approve,
    draft_document,
    enter_act,
    register_letter,
    submit,
)
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import Document, Register, Version
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Person, Post
from javon.centre.organisation.tests.characters import a_centre, a_post, an_employee, the_actor
from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts.pins import PinProof
from javon.core.files import storage
from javon.core.files.models import StoredFile

HEAD_RIGHTS = (
    rights.READ, rights.DRAFT, rights.SUBMIT, rights.AGREE, rights.ACKNOWLEDGE, rights.SEE_ACKNOWLEDGEMENTS,
    rights.REGISTER, rights.ENTER_PAPER_MARK,
)  # fmt: skip
LIBRARIAN_RIGHTS = (rights.READ, rights.DRAFT, rights.SUBMIT, rights.ACKNOWLEDGE)


def a_director() -> Person:
    """Approves everything."""
    post = a_post("director", kind=Post.Kind.DIRECTOR, title="Direktor")
    return an_employee("direktor", *rights.RIGHTS, post=post, surname="Yoʻldosheva", given_name="Barno")


def a_head() -> Person:
    """Leads the service; drafts and agrees."""
    post = a_post("head", kind=Post.Kind.HEAD, title="Xizmat rahbari")
    return an_employee("rahbar", *HEAD_RIGHTS, post=post, surname="Nurmatova", given_name="Shahnoza")


def a_reading_librarian(username: str = "gulnoza") -> Person:
    """Drafts and reads."""
    return an_employee(username, *LIBRARIAN_RIGHTS)


def a_journal(**deviations: Any) -> Register:
    """Of orders: 1-A, 2-A …"""
    given = {"title": "Buyruqlar daftari", "pattern": "{n}-A", "kinds": ["order"]}
    return Register.objects.get_or_create(
        centre=a_centre(), code=deviations.pop("code", "order-main"), defaults={**given, **deviations}
    )[0]


def an_order_text(title: str = "Yangi yil tadbirlari toʻgʻrisida", **deviations: Any) -> Draft:
    """Two points, read by everyone."""
    given: dict[str, Any] = {
        "points": (Point("Tadbirlar rejasi tasdiqlansin.", "1"), Point("Ijro nazorati menda qoladi.", "2")),
        "readers": (WhoReads(),),
    }
    return Draft(title, **{**given, **deviations})


def a_draft(by: Actor, kind: str = "order", draft: Draft | None = None, **given: Any) -> Document:
    """A paper just begun."""
    return draft_document(by=by, centre=a_centre(), kind=kind, draft=draft or an_order_text(), **given)


def newest(document: Document) -> Version:
    """Its last version, as it stands now."""
    return document.versions.select_related("document").latest("number")


def a_proof(by: Actor) -> PinProof:
    """As if the PIN had just been typed."""
    return PinProof(by.user_id or 0, clock.now())


def approved_by(by: Actor, version: Version, **given: Any) -> Version:
    """ "Tasdiqlayman" of the text as it stands."""
    version = Version.objects.get(pk=version.pk)
    wanted = {
        "expected_number": version.number, "expected_hash": content_hash(version), "proof": a_proof(by),
    }  # fmt: skip
    return approve(by=by, version=version, **{**wanted, **given})


def an_order_in_force(
    preparer: Person, approver: Person, draft: Draft | None = None, **given: Any
) -> Document:
    """Drafted by a head, approved by the director."""
    document = a_draft(the_actor(preparer), draft=draft, **given)
    version = newest(document)
    submit(by=the_actor(preparer), version=version, expected_edits=version.edits)
    approved_by(the_actor(approver), version)
    document.refresh_from_db()
    return document


def a_clerk() -> Person:
    """Keeps the journals, the files and the register of acts; writes no resolutions."""
    kept = (rights.READ, rights.REGISTER, rights.MANAGE_EXTERNAL)
    return an_employee("kotib", *kept, surname="Ergasheva", given_name="Dilnoza")


def a_journal_of_letters() -> Register:
    """Of letters that come in: K-1, K-2 …"""
    return a_journal(
        code="letter-in", title="Kiruvchi hujjatlar daftari", pattern="K-{n}", kinds=["letter_in"], position=5
    )


def a_letter(by: Actor, **deviations: Any) -> Document:
    """Came from the hokimiyat and wants an answer in ten days, unless said otherwise."""
    a_journal_of_letters()
    today = clock.today()
    given = {
        "correspondent": "Tuman hokimligi",
        "title": "Kitob bayramini tashkil etish toʻgʻrisida",
        "received_on": today,
        "their_number": "05-12/418",
        "answer_due_on": today + timedelta(10),
    }
    return register_letter(by=by, centre=a_centre(), today=today, **{**given, **deviations})


def a_kept_file(name: str = "xat.pdf", content: bytes = b"%PDF-1.7 xat matni") -> StoredFile:
    """Bytes on the disk, not yet with any paper."""
    return storage.keep(BytesIO(content), name=name, keep_until=clock.today() + timedelta(2))


def an_act(by: Actor, **deviations: Any) -> Document:
    """A law above us."""
    given = {
        "kind": "law",
        "title": "Axborot-kutubxona faoliyati toʻgʻrisida",
        "number": "OʻRQ-280",
        "dated_on": date(2011, 4, 13),
    }
    return enter_act(by=by, centre=a_centre(), today=clock.today(), **{**given, **deviations})
