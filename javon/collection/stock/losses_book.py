"""A row of the book of replacements in words and figures: one reading for screen, print and workbook.

Dossier 2.11: t/r | sana | foydalanuvchi, formulyar № | yoʻqotilgan: inventar №, muallif va nom, yili, narxi | oʻrniga qabul
qilingan: muallif va nom, yili, narxi, yangi inventar № | imzolar | chiqim dalolatnomasi | kirim dalolatnomasi | jamlanma.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Loss
from javon.collection.stock.wording.money import soums
from javon.core.uzbek import short_date

LOST_PRICE, TAKEN_PRICE = 6, 9  # the columns that have sums


@dataclass(frozen=True, slots=True)
class BookLine:
    """The cells of one row in the order of :func:`heads`, and its two sums in tiyin."""

    cells: tuple[str, ...]
    lost: int
    taken: int


def heads() -> tuple[str, ...]:
    """The heads of the sixteen columns."""
    year = pgettext("column of a book", "year")
    return (
        "№", _("Written on"), _("Reader, card no."),
        _("Lost: inventory no."), _("Lost: author and title"), year, _("price, soums"),
        _("Taken in its place: author and title"), year, _("market price, soums"), _("new inventory no."),
        _("Signature of the reader"), _("Signature of the librarian"),
        _("Act of disposal"), _("Act of acceptance"), _("Summary book"),
    )  # fmt: skip


def line_of(loss: Loss) -> BookLine:
    """One row as the book has it."""
    copy, over = loss.copy, loss.state == Loss.State.FOUND
    lost = 0 if over else lost_price(loss)
    new = loss.replacement
    taken = loss.value or 0 if new is not None else 0
    return BookLine(
        (
            str(loss.number),
            short_date(loss.written_on),
            ", ".join(filter(None, (loss.reader_name, f"№ {loss.reader_card}" if loss.reader_card else ""))),
            copy.inventory_number or copy.code,
            named(copy.title),
            str(copy.title.year or ""),
            soums(lost) if lost else "",
            named(new.title) if new is not None else instead(loss),
            str(new.title.year or "") if new is not None else "",
            soums(taken) if taken else "",
            new.inventory_number if new is not None else "",
            "",
            "",
            gone_by(loss),
            came_by(loss),
            in_summary(loss),
        ),
        lost,
        taken,
    )


def lost_price(loss: Loss) -> int:
    """What the lost copy is worth in the books, in tiyin: as it left, or as they have it now."""
    if loss.state == Loss.State.CLOSED or loss.copy.price is None:
        return loss.price or 0
    return loss.copy.price


def named(title: Title) -> str:
    """Author and title as one cell has them."""
    author = f"{title.author.rstrip('. ')}. " if title.author else ""
    return f"{author}{title.title}".rstrip(" /:;")


def instead(loss: Loss) -> str:
    """What stands in the place of a title where no copy came: money, nothing, or that it was found."""
    if loss.state == Loss.State.FOUND and loss.found_on is not None:
        return _("found again on %(day)s") % {"day": short_date(loss.found_on)}
    if loss.way == Loss.Way.MONEY and loss.receipt_on is not None:
        told = {
            "number": loss.receipt_number,
            "day": short_date(loss.receipt_on),
            "sum": soums(loss.value or 0),
        }
        return _("money: %(sum)s soums, receipt no. %(number)s of %(day)s") % told
    if loss.way == Loss.Way.NOTHING:
        return _("not made good: %(why)s") % {"why": loss.ground}
    return ""


def gone_by(loss: Loss) -> str:
    """The act by which the lost copy left; "" while it has not."""
    disposal = loss.disposal
    if disposal is None or disposal.booked_on is None:
        return ""
    number = disposal.act.number if disposal.act is not None and disposal.act.number else disposal.book_number
    return f"№ {number}, {short_date(disposal.booked_on)}"


def came_by(loss: Loss) -> str:
    """The act by which the replacement came; "" where none did."""
    delivery = loss.offer.delivery if loss.offer is not None else None
    if delivery is None or delivery.booked_on is None:
        return ""
    number = delivery.act.number if delivery.act is not None and delivery.act.number else delivery.book_number
    return f"№ {number}, {short_date(delivery.booked_on)}"


def in_summary(loss: Loss) -> str:
    """The lines of part 1 and part 2 of the summary book: "1: 12/2026; 2: 3/2026"."""
    delivery = loss.offer.delivery if loss.offer is not None else None
    said = []
    if delivery is not None and delivery.book_number:
        said.append(f"1: {delivery.book_number}/{delivery.book_year}")
    if loss.disposal is not None and loss.disposal.book_number:
        said.append(f"2: {loss.disposal.book_number}/{loss.disposal.book_year}")
    return "; ".join(said)
