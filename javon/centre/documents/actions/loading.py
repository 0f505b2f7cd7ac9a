"""The texts a centre starts with, put on record as they stand. Nizom 1.3-1.5, 3.1.

The Regulation came approved on paper: it is in force since the day in its stamp, its mark says "qogʻozda imzolandi",
its acknowledgement has no date. All other texts are models: they give their rights provisionally, and say so, until
the director approves them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from javon.centre.documents import rights
from javon.centre.documents.actions import drafting, force
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import (
    Acknowledgement,
    BasisLink,
    CaseFile,
    Document,
    PaperMark,
    Reader,
    Register,
    Version,
)
from javon.centre.documents.queries import reading
from javon.centre.documents.standard import StandardCaseFile, StandardDocument, StandardRegister
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Centre, Post, Unit
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action


@action
def load_registers(
    *,
    by: Actor,
    centre: Centre,
    registers: Iterable[StandardRegister],
    case_files: Iterable[StandardCaseFile] = (),
) -> int:
    """Enter the journals and the nomenclature that are not there yet, by code and index; returns how many are new."""
    require(by, rights.REGISTER)
    made = 0
    for row in registers:
        _one, is_new = Register.objects.get_or_create(
            centre=centre,
            code=row.code,
            defaults={
                "title": row.title,
                "title_cyrl": row.title_cyrl,
                "pattern": row.pattern,
                "kinds": list(row.kinds),
                "position": row.position,
            },
        )
        made += is_new
    for file in case_files:
        _file, is_new = CaseFile.objects.get_or_create(
            centre=centre,
            index=file.index,
            valid_to=None,
            defaults={
                "title": file.title,
                "title_cyrl": file.title_cyrl,
                "retention": file.retention,
                "kinds": list(file.kinds),
            },
        )
        made += is_new
    if made:
        audit.record(by, "loaded_registers", centre)
    return made


@action
def load_standard(
    *,
    by: Actor,
    centre: Centre,
    text: StandardDocument,
    from_day: date | None = None,
    request_id: UUID | None = None,
) -> Document:
    """Put a standard text in force: as signed on paper where the text says so, else as a model that waits for approval.

    `from_day` is the first day of a model's rights (default: today). Idempotent by the text's code: a second loading
    returns what stands, whatever was made of it since. Papers that it rests on are linked where they are loaded.
    """
    require(by, rights.APPROVE)
    found = Document.objects.filter(centre=centre, template_code=code_of(text)).first()
    if found is not None:
        _link_basis(found, text)
        return found
    day = text.approved_on or from_day or clock.today()
    document = _document_of(centre, text, day)
    version = _version_of(document, text, day)
    _readers_of(document, text)
    _bind(version, text, day)
    if text.approved_on is not None:
        _as_signed_on_paper(version, text)
    _link_basis(document, text)
    audit.record(by, "loaded", document)
    return document


def code_of(text: StandardDocument) -> str:
    """Under which code a loaded text is remembered."""
    return f"standard:{text.code}"[:48]


def _document_of(centre: Centre, text: StandardDocument, day: date) -> Document:
    return Document.objects.create(
        centre=centre,
        short_id=drafting.next_short_id(centre),
        kind=text.kind,
        level=text.level,
        title=text.title[:400],
        title_cyrl=text.title_cyrl[:400],
        number=text.number,
        dated_on=text.approved_on,
        unit=Unit.objects.filter(centre=centre, code=text.unit).first() if text.unit else None,
        post=Post.objects.filter(centre=centre, code=text.post).first() if text.post else None,
        correspondent=text.correspondent,
        is_model_text=text.approved_on is None,
        template_code=code_of(text),
        valid_from=day,
        created_at=clock.now(),
    )


def _version_of(document: Document, text: StandardDocument, day: date) -> Version:
    version = Version.objects.create(
        document=document,
        number=1,
        title=document.title,
        preamble=text.preamble,
        place=text.place,
        ending=text.ending,
        prepared_at=clock.now(),
    )
    points = [
        Point(
            text=clause.text,
            number=clause.number,
            is_heading=clause.is_heading,
            text_cyrl=clause.cyrl,
            grants=clause.grants,
        )
        for clause in text.clauses
    ]
    drafting.write_clauses(version, points)
    return version


def _readers_of(document: Document, text: StandardDocument) -> None:
    posts = (
        Post.objects.filter(centre_id=document.centre_id, code__in=text.readers) if text.readers else [None]
    )
    Reader.objects.bulk_create([Reader(document=document, post=post) for post in posts])


def _bind(version: Version, text: StandardDocument, day: date) -> None:
    document = version.document
    version.content_hash = content_hash(version)
    version.state = Version.State.IN_FORCE
    version.approved_on = text.approved_on
    version.approver_name, version.approver_office = text.approver, text.approver_office
    version.save()
    document.status = Document.Status.IN_FORCE
    document.search_key = reading.search_key_of(document, version)
    document.save()
    force.give_rights(version, day)


def _as_signed_on_paper(version: Version, text: StandardDocument) -> None:
    """The marks of the paper: the approver's with its date, the reader's without one."""
    PaperMark.objects.create(
        version=version, signed_on=text.approved_on, signed_by_name=text.approver, entered_at=clock.now()
    )
    if text.acknowledged_by:
        Acknowledgement.objects.create(
            version=version, person_name=text.acknowledged_by, office=text.acknowledged_office, is_paper=True
        )


def _link_basis(document: Document, text: StandardDocument) -> None:
    """Link what is loaded by now; loading again links what has come since."""
    for name in text.basis:
        rests_on = (
            Document.objects.filter(centre_id=document.centre_id)
            .filter(template_code__in=(f"standard:{name}", f"external:{name}"))
            .exclude(pk=document.pk)
            .first()
        ) or Document.objects.filter(
            centre_id=document.centre_id, kind__in=Document.EXTERNAL, number=name
        ).first()
        if rests_on is not None:
            BasisLink.objects.get_or_create(document=document, rests_on=rests_on, clause_number="")
