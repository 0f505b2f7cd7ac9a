"""Labels that tests play with."""

from __future__ import annotations

from itertools import count
from typing import Any

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.labels import actions, rights
from javon.collection.labels.models import LabelRequest, LabelRun
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core.access import Actor

_sequence = count(1)

PRINTER = Actor(user_id=None, label="kataloger", rights=frozenset({rights.PRINT_LABELS.code}))
OWN_SHEET = {
    "width": 210_000, "height": 297_000, "columns": 4, "rows": 10, "cell_width": 48_500, "cell_height": 25_400,
    "left": 8_000, "top": 21_500, "gap_x": 0, "gap_y": 0, "has_marks": False,
}  # fmt: skip


def a_coded_copy(**deviations: Any) -> Copy:
    """A copy with a barcode of ours."""
    return a_copy(**{"barcode": barcode_of(next(_sequence)), **deviations})


def waiting_labels(copies: int = 2, kind: str = "barcode", quantity: int = 1) -> list[Copy]:
    """So many copies whose labels wait."""
    made = [a_coded_copy() for _ in range(copies)]
    actions.ask_for_labels(by=PRINTER, centre=a_centre(), copies=made, kinds=[kind], quantity=quantity)
    return made


def a_run(copies: int = 2, kind: str = "barcode", sheet: str = "a4-38x21", start: int = 1) -> LabelRun:
    """A printing that nobody has answered for."""
    waiting_labels(copies, kind)
    return actions.start_printing(by=PRINTER, centre=a_centre(), kind=kind, sheet=sheet, start=start)


def states() -> list[tuple[str, bool, bool]]:
    """Each label: its kind, whether it is in a printing, whether it is printed."""
    rows = LabelRequest.objects.order_by("id")
    return [(row.kind, row.run_id is not None, row.printed_at is not None) for row in rows]
