"""The catalogue card of 12.5 × 7.5 cm: call number, heading, description in the order of ISBD and GOST 7.1, a hole.

Front as in the dossier's 5.3; on the back the inventory numbers, or where they do not fit, how many there are more.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from javon.collection.catalogue.describe import Description
from javon.core.sheets import MM, Drawing, Item, Ring, Text

WIDTH, HEIGHT = 125 * MM, 75 * MM
MARGIN = 6 * MM
TEXT_LEFT = 30 * MM  # the first vertical: everything under the call number stays white
HOLE = 3_500  # radius; its middle 8.5 mm above the lower edge, in the middle of the card
LOWEST = 58 * MM  # nothing is written where the rod goes
PER_LINE, LINES = 6, 9  # inventory numbers on the back


def front(card: Description, shelf_mark: str = "") -> Drawing:
    """What a reader sees when the drawer is pulled out.

    The call number is the shelf mark of the copies, for there the book is found; without one it is BBK over author
    mark.
    """
    upper, _space, lower = shelf_mark.partition(" ") if shelf_mark else (card.bbk, "", card.author_mark)
    wide = WIDTH - TEXT_LEFT - MARGIN
    body_top = MARGIN + (10 * MM if card.heading else 5 * MM)
    drawn: list[Item] = [
        Text(MARGIN, MARGIN, TEXT_LEFT - MARGIN - MM, 5 * MM, upper, size=11, least=6),
        Text(MARGIN, MARGIN + 5 * MM, TEXT_LEFT - MARGIN - MM, 5 * MM, lower, size=11, least=6),
        Text(TEXT_LEFT, body_top, wide, LOWEST - body_top - 6 * MM, _kept_together(card.body), size=10.5, least=6, wraps=True, first=6 * MM),
        Text(TEXT_LEFT, LOWEST - 5 * MM, wide // 2, 4 * MM, _named(_("UDC"), card.udc), size=9, least=6),
        Text(TEXT_LEFT + wide // 2, LOWEST - 5 * MM, wide // 2, 4 * MM, _named(_("BBK"), card.bbk), size=9, least=6, align="right"),
        Ring(WIDTH // 2, HEIGHT - 8_500, HOLE),
    ]  # fmt: skip
    if card.heading:
        drawn.append(
            Text(TEXT_LEFT, MARGIN + 5 * MM, wide, 5 * MM, card.heading, size=11, least=7, is_bold=True)
        )
    return tuple(drawn)


def back(inventory_numbers: Sequence[str]) -> Drawing:
    """The inventory numbers of all copies, upside up when the card is turned over its long edge."""
    room = PER_LINE * LINES
    shown = list(inventory_numbers[:room])
    drawn: list[Item] = [
        Text(MARGIN, MARGIN, WIDTH - 2 * MARGIN, 5 * MM, _("Inventory numbers"), size=9, least=7)
    ]
    wide = (WIDTH - 2 * MARGIN) // PER_LINE
    for place, number in enumerate(shown):
        row, column = divmod(place, PER_LINE)
        drawn.append(
            Text(
                MARGIN + column * wide,
                MARGIN + 6 * MM + row * 5 * MM,
                wide - MM,
                4_500,
                number,
                size=10,
                least=6,
            )
        )
    if len(inventory_numbers) > room:
        more = _("and %(count)d more") % {"count": len(inventory_numbers) - room}
        drawn.append(Text(MARGIN, LOWEST, WIDTH // 2 - 2 * MARGIN, 4 * MM, more, size=9, least=7))
    return tuple(drawn)


def _kept_together(body: str) -> str:
    """The description with no mark at the beginning of a line and no ISBN torn from its number."""
    for mark in (":", ";", "/", "=", "+"):
        body = body.replace(f" {mark} ", f"\u00a0{mark} ")
    return body.replace(" —", "\u00a0—").replace("ISBN ", "ISBN\u00a0").replace("ISSN ", "ISSN\u00a0")


def _named(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""
