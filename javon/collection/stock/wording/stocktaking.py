"""What a stocktaking says: refusals, and each outcome as a word, a sign, a colour, a tone and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "no_point": _("Choose at least one service point."),
    "numbers_reversed": _("The first inventory number is larger than the last."),
    "marks_reversed": _("The first shelf mark comes after the last."),
    "sample_unreal": _("A sample has between 1 and %(most)s copies."),
    "nothing_to_count": _("No copy stands within these bounds. Widen them."),
    "no_order": _("Write the order on which the stocktaking rests: number and date."),
    "commission_does_not_count": _("This commission is not set up for stocktaking, or its time is over."),
    "counted_elsewhere": _(
        "%(copies)s copies of this scope are being counted in stocktaking %(numbers)s. Close that one first."
    ),
    "handover_needs_two": _("A handover has two people: who hands the stock over and who takes it over."),
    "handover_to_the_same": _("The stock is handed over to somebody else, not to the same person."),
    "handover_is_of_the_whole": _(
        "A handover takes in the whole stock of its service points, without bounds."
    ),
    "not_counting": _("This stocktaking is not being counted any more. Nothing was written."),
    "not_counted": _("End the counting first."),
    "nothing_counted": _("Nothing has been scanned yet. Cancel the stocktaking if it is not to be."),
    "act_is_there": _("The act of this stocktaking is drafted already."),
    "reader_card": _("%(scanned)s is the card of a reader, not a book. Nothing was counted."),
    "isbn_of_a_title": _(
        "%(scanned)s is the ISBN printed by the publisher. Scan our own label, or type the inventory number."
    ),
    "no_code": _("There is no code here. Scan one or type it."),
    "several_copies": _("Several copies bear the number %(scanned)s. Scan the barcode of this one."),
    "too_many_codes": _("%(codes)s codes at once are too many: send at most %(most)s at a time."),
    "not_expected": _("This copy does not belong to what is counted here."),
    "not_on_another_shelf": _("This copy was not found on another shelf."),
    "other_point": _("This copy belongs to another service point: moving it there needs an act."),
    "no_remark_text": _("The remark is empty."),
    "not_a_slip": _("Only an unknown code can be a slip of the hand."),
    "not_missing": _("This copy is not said to be missing."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """How one outcome is shown: its word, sign, colour, the tone of the beep, and what to do with the book."""

    label: Promise
    icon: str
    kind: str  # ok, warn, bad, info
    tone: str  # high, double, low
    todo: Promise | str = ""


OUTCOMES: dict[str, Said] = {
    "in_place": Said(pgettext_lazy("stocktaking", "in place"), "check", "ok", "high"),
    "wrong_place": Said(
        pgettext_lazy("stocktaking", "on another shelf"), "triangle-alert", "warn", "double",
        _("Carry it to its shelf, or put it here."),
    ),
    "said_away": Said(
        pgettext_lazy("stocktaking", "here, said to be elsewhere"), "user", "bad", "low",
        _("Put it aside: it has to be returned at the desk."),
    ),
    "found": Said(
        pgettext_lazy("stocktaking", "found again"), "book-open", "info", "double",
        _("It was missing. The act will put it back on its shelf."),
    ),
    "stray": Said(
        pgettext_lazy("stocktaking", "belongs elsewhere"), "triangle-alert", "warn", "double",
        _("Put it aside: it belongs to another stock."),
    ),
    "withdrawn": Said(
        pgettext_lazy("stocktaking", "withdrawn, yet here"), "octagon-alert", "bad", "low",
        _("Put it aside: the books say that it has left the stock."),
    ),
    "duplicate": Said(
        pgettext_lazy("stocktaking", "scanned before"), "circle-alert", "info", "double",
        _("Counted once. If two books bear this code, put one aside."),
    ),
    "unknown": Said(
        pgettext_lazy("stocktaking", "unknown code"), "circle-question-mark", "bad", "low",
        _("No copy has this code. Put the book aside for a label."),
    ),
    "away": Said(pgettext_lazy("stocktaking", "on loan or elsewhere"), "user", "info", ""),
    "handled": Said(pgettext_lazy("stocktaking", "seen at the desk meanwhile"), "check", "ok", ""),
    "missing": Said(pgettext_lazy("stocktaking", "not found"), "circle-alert", "bad", ""),
    "": Said(pgettext_lazy("stocktaking", "not seen yet"), "circle", "", ""),
}  # fmt: skip
