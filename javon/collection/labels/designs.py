"""What stands on each kind of label and where, drawn into a cell of any size that is large enough.

Dossier 2.4 (book card, pocket, date slip), 5.5 (barcodes). Lengths in micrometres; texts in the language in use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.core.sheets import MM, Drawing, Item, Rule, Text, barcode

EDGE = 1_000  # nothing is printed nearer to the edge of a label: the knife and the printer are not exact


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """One copy as its labels show it."""

    centre: str
    code: str  # what the bars say: our barcode, or a foreign one
    inventory: str
    shelf_mark: str  # "84(5Oʻzb) Q-57 1-jild"
    title: str
    author: str = ""
    year: str = ""
    price: str = ""


def spaced(code: str) -> str:
    """Eight digits in two groups, as people read them aloud."""
    return f"{code[:4]} {code[4:]}" if len(code) == 8 and code.isdecimal() else code


def barcode_label(copy: LabelFacts, width: int, height: int) -> Drawing:
    """Whose it is, bars, the number, and the inventory number with the title."""
    inner = width - 2 * EDGE
    line = min(height * 13 // 100, 4 * MM)
    number = min(height * 16 // 100, 5 * MM)
    bars_top = EDGE + line
    bars_high = height - 2 * EDGE - 2 * line - number
    number_top = bars_top + bars_high
    return (
        Text(EDGE, EDGE, inner, line, copy.centre, size=8, least=5, align="center"),
        barcode(copy.code, x=0, y=bars_top, width=width, height=bars_high - 700),
        Text(EDGE, number_top, inner, number, spaced(copy.code), size=12, least=6, align="center", is_bold=True),
        Text(EDGE, number_top + number, inner, line, _inventory_and_title(copy), size=7.5, least=5.5, align="center"),
    )  # fmt: skip


def _inventory_and_title(copy: LabelFacts) -> str:
    inventory = _("inv. %(number)s") % {"number": copy.inventory} if copy.inventory else ""
    return " · ".join(filter(None, (inventory, copy.title[:60])))


def spine_label(copy: LabelFacts, width: int, height: int) -> Drawing:
    """The shelf mark, one part to the line, as large as the narrow spine allows; the inventory number below."""
    lines = _parts(copy.shelf_mark)
    foot = min(height * 14 // 100, 5 * MM) if copy.inventory else 0
    room = height - 2 * EDGE - foot
    high = min(room // max(len(lines), 1), 11 * MM)
    top = EDGE + (room - high * len(lines)) // 2
    inner = width - 2 * EDGE
    drawn: list[Item] = [
        Text(EDGE, top + place * high, inner, high, line, size=20, least=6, align="center", upright="horizon", is_bold=True)
        for place, line in enumerate(lines)
    ]  # fmt: skip
    if foot:
        drawn.append(Text(EDGE, height - EDGE - foot, inner, foot, copy.inventory, size=9, least=5.5, align="center", upright="bottom"))  # fmt: skip
    return tuple(drawn)


def _parts(shelf_mark: str) -> list[str]:
    """A shelf mark such as 84(5Oʻzb)6 Q-57 1-jild in at most four lines, at the spaces; what is over joins the last line."""
    words = shelf_mark.split()
    return [*words[:3], " ".join(words[3:])] if len(words) > 3 else words


def combined_label(copy: LabelFacts, width: int, height: int) -> Drawing:
    """Left the shelf mark for the spine, right the barcode for the title page; cut along the line between."""
    left = min(width * 42 // 100, width - 26 * MM)
    right = barcode_label(copy, width - left, height)
    return (
        *spine_label(copy, left, height),
        Rule(left, 0, left, height, 100, is_faint=True),
        *(_moved(item, left) for item in right),
    )


def _moved(item: Item, by: int) -> Item:
    if isinstance(item, Rule):
        return replace(item, x=item.x + by, to_x=item.to_x + by)
    return replace(item, x=item.x + by)


def date_slip(copy: LabelFacts, width: int, height: int) -> Drawing:
    """Glued opposite the back cover: by which day the book comes back, in four columns filled in turn."""
    inner = width - 8 * MM
    left, top = 4 * MM, 4 * MM
    grid_top = 33 * MM
    return (
        Text(left, top, inner, 5 * MM, copy.centre, size=9, least=6, align="center"),
        Text(left, top + 6 * MM, inner, 5 * MM, _heading(copy), size=10, least=7, is_bold=True),
        Text(left, top + 11 * MM, inner, 4_500, _marks(copy), size=9, least=6),
        Text(left, top + 17 * MM, inner, 10 * MM, _("Please return the book not later than the day shown."), size=11, least=7, align="center", upright="horizon", is_bold=True, wraps=True),
        *_ruled(left, grid_top, inner, height - grid_top - 4 * MM, 4, _rows(height - grid_top - 4 * MM)),
    )  # fmt: skip


def book_card(copy: LabelFacts, width: int, height: int) -> Drawing:
    """The book's formulary, 7.5 × 12.5 cm: what book it is, then whom it was lent to until when."""
    left, inner = 5 * MM, width - 10 * MM
    half = inner // 2
    grid_top = 47 * MM
    grid_high = height - grid_top - 5 * MM
    columns = (
        _("Due"),
        pgettext("on the book card", "Card no."),
        _("Due"),
        pgettext("on the book card", "Card no."),
    )
    facts = (
        (0, 5 * MM, half, _("Inventory number"), copy.inventory),
        (half, 5 * MM, half, _("Shelf mark"), copy.shelf_mark),
        (0, 14 * MM, inner, _("Author"), copy.author),
        (0, 23 * MM, inner, _("Title"), copy.title),
        (0, 32 * MM, half, _("Price"), copy.price),
        (half, 32 * MM, half, _("Year"), copy.year),
    )
    drawn: list[Item] = []
    for x, y, wide, label, value in facts:
        drawn.append(Text(left + x, y, wide - MM, 3_200, str(label), size=7, least=5.5))
        drawn.append(Text(left + x, y + 3_200, wide - MM, 4_800, value, size=10.5, least=7, is_bold=True))
        drawn.append(Rule(left + x, y + 8_200, left + x + wide - MM, y + 8_200, 100, is_faint=True))
    for place, words in enumerate(columns):
        drawn.append(
            Text(left + place * inner // 4, grid_top - 5 * MM, inner // 4, 4_500, str(words), size=8, least=5.5, align="center", upright="bottom")
        )  # fmt: skip
    return (*drawn, *_ruled(left, grid_top, inner, grid_high, 4, _rows(grid_high)))


def book_pocket(copy: LabelFacts, width: int, height: int) -> Drawing:
    """The pocket inside the front cover, 10 × 8 cm; the lower part stays free for the card behind it."""
    left, inner = 6 * MM, width - 12 * MM
    return (
        Rule(0, 0, width, 0, 100, is_faint=True),
        Text(left, 5 * MM, inner, 6 * MM, copy.centre, size=11, least=7, align="center"),
        Text(left, 13 * MM, inner, 6 * MM, _marks(copy), size=11, least=7, is_bold=True),
        Text(left, 20 * MM, inner, 11 * MM, _heading(copy), size=11, least=7, wraps=True),
        Rule(left, 34 * MM, width - left, 34 * MM, 200),
        Text(left, 38 * MM, inner, 16 * MM, _("Please return the book not later than the day shown."), size=14, least=9, align="center", upright="horizon", is_bold=True, wraps=True),
        Text(left, height - 20 * MM, inner, 6 * MM, _("Number of books taken before: ____"), size=11, least=8, align="center"),
        Text(left, height - 10 * MM, inner, 6 * MM, spaced(copy.code), size=9, least=7, align="center"),
    )  # fmt: skip


def _heading(copy: LabelFacts) -> str:
    return f"{copy.author.rstrip('.')}. {copy.title}" if copy.author else copy.title


def _marks(copy: LabelFacts) -> str:
    inventory = _("inv. %(number)s") % {"number": copy.inventory} if copy.inventory else ""
    return "     ".join(filter(None, (copy.shelf_mark, inventory)))


def _rows(height: int) -> int:
    """As many rows of at least 6 mm as the height holds: a date stamp is 5 mm high."""
    return max(height // (6 * MM), 1)


def _ruled(left: int, top: int, width: int, height: int, columns: int, rows: int) -> list[Item]:
    across: list[Item] = [
        Rule(left, top + place * height // rows, left + width, top + place * height // rows, 150)
        for place in range(rows + 1)
    ]
    down: list[Item] = [
        Rule(left + place * width // columns, top, left + place * width // columns, top + height, 150)
        for place in range(columns + 1)
    ]
    return across + down


DESIGNS: dict[str, Callable[[LabelFacts, int, int], Drawing]] = {
    "barcode": barcode_label,
    "spine": spine_label,
    "combined": combined_label,
    "slip": date_slip,
    "formulary": book_card,
    "pocket": book_pocket,
}
NEEDS_CODE = frozenset({"barcode", "combined"})
