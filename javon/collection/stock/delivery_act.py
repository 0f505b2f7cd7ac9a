"""The act of acceptance from its facts: who brought what, the list with its inventory numbers, who signs. Dossier 2.9.

The act is a paper like any other: its route, number and approval are those of the papers. The list goes with it as
an enclosed annex, frozen with the text. The books have the delivery already; the act approves what was written.
"""

from __future__ import annotations

from django.utils import translation

from javon.centre.documents.actions import Draft
from javon.centre.documents.enclosed import Enclosed
from javon.centre.documents.queries.reading import signature_of
from javon.centre.documents.typed import Point
from javon.collection.stock.models import Delivery, DeliveryLine
from javon.collection.stock.queries import deliveries as queries
from javon.collection.stock.wording import acts
from javon.collection.stock.wording.money import soums
from javon.collection.stock.write_off_act import order_of, people_of
from javon.core.papers import Annex, Column, Signature, Table
from javon.core.uzbek import long_date, short_date

LIST = (
    Column("T/r", "center"), Column("Muallif, nom"), Column("Yili", "center"), Column("Inventar raqamlari"),
    Column("Nusxa", "right"), Column("Narxi, soʻm", "right"), Column("Summa, soʻm", "right"),
)  # fmt: skip


def drafted(delivery: Delivery) -> tuple[Draft, Enclosed]:
    """The text and the enclosed list, in the language of the paper whatever the screen speaks."""
    with translation.override("uz"):
        lines = queries.lines(delivery)
        return _text(delivery, lines), _enclosed(delivery, lines)


def _text(delivery: Delivery, lines: list[DeliveryLine]) -> Draft:
    copies = sum(line.copies for line in lines)
    amount = sum(line.copies * line.unit_price for line in lines)
    said = [
        f"{long_date(delivery.received_on)} kuni {acts.CAME[delivery.kind]} axborot-kutubxona resurslari qabul "
        f"qilindi. Kimdan: {delivery.source}.",
        f"Hujjati: {_paper(delivery)}." if _paper(delivery) else "",
        f"Qabul qilingan resurslar: {len(lines)} nom, {acts.counted(copies)}, jami {acts.sum_in_words(amount)}. "
        "Roʻyxat ilova qilinadi.",
        _agreement(delivery, copies, amount),
        f"Resurslar jamlanma hisobga olish kitobining 1-qismiga yozildi: {delivery.book_year}-yil, "
        f"{delivery.book_number}-qator.",
        f"Moddiy javobgar shaxs: {signature_of(delivery.liable)}." if delivery.liable is not None else "",
    ]
    return Draft(
        title="Axborot-kutubxona resurslarini qabul qilish toʻgʻrisida",
        preamble=_preamble(delivery),
        points=tuple(
            Point(text, str(number)) for number, text in enumerate((one for one in said if one), start=1)
        ),
        place=delivery.centre.place,
    )


def _preamble(delivery: Delivery) -> str:
    if delivery.commission is None:
        return "Biz, quyida imzo chekuvchilar, ushbu dalolatnomani tuzdik:"
    chair, members = people_of(delivery.commission)
    return (
        f"Biz, quyida imzo chekuvchilar, {order_of(delivery.commission)} bilan tuzilgan komissiya raisi {chair}, "
        f"komissiya aʼzolari {acts.listed(members)}, ushbu dalolatnomani tuzdik:"
    )


def _paper(delivery: Delivery) -> str:
    number = f"№ {delivery.paper_number}" if delivery.paper_number else ""
    day = short_date(delivery.paper_date) if delivery.paper_date else ""
    return ", ".join(part for part in (number, day) if part)


def _agreement(delivery: Delivery, copies: int, amount: int) -> str:
    """That all came which the paper declared: an acceptance lets no difference through. "" of what had no paper."""
    declared = (delivery.declared_copies, delivery.declared_amount)
    if not delivery.paper_number or declared != (copies, amount):
        return ""
    return "Hujjatda koʻrsatilgan va amalda kelgan nusxalar soni hamda summasi mos keldi."


def _enclosed(delivery: Delivery, lines: list[DeliveryLine]) -> Enclosed:
    signers: list[Signature] = []
    if delivery.commission is not None:
        chair, members = people_of(delivery.commission)
        signers += [Signature(acts.CHAIR, chair)]
        signers += [Signature("" if place else acts.MEMBERS, name) for place, name in enumerate(members)]
    signers.append(Signature("Topshirdi:", ""))
    liable = signature_of(delivery.liable) if delivery.liable is not None else ""
    signers.append(Signature("Qabul qildi, moddiy javobgar shaxs:", liable))
    return Enclosed(
        annexes=(Annex((table(lines),), "Qabul qilingan resurslar roʻyxati"),), signers=tuple(signers)
    )


def table(lines: list[DeliveryLine]) -> Table:
    """The lines of a delivery with the inventory numbers they got."""
    rows = []
    for place, line in enumerate(lines, start=1):
        title = line.title
        name = ". ".join(part for part in (title.author.rstrip("."), title.title) if part)
        amount = line.copies * line.unit_price
        rows.append(
            (
                str(place),
                name,
                str(title.year or "–"),
                getattr(line, "numbers", "") or "jamlanma hisob",
                str(line.copies),
                soums(line.unit_price),
                soums(amount),
            )
        )
    copies = sum(line.copies for line in lines)
    total = ("", "Jami", "", "", str(copies), "", soums(sum(line.copies * line.unit_price for line in lines)))
    return Table(LIST, tuple(rows), total=total)
