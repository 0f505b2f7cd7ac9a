"""The reader's formulary (kitobxon formulyari) as the folded card of the desk: A6, or A5 on request. Dossier 2.3.

Pages as one reads them are laid on both sides of sheets twice as wide, to be folded in the middle: the first page has
the heading, the last «Soʻrovlar, kuzatuvlar», those between them the table in its six columns, never in another order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.core.papers.letters import printable
from javon.core.papers.pdf import PATIENCE, pressed
from javon.core.sheets import MM, barcode
from javon.core.uzbek import short_date

TEMPLATE: Final = Path(__file__).with_name("formulary.typ")
STANDARD: Final = "a-2b"
ROWS: Final = 17  # to a page: two lines of small letters each
SCALES: Final = {"a6": 1.0, "a5": 2**0.5}
_BARS_WIDE: Final = 50 * MM


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One loan as the card has it: the due date with each renewal behind it, the copy, when it came back."""

    lent_on: date
    due: tuple[date, ...]  # the first due date, then that of each renewal
    inventory: str
    shelf_mark: str
    book: str  # author and title
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A visit without a loan: «oʻq. zali», «maʼl.»."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Formulary:
    """Everything on the card. `code` is what its bars say; all texts may be empty: then a line waits for the pen."""

    centre: str
    number: str = ""  # of this year
    year: str = ""
    shown: str = ""  # K-000127
    code: str = ""
    name: str = ""
    born: str = ""
    work: str = ""  # work or school, class, office
    address: str = ""
    phone: str = ""
    since: str = ""
    is_child: bool = False  # children sign nothing
    rows: Sequence[LoanRow | NoteRow] = ()


def heads(is_child: bool) -> list[str]:
    """The captions of the table in their order; a child's card has no column for the reader's signature."""
    found = [
        pgettext("formulary", "Due"),
        pgettext("formulary", "Inventory no."),
        _("Section (index)"),
        _("Author and title of the book"),
        _("Reader's signature (taken)"),
        _("Date of return and librarian's signature"),
    ]
    return found[:4] + found[5:] if is_child else found


def formulary_pdf(card: Formulary, size: str = "a6", *, patience: float = PATIENCE) -> bytes:
    """The PDF of the card. Raises KeyError (no such size) and ``PaperFailed``."""
    return pressed(
        json.dumps(set_out(card, size), ensure_ascii=False).encode(),
        patience,
        template=TEMPLATE,
        standard=STANDARD,
    )


def set_out(card: Formulary, size: str = "a6") -> dict[str, Any]:
    """The manuscript: the sides of the sheets, each a pair of pages."""
    rows = [_cells(row, card.is_child) for row in card.rows]
    width = len(heads(card.is_child))
    inside = max(2, -(-len(rows) // ROWS))
    inside += (-(inside + 2)) % 4  # a folded sheet has four pages
    rows += [{"is_note": False, "cells": [""] * width}] * (inside * ROWS - len(rows))
    tables = [{"is": "table", "rows": rows[at : at + ROWS]} for at in range(0, len(rows), ROWS)]
    pages: list[dict[str, Any]] = [{"is": "front"}, *tables, {"is": "back"}]
    bars = barcode(card.code, x=0, y=0, width=_BARS_WIDE, height=8 * MM).bars if card.code else ()
    return {
        "language": get_language() or "uz",
        "scale": SCALES[size],
        "title": _("Reader's formulary"),
        "centre": printable(card.centre),
        "number": [_("Formulary no."), printable(card.number or "_" * 8)],
        "year": [pgettext("formulary", "year"), printable(card.year or "_" * 6)],
        "shown": printable(card.shown),
        "bars": bars,
        "fields": [[label, printable(value)] for label, value in _fields(card)],
        "signed": [_("I have read the rules"), _("Librarian")],
        "heads": heads(card.is_child),
        "widths": [15, 14, 14, 30, 16] if card.is_child else [14, 13, 13, 27, 13, 15],
        "back": _("Requests, observations"),
        "sides": [[pages[one - 1] for one in side] for side in imposed(len(pages))],
    }


def _fields(card: Formulary) -> list[tuple[str, str]]:
    return [
        (_("Surname, name, patronymic"), card.name),
        (_("Year of birth"), card.born),
        (_("Education"), ""),
        (_("Occupation, place of work or study, class"), card.work),
        (_("Home address"), card.address),
        (_("Telephone"), card.phone),
        (_("Member since"), card.since),
        (_("Other libraries"), ""),
        (_("Takes part in what public work"), ""),
        (_("Interests"), ""),
    ]


def _cells(row: LoanRow | NoteRow, is_child: bool) -> dict[str, Any]:
    if isinstance(row, NoteRow):
        cells = [short_date(row.on), "", "", printable(row.words)]
        return {"is_note": True, "cells": [*cells, ""] if is_child else [*cells, "", ""]}
    due = "\n".join(
        f"{pgettext('renewed, short', 'ren.')} {short_date(day)}" if place else short_date(day)
        for place, day in enumerate(row.due)
    )
    cells = [due, printable(row.inventory), printable(row.shelf_mark), printable(row.book)]
    back = short_date(row.returned_on) if row.returned_on else ""
    return {"is_note": False, "cells": [*cells, back] if is_child else [*cells, "", back]}


def imposed(pages: int) -> list[tuple[int, int]]:
    """Which pages (from 1) lie beside each other on the sides of folded sheets, front and back in turn.

    Raises ValueError unless `pages` is a multiple of four.
    """
    if pages <= 0 or pages % 4:
        raise ValueError(f"{pages} pages do not fill folded sheets")
    sides = []
    for sheet in range(pages // 4):
        low, high = 1 + 2 * sheet, pages - 2 * sheet
        sides += [(high, low), (low + 1, high - 1)]
    return sides
