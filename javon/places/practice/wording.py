"""The exercises in words: what to do, and which keys lead there; and what every print says of itself."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

ON_PAPER: Final = _("TRAINING – nothing here is counted")

EXERCISES: Final = {
    "lend": (_("Lend three books"), _("Scan a card, then three books.")),
    "return": (_("Take a book back"), _("Scan the book alone; the reader is not needed.")),
    "late": (
        _("Take back a late book"),
        _("Scan one of the late books from the sheet of codes and read what the desk says."),
    ),
    "renew": (_("Renew a loan"), _("Open a reader who has a book and press F6.")),
    "undo": (_("Undo a mistake"), _("Lend or take back a wrong book, then press Ctrl+Z.")),
    "register": (_("Register a reader"), _("Press F4 and invent a person.")),
    "hold": (_("Reserve a book"), _("Choose “Reservations” at the desk and reserve for a reader.")),
    "lost": (
        _("Write down a lost book"),
        _("Press the name of a book that is out and write it down as lost."),
    ),
    "paper_day": (
        _("Enter a paper day"),
        _("Choose “Paper day”, set yesterday, then scan a card and a book."),
    ),
}
