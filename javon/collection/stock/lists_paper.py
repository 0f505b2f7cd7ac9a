"""Lists to sign: of a write-off for its commission, of a move for both sides. Official Uzbek, one PDF. Dossier 2.10."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from javon.centre.documents.paper import letterhead
from javon.centre.documents.queries.reading import signature_of
from javon.collection.stock.models import Copy, Disposal, Transfer
from javon.collection.stock.queries import moves, write_offs
from javon.collection.stock.wording import acts
from javon.collection.stock.wording.money import soums
from javon.core import clock, papers
from javon.core.papers import Clause, Column, Paper, Signature, Table

HEADS = (
    Column("T/r", "center"), Column("Inventar raqami"), Column("Muallif, nom"), Column("Yili", "center"),
    Column("Shifri"), Column("Narxi, soʻm", "right"),
)  # fmt: skip


def table(copies: Sequence[tuple[Copy, int]]) -> Table:
    """Copies with the price, in tiyin, that the list tells of each."""
    rows = [
        (
            str(place),
            copy.inventory_number or copy.code,
            ". ".join(part for part in (copy.title.author.rstrip("."), copy.title.title) if part),
            str(copy.title.year or "–"),
            copy.shelf_mark or "–",
            soums(price),
        )
        for place, (copy, price) in enumerate(copies, start=1)
    ]
    total = ("", "", f"Jami: {acts.counted(len(rows))}", "", "", soums(sum(price for _copy, price in copies)))
    return Table(HEADS, tuple(rows), total=total)


def of_write_off(disposal: Disposal) -> bytes:
    """The list that lies before the commission. Raises papers.PaperFailed."""
    with translation.override("uz"):
        lines = list(write_offs.lines_of(disposal))
        signers: list[Signature] = []
        if disposal.commission is not None:
            for one in disposal.commission.members.select_related("person").order_by("position"):
                office = acts.CHAIR if one.role == "chair" else "" if len(signers) > 1 else acts.MEMBERS
                signers.append(Signature(office, signature_of(one.person)))
        paper = Paper(
            kind="ROʻYXAT",
            letterhead=letterhead(disposal.centre),
            number=str(disposal.number),
            on=clock.today(),
            place=disposal.centre.place,
            title=f"{acts.STATE_OF[disposal.reason]} axborot-kutubxona resurslari",
            body=(table([(line.copy, line.price) for line in lines]),),
            signatures=tuple(signers) or (Signature("Tuzuvchi", ""),),
        )
        return papers.render_pdf(paper)


def of_move(transfer: Transfer) -> bytes:
    """The list that both sides of a move sign. Raises papers.PaperFailed."""
    with translation.override("uz"):
        lines = list(moves.lines_of(transfer))
        taken_by = transfer.received_by
        paper = Paper(
            kind="TOPSHIRISH-QABUL QILISH ROʻYXATI",
            letterhead=letterhead(transfer.centre),
            number=str(transfer.number),
            on=clock.day_of(transfer.sent_at or transfer.created_at),
            place=transfer.centre.place,
            title=f"{transfer.from_point.name} → {transfer.to_point.name}",
            body=(
                Clause(
                    f"Quyidagi {acts.counted(len(lines))} axborot-kutubxona resursi topshirildi va qabul qilindi:"
                ),
                table([(line.copy, line.copy.price or 0) for line in lines]),
            ),
            signatures=(
                Signature("Topshirdi:", ""),
                Signature("Qabul qildi:", signature_of(taken_by) if taken_by is not None else ""),
            ),
        )
        return papers.render_pdf(paper)
