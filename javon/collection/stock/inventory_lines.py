"""A line of the inventory book, and the page of a copy, in words and figures: one reading for screen and print.

Dossier 2.7: yozilgan sana | KSU yozuvi | inventar № | muallif va nom | joyi | yili | narxi | indeks | chiqim | tekshiruv | eslatma.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.catalogue.wording_facets import label_of
from javon.collection.stock import columns
from javon.collection.stock.models import Copy, Movement
from javon.collection.stock.queries.inventory import Entry
from javon.collection.stock.wording.money import soums
from javon.core.uzbek import short_date

Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """The cells of one line, in the order of :func:`heads`; `is_void` for a skipped number, `is_gone` for a disposed copy."""

    cells: tuple[str, ...]
    amount: int = 0  # tiyin
    is_void: bool = False
    is_gone: bool = False


def heads() -> tuple[str, ...]:
    """The heads of the eleven columns."""
    return (
        _("Written on"), _("Summary book no."), _("Inventory no."), _("Author and title"), _("Place"), _("Year"),
        _("Price, soums"), _("Shelf mark"), _("Written off: act"), _("Stocktakings"), pgettext("line of a book", "Note"),
    )  # fmt: skip


def line_of(entry: Entry) -> InventoryLine:
    """One line; a number that nobody has is told as skipped."""
    copy = entry.copy
    if copy is None:
        return InventoryLine(
            ("", "", entry.number, "", "", "", "", "", "", "", _("skipped number")), is_void=True
        )
    title = copy.title
    author = f"{title.author.rstrip('. ')}. " if title.author else ""
    return InventoryLine(
        cells=(
            short_date(copy.acquired_on) if copy.acquired_on else "",
            _entry_of(copy),
            copy.inventory_number,
            f"{author}{title.title}" + (f": {title.subtitle}" if title.subtitle else ""),
            title.place,
            str(title.year or ""),
            soums(copy.price) if copy.price is not None else "",
            copy.shelf_mark,
            _gone(copy),
            _marks(entry),
            _note(copy),
        ),
        amount=copy.price or 0,
        is_gone=copy.state == Copy.State.WRITTEN_OFF,
    )


def _marks(entry: Entry) -> str:
    """The stocktakings that met the copy, by their years: "2021 ✓, 2026 yoʻq"."""
    missing = pgettext("mark of a stocktaking", "missing")
    return ", ".join(f"{mark.year} {'✓' if mark.was_found else missing}" for mark in entry.marks)


def _entry_of(copy: Copy) -> str:
    """The line of part 1 with which it came; «Q»: it belongs to the opening balance."""
    delivery = copy.delivery
    if delivery is None:
        return _("bal.")
    return f"{delivery.book_number}/{delivery.book_year}" if delivery.book_number else ""


def _gone(copy: Copy) -> str:
    disposal = copy.disposal
    if disposal is None:
        return _("withdrawn") if copy.state == Copy.State.WRITTEN_OFF else ""
    number = (
        disposal.act.number
        if disposal.act is not None and disposal.act.number
        else str(disposal.book_number or "")
    )
    day = short_date(disposal.booked_on) if disposal.booked_on else ""
    return ", ".join(part for part in (f"№ {number}" if number else "", day) if part)


def _note(copy: Copy) -> str:
    said = [_("repeated number")] if copy.inventory_repeat else []
    return "; ".join([*said, *([copy.note] if copy.note else [])])


def facts_of(copy: Copy, address: Address) -> list[dict[str, Any]]:
    """What the page of a copy tells about it."""
    language = label_of("language", copy.language) if copy.language else ""
    script = label_of("script", copy.script) if copy.script else ""
    return [
        {"label": _("Title"), "text": copy.title.title, "url": address("stock:record", copy.title.number)},
        {"label": _("Inventory no."), "text": copy.inventory_number, "note": _note(copy)},
        {"label": _("Barcode"), "text": copy.code},
        {"label": _("State"), "badge": {"label": copy.get_state_display(), "kind": _kind(copy)}},
        {"label": _("Service point"), "text": copy.service_point.name, "note": copy.shelf},
        {"label": _("Shelf mark"), "text": copy.shelf_mark},
        {"label": _("Price, soums"), "text": soums(copy.price) if copy.price is not None else ""},
        {"label": _("Acquired on"), "text": short_date(copy.acquired_on) if copy.acquired_on else ""},
        {"label": _("Kind"), "text": copy.get_kind_display()},
        {"label": _("Content"), "text": columns.label("content_group", columns.column_of("content_group", copy.content_group))},
        {"label": _("Language and script"), "text": ", ".join(part for part in (language, script) if part)},
        {"label": _("Lent"), "text": _("yes") if copy.loanable else _("reading room only")},
        _came(copy, address),
        _went(copy, address),
    ]  # fmt: skip


def _kind(copy: Copy) -> str:
    if copy.state == Copy.State.ON_SHELF:
        return "ok"
    return "bad" if copy.state in ("missing", "lost", "written_off") else "info"


def _came(copy: Copy, address: Address) -> dict[str, Any]:
    delivery = copy.delivery
    if delivery is None:
        return {"label": _("Came with"), "text": _("stock of the opening balance")}
    numbered = f"№ {delivery.paper_number}" if delivery.paper_number else ""
    words = ", ".join(part for part in (delivery.source, numbered) if part)
    return {
        "label": _("Came with"),
        "text": words,
        "note": _entry_of(copy),
        "url": address("stock:delivery", delivery.number),
    }


def _went(copy: Copy, address: Address) -> dict[str, Any]:
    disposal = copy.disposal
    url = address("stock:write_off", disposal.number) if disposal is not None else ""
    return {"label": _("Written off"), "text": _gone(copy), "url": url}


def movement_of(row: Movement, address: Address) -> dict[str, Any]:
    """A row of the ledger: its day, month, quantity and paper."""
    paper, url = "", ""
    if row.delivery is not None:
        paper = f"{row.delivery.source} {row.delivery.paper_number}".strip()
        url = address("stock:delivery", row.delivery.number)
    elif row.disposal is not None:
        paper, url = row.get_reason_display(), address("stock:write_off", row.disposal.number)
    elif row.correction is not None:
        paper = _("correction: %(why)s") % {"why": row.correction.reason}
    return {
        "day": short_date(row.booked_on),
        "month": f"{row.month:02}.{row.year}",
        "side": row.get_side_display(),
        "copies": row.copies,
        "sum": soums(row.amount),
        "paper": paper,
        "url": url,
    }
