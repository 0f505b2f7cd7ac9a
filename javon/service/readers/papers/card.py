"""The library card (aʼzolik bileti) of 85.6 × 54 mm: a sheet of ten to cut, or one card. Dossier 42, 8.5; ux.md 4.6.

It says whose card it is and nothing that would help whoever finds it. Lengths in micrometres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from javon.core.sheets import MM, Drawing, Sheet, Text, barcode, qr_code, render_sheets

WIDTH, HEIGHT = 85_600, 54_000
QUIET: Final = 5 * MM  # white on either side of the bars
_EDGE: Final = 4 * MM
_QR: Final = 24 * MM
_BARS_WIDE: Final = 54 * MM

# Ten cards on A4, side by side, with marks to cut along.
A4: Final = Sheet(
    210 * MM, 297 * MM, columns=2, rows=5, cell_width=WIDTH, cell_height=HEIGHT, left=19_400, top=13_500, has_marks=True
)  # fmt: skip
ONE: Final = Sheet(WIDTH, HEIGHT, columns=1, rows=1, cell_width=WIDTH, cell_height=HEIGHT)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One card as it is printed: `code` is what the bars say (K0001275), `shown` what people read (K-000127)."""

    centre: str
    phone: str
    name: str
    code: str
    shown: str


def front(card: CardFacts) -> Drawing:
    """The face of the card."""
    inner = WIDTH - 2 * _EDGE
    left = inner - _QR - 2 * MM
    found = (
        _("Found this card? Please call: %(phone)s") % {"phone": card.phone}
        if card.phone
        else _("Found this card? Please bring it to the library.")
    )
    return (
        Text(_EDGE, 3_500, inner, 4_500, card.centre, size=9, least=5.5),
        Text(_EDGE, 8_500, left, 4 * MM, _("Library card"), size=8, least=6),
        Text(_EDGE, 13_500, left, 11 * MM, card.name, size=13, least=7, is_bold=True, wraps=True),
        Text(_EDGE, 25 * MM, left, 6 * MM, card.shown, size=15, least=10, is_bold=True),
        qr_code(card.code, x=WIDTH - _EDGE - _QR + 2 * MM, y=8 * MM, size=_QR),
        barcode(card.code, x=(WIDTH - _BARS_WIDE) // 2, y=33 * MM, width=_BARS_WIDE, height=12 * MM),
        Text(_EDGE, 47 * MM, inner, 4 * MM, found, size=7, least=5, align="center"),
    )


def cards_pdf(cards: Sequence[CardFacts], *, start: int = 1, as_sheet: bool = True) -> bytes:
    """The cards from cell `start` of a sheet of A4 on, or each on a page of its own size.

    Raises ``PaperFailed`` and ValueError (no such cell).
    """
    return render_sheets(
        A4 if as_sheet else ONE,
        [front(card) for card in cards],
        start=start if as_sheet else 1,
        title=_("Library cards"),
        language=get_language() or "uz",
    )
