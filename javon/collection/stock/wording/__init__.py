"""The sentences of the stock: every refusal of a rule, one file per room, joined here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise

from javon.centre.documents import wording as documents
from javon.collection.catalogue import wording as catalogue
from javon.collection.stock.wording import (
    books,
    deliveries,
    losses,
    money,
    old_copies,
    old_lines,
    prohibited,
    stocktaking,
    write_offs,
)
from javon.core.uzbek.figures import number
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    **money.SENTENCES,
    **deliveries.SENTENCES,
    **old_copies.SENTENCES,
    **old_lines.SENTENCES,
    **write_offs.SENTENCES,
    **losses.SENTENCES,
    **stocktaking.SENTENCES,
    **books.SENTENCES,
    **prohibited.SENTENCES,
}
# Details that are tiyin in a rule and soʻm in a sentence.
IN_SOUMS = frozenset({"price", "most", "amount", "declared_amount", "amount_on_lines", "said_amount"})


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code in SENTENCES:
        return str(SENTENCES[refusal.code]) % _shown(refusal.details)
    if refusal.code in catalogue.SENTENCES:
        return catalogue.sentences([refusal])[0]
    return documents.sentence(refusal)  # of a paper, of the PIN


def _shown(details: Mapping[str, Any]) -> dict[str, Any]:
    """Days and sums as people write them."""
    shown: dict[str, Any] = {}
    for key, value in details.items():
        if isinstance(value, date):
            shown[key] = value.strftime("%d.%m.%Y")
        elif key in IN_SOUMS and isinstance(value, int):
            shown[key] = money.soums(value)
        else:
            shown[key] = number(value) if isinstance(value, int) else value
    return shown


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
