"""Everything that is kept of one reader, for the reader: as data for a program, and as pages to read. Dossier 4.2.

The number of the document is given as its mask: whoever asks has the document, whoever finds the copy has not.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from javon.core.files import storage
from javon.core.papers import Clause, Column, Heading, Letterhead, Paper, Table
from javon.core.uzbek import short_date
from javon.service.lending.models import Loan
from javon.service.lending.queries.formulary import book_of
from javon.service.readers import phones
from javon.service.readers.models import Consent, Guardianship, IdentityDocument, Reader
from javon.service.readers.queries.papers import address_of, deposits_of, work_of


def own_data(reader: Reader) -> dict[str, Any]:
    """The data as plain values: texts, numbers, days as ISO 8601. Names of keys are those of the models."""
    identity = IdentityDocument.objects.filter(reader=reader).first()
    loans = Loan.objects.filter(reader=reader).select_related("copy__title").order_by("lent_on", "lent_at")
    guardians = Guardianship.objects.filter(reader=reader).select_related("guardian")
    return {
        "reader": {
            "number": f"K-{reader.number:06d}",
            "kind": reader.kind,
            "surname": reader.surname,
            "given_name": reader.given_name,
            "patronymic": reader.patronymic,
            "birth_date": _iso(reader.birth_date),
            "sex": reader.sex,
            "category": reader.category,
            "school": reader.school.name if reader.school else "",
            "class": reader.class_name,
            "workplace": reader.workplace,
            "mahalla": reader.mahalla.name if reader.mahalla else "",
            "address": reader.address,
            "phone": reader.phone,
            "note": reader.note,
            "is_visually_impaired": reader.is_visually_impaired,
            "keeps_history": reader.keeps_history,
            "photo": _photo(reader),
            "has_signed_sheet": hasattr(reader, "sheet"),
            "registered_on": _iso(reader.registered_on),
            "left_on": _iso(reader.left_on),
        },
        "document": {"kind": identity.kind, "number": identity.mask} if identity else None,
        "cards": [
            {"number": card.shown, "issued_on": _iso(card.issued_on), "ended_on": _iso(card.ended_on)}
            for card in reader.cards.order_by("number")
        ],
        "registrations": [
            {"year": one.year, "number": one.number, "registered_on": _iso(one.registered_on)}
            for one in reader.registrations.order_by("year")
        ],
        "guardians": [
            {
                "relation": one.relation,
                "name": one.guardian.full_name if one.guardian else one.name,
                "phone": one.guardian.phone if one.guardian else one.phone,
                "since": _iso(one.since),
                "ended_on": _iso(one.ended_on),
            }
            for one in guardians
        ],
        "consents": [
            {
                "version": one.text.version,
                "given_by": one.given_by,
                "given_on": _iso(one.given_on),
                "withdrawn_on": _iso(one.withdrawn_on),
            }
            for one in Consent.objects.filter(reader=reader).select_related("text").order_by("given_on")
        ],
        "restrictions": [
            {"deed": one.deed, "reason": one.reason, "starts_on": _iso(one.starts_on), "ends_on": _iso(one.ends_on)}
            for one in reader.blocks.order_by("starts_on")
        ],
        "deposits": [
            {"number": one.shown, "amount_tiyin": one.amount, "taken_on": _iso(one.taken_on), "returned_on": _iso(one.returned_on)}
            for one in deposits_of(reader)
        ],
        "loans": [
            {
                "book": book_of(loan),
                "inventory_number": loan.copy.inventory_number,
                "lent_on": _iso(loan.lent_on),
                "due_on": _iso(loan.due_on),
                "returned_on": _iso(loan.returned_on),
                "state": loan.state,
            }
            for loan in loans
        ],
    }  # fmt: skip


def _photo(reader: Reader) -> dict[str, str] | None:
    """The photograph itself, as programs hand pictures on; None without one."""
    if reader.photo is None:
        return None
    try:
        with storage.open_file(reader.photo) as file:
            return {"kind": reader.photo.kind, "base64": b64encode(file.read()).decode()}
    except FileNotFoundError:  # `javon check` tells of it
        return {"kind": reader.photo.kind, "base64": ""}


def own_data_paper(letterhead: Letterhead, reader: Reader) -> Paper:
    """The same to be read: who you are for the library, and what you have borrowed."""
    data = own_data(reader)
    about = [
        (_("Card"), data["reader"]["number"]),
        (_("Surname, name, patronymic"), reader.full_name),
        (_("Date of birth"), short_date(reader.birth_date) if reader.birth_date else ""),
        (_("Sex"), str(reader.get_sex_display()) if reader.sex else ""),
        (_("Category of readers"), str(reader.get_category_display())),
        (_("Place of work or study"), work_of(reader)),
        (_("Address (mahalla)"), address_of(reader)),
        (_("Telephone"), phones.shown(reader.phone)),
        (_("Document"), data["document"]["number"] if data["document"] else ""),
        (_("Photograph"), _("kept; it lies in the file for programs") if reader.photo_id else ""),
        (_("Note of the library"), reader.note),
        (_("Member since"), short_date(reader.registered_on)),
    ]
    body: list[Any] = [_table(_("What"), about)]
    for heading, key in (
        (_("Registrations"), "registrations"), (_("Parents and guardians"), "guardians"), (_("Consents"), "consents"),
        (_("Restrictions"), "restrictions"), (_("Deposits"), "deposits"), (_("Loans"), "loans"),
    ):  # fmt: skip
        if data[key]:
            body += [
                Heading(heading),
                *(Clause(_line(row), str(at)) for at, row in enumerate(data[key], start=1)),
            ]
    return Paper(
        language=get_language() or "uz",
        letterhead=letterhead,
        kind=_("MY DATA IN THE LIBRARY"),
        body=tuple(body),
    )


def _table(head: str, rows: list[tuple[str, str]]) -> Table:
    return Table((Column(head), Column(_("Data"))), tuple((label, value or "–") for label, value in rows))


def _line(row: dict[str, Any]) -> str:
    """The values of a row that hold anything, in their order."""
    return "; ".join(str(value) for value in row.values() if value not in (None, ""))


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
