"""The sentences of acquisition: every refusal of its rules; those of the stock, papers and PINs are the stock's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.collection.stock import wording as stock
from javon.collection.stock.wording.money import soums
from javon.core.uzbek.figures import number, short_date
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "proposal_without_name": _("Write the title of the book."),
    "proposal_isbn_wrong": _("%(isbn)s is no ISBN: its check digit does not fit. Look at it again or leave it empty."),
    "proposal_year_unreal": _("The year %(year)s cannot be."),
    "proposal_without_asker": _("Write who asks for it. Only a refusal at the desk may name nobody."),
    "proposal_wanted_unreal": _("Copies that are asked for: from 1 to %(most_copies)s."),
    "proposal_in_future": _("%(day)s has not come yet."),
    "proposal_held_already": _("We hold this book already, copies: %(copies)s."),
    "proposal_is_chosen": _("This proposal is chosen already."),
    "proposal_is_declined": _("This proposal was declined. Write it down anew if it is asked for again."),
    "proposal_is_arrived": _("This book has come already."),
    "proposal_is_proposed": _("This proposal is not decided yet."),
    "proposal_on_a_list": _("This proposal stands on a purchase list. Take it off the list first."),
    "declined_without_reason": _("Say why it is declined: whoever asked will be told."),
    "list_is_draft": _("This list is still being drawn up. It is laid before the director first."),
    "list_is_sent": _("This list lies before the director and does not change. It can be returned."),
    "list_is_approved": _("This list is approved and does not change any more."),
    "list_is_cancelled": _("This list was given up."),
    "list_changed_meanwhile": _("Somebody has changed this list while it was before you. Look at it again."),
    "list_year_unreal": _("The year %(year)s is too far away for a purchase list."),
    "list_without_budget": _("Write the budget: how much money there is, one soum at least."),
    "budget_too_large": _("%(amount)s soums is more than any library has, at most %(most)s. Look whether a digit is too many."),
    "list_without_lines": _("The list is empty: put books on it."),
    "list_full": _("A list has %(most_lines)s lines at most. Begin another one."),
    "list_over_budget": _("The lines exceed the budget by %(amount)s soums. Lessen copies or take lines off."),
    "own_list": _("Whoever laid a list before the director does not approve it. Another person with this right must."),
    "list_without_reason": _("Say why."),
    "purchase_without_name": _("Write the title of the book."),
    "purchase_quantity_unreal": _("Copies of one book: from 1 to %(most_copies)s."),
    "purchase_without_price": _("Write the price, even an estimated one. What costs nothing is 0."),
    "purchase_price_negative": _("A price cannot be less than nothing: %(price)s soums."),
    "purchase_price_too_high": _("%(price)s soums for one copy is more than %(most)s: look whether a digit is too many."),
    "purchase_stands_already": _("This book stands on the list already. Change its copies there."),
    "order_of_unapproved_list": _("Only an approved list can be ordered from."),
    "order_without_supplier": _("Write from whom it is ordered."),
    "order_day_unreal": _("The day of the order cannot be in the future or more than a year ago."),
    "order_expected_before": _("The order is expected before it was made: look at the days."),
    "order_without_lines": _("Write how many copies of at least one book are ordered."),
    "order_beyond_list": _("«%(title)s»: from 0 to %(left)s copies can be ordered."),
    "delivery_line_without_record": _("«%(title)s» has no record in the catalogue yet: link it first."),
    "delivery_beyond_order": _("«%(title)s»: from 0 to %(left)s copies are still expected. What came beyond the order is added on the delivery itself."),
    "delivery_of_nothing": _("Write how many copies of at least one book have come."),
    "order_has_no_rest": _("Nothing of this order is outstanding."),
    "order_is_being_entered": _("A delivery of this order is being entered. Accept it or cancel it first."),
    "rest_without_reason": _("Say why the rest will not come."),
    "record_not_found": _("There is no such record in our catalogue: %(number)s."),
}  # fmt: skip
IN_SOUMS = frozenset({"price", "most", "amount"})


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code not in SENTENCES:
        return stock.sentence(refusal)
    return str(SENTENCES[refusal.code]) % {
        name: _shown(value, name in IN_SOUMS) for name, value in refusal.details.items()
    }


def _shown(value: Any, is_sum: bool) -> Any:
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int):
        return soums(value) if is_sum else number(value)
    return value


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
