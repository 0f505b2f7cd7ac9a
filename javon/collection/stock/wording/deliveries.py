"""The sentences around deliveries."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "delivery_is_accepted": _("This delivery is in the books already. A mistake is put right by a correction in the books."),
    "delivery_is_cancelled": _("This delivery was cancelled. Enter it anew if it came after all."),
    "delivery_changed_meanwhile": _("Somebody has changed this delivery while it was before you. Look at it again; nothing was accepted."),
    "delivery_without_source": _("Say from whom it came."),
    "delivery_without_day": _("Say on which day it came."),
    "delivery_in_future": _("%(day)s has not come yet. Enter the day on which the books came."),
    "delivery_long_ago": _("%(day)s is more than three years ago: such books belong to the opening balance."),
    "declared_amount_negative": _("The sum of a paper cannot be less than nothing."),
    "delivery_without_paper": _("The number of the invoice is missing. What came without one is a gift or is accepted by an act."),
    "delivery_without_commission": _("What came without an invoice is accepted by an act: choose the commission that signs it."),
    "commission_not_of_that_day": _("The commission was not at work on the day of receipt. Choose another."),
    "delivery_without_lines": _("The delivery has no line yet: put the books on it."),
    "delivery_too_large": _("%(copies)s copies in one delivery are too many, at most %(at_most)s. Enter it in parts."),
    "delivery_without_total": _("Enter how many copies and what sum the invoice says, so that the lines can be compared with it."),
    "copies_differ": _("The paper says %(declared)s copies, the lines add up to %(on_lines)s."),
    "sums_differ": _("The paper says %(declared_amount)s soums, the lines add up to %(amount_on_lines)s."),
    "cancelled_without_reason": _("Say why it is cancelled."),
    "delivery_not_accepted_yet": _("The delivery is not in the books yet. Accept it first, then draft the act."),
    "acceptance_act_is_there": _("The act of this delivery is drafted already: open it and go on with it there."),
    "line_without_title": _("Line %(line)s has no book."),
    "line_of_donor": _("Line %(line)s: the record belongs to another library. Enter our own record of the book first."),
    "line_without_copies": _("Line %(line)s: say how many copies came, one at least."),
    "line_too_large": _("Line %(line)s: %(copies)s copies of one book are too many, at most %(at_most)s. Look at the number."),
    "line_without_price": _("Line %(line)s has no price. A gift gets the price that the commission gives it."),
    "no_such_inventory_book": _("Line %(line)s: there is no such inventory book."),
    "inventory_book_closed": _("Line %(line)s: the inventory book is closed. Choose another."),
}  # fmt: skip
