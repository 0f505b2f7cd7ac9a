"""The words of labels: kinds, sheets, and the sentence of each refusal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core.verdict import Refusal

KINDS: dict[str, Promise] = {
    "barcode": _("Barcode label"),
    "spine": _("Spine label"),
    "combined": _("Barcode and spine label"),
    "slip": _("Date slip"),
    "formulary": _("Book card"),
    "pocket": _("Book pocket"),
    "card": _("Catalogue card"),
}
SHEETS: dict[str, Promise] = {
    "a4-38x21": _("65 self-adhesive labels of 38 × 21 mm, A4"),
    "plain-38x21": _("Plain A4, cut into 65 labels of 38 × 21 mm"),
    "plain-50x25": _("Plain A4, cut into 44 labels of 50 × 25 mm"),
    "a4-70x37": _("24 self-adhesive labels of 70 × 37 mm, A4"),
    "plain-30x40": _("Plain A4, cut into 42 spine labels of 30 × 40 mm"),
    "card-125x75": _("Cards of 12.5 × 7.5 cm, one by one"),
    "a4-cards": _("4 cards on A4, landscape"),
    "a4-formulary": _("4 book cards of 7.5 × 12.5 cm on A4"),
    "a4-pocket": _("6 pockets of 10 × 8 cm on A4"),
    "a4-slips-8": _("8 slips on A4, landscape"),
    "a4-slips-4": _("4 slips of A6 on A4"),
    "receipt-80": _("Receipt printer, 80 mm"),
}
FIELDS: dict[str, Promise] = {
    "width": _("Width of the paper"),
    "height": _("Height of the paper"),
    "columns": _("Columns"),
    "rows": _("Rows"),
    "cell_width": _("Width of a label"),
    "cell_height": _("Height of a label"),
    "left": _("Left margin"),
    "top": _("Upper margin"),
    "gap_x": _("Gap between columns"),
    "gap_y": _("Gap between rows"),
    "offset_x": _("Push to the right"),
    "offset_y": _("Push down"),
}
_SENTENCES: dict[str, Promise] = {
    "no_right": _("You do not have the right to print labels."),
    "no_copies": _("No copy was found. Scan a barcode or type an inventory number."),
    "no_kinds": _("Choose at least one kind of label."),
    "too_many_copies": _("These are %(copies)s copies; at most %(most)s at a time. Ask for them in parts."),
    "strange_quantity": _("Of each label from 1 to %(most)s."),
    "withdrawn": _("Written off, no label is needed (copies: %(count)s): %(names)s."),
    "without_code": _(
        "These copies have no barcode yet (copies: %(count)s): %(names)s. Choose another kind of label, or give them a barcode."
    ),
    "nothing_waits": _("No label of this kind is waiting any more. Somebody has printed them already."),
    "no_such_cell": _("The sheet has labels 1 to %(cells)s. Choose the first free one."),
    "cell_too_small": _("Labels of this sheet are too small for it. Choose another sheet."),
    "code_too_wide": _(
        "The bars need a label %(needs)s mm wide, or no scanner reads them. Choose a sheet with larger labels."
    ),
    "out_of_range": _("%(field)s: this length is not possible."),
    "too_many_cells": _("More than 500 labels on a sheet are not possible."),
    "too_wide": _(
        "The labels are wider than the paper by %(over)s mm. Make margins, gaps or labels smaller."
    ),
    "too_high": _(
        "The labels are higher than the paper by %(over)s mm. Make margins, gaps or labels smaller."
    ),
    "no_name": _("Give the sheet a name by which you will know it."),
    "name_taken": _("There is a sheet with this name already."),
    "nothing_fits": _("No kind of label fits: they begin at 15 × 18 mm."),
    "too_many_sheets": _("The centre keeps %(most)s sheets already. Remove one that is not used."),
    "already_answered": _("This printing was answered for already."),
    "wrong_measure": _("From 15 to 25 mm. If it is further off, print at 100 %% and look at the paper size."),
}


def sentence(refusal: Refusal) -> str:
    """What a person reads for one refusal."""
    details: dict[str, Any] = dict(refusal.details)
    if "field" in details:
        details["field"] = FIELDS.get(details["field"], details["field"])
    return str(_SENTENCES[refusal.code]) % details if refusal.code in _SENTENCES else refusal.code


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """One sentence for each, none twice."""
    return list(dict.fromkeys(sentence(refusal) for refusal in refusals))
