"""What a reader is told: why a book was not renewed, how the list stands. Another reader is never named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "loan_over": _("This book is back already."),
    "not_yours": _("This book is not with you."),
    "not_your_loan": _("This book is not with you."),
    "renewals_used_up": _("renewed already, once more is not possible"),
    "others_wait_renewal": _("readers waiting for it: %(readers)s"),
    "reader_restricted": _("please come to the desk first"),
    "not_registered_this_year": _("register for this year at the desk first"),
    "too_late_to_renew": _("%(days)s days late: bring it back"),
    "renewal_gains_nothing": _("too early: it is due on %(due_on)s"),
    "claimed_returned": _("we are looking for it on the shelf"),
    "clock_behind": _("the library's clock is wrong, ask at the desk"),
    "day_to_come": _("the library's clock is wrong, ask at the desk"),
    "request_id_reused": _("the page is old, open it again"),
    # --- reserving
    "not_your_hold": _("this reservation is not yours"),
    "hold_over": _("this reservation is over already"),
    "copy_of_another_centre": _("this book is another library's"),
    "reader_of_another_centre": _("this book is another library's"),
    "reader_has_left": _("please come to the desk first"),
    "title_hidden": _("this book is not lent now"),
    "no_copy_left": _("no copy is left: ask the librarian, it may be bought"),
    "hold_reading_room_only": _("this book is read in the reading room only, nobody waits for it"),
    "waits_already": _("you wait for this book already"),
    "has_what_is_reserved": _("this book is with you already: you can renew it"),
    "debtor_may_not_reserve": _("bring back the late book first: it is %(days)s days late"),
    "holds_limit_reached": _(
        "you wait for %(open)s books already, %(most)s are allowed: leave one queue first"
    ),
    "too_young": _("this book is for readers from %(mark)s years on"),
}


def because(refusals: Iterable[Refusal]) -> str:
    """Why not, in one line; what has no words of its own is asked at the desk."""
    told = [_one(refusal) for refusal in refusals]
    return "; ".join(dict.fromkeys(told))


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same, each a sentence of its own."""
    told = dict.fromkeys(_one(refusal) for refusal in refusals)
    return [one if one.endswith(".") else f"{one[:1].upper()}{one[1:]}." for one in told]


def _one(refusal: Refusal) -> str:
    words = SENTENCES.get(refusal.code)
    if words is None:
        return _now("ask at the desk")
    return str(words) % {name: _shown(value) for name, value in refusal.details.items()}


def _shown(value: object) -> object:
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return short_date(date.fromisoformat(value))  # an answer kept as JSON
        except ValueError:
            return value
    return value
