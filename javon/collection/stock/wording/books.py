"""The sentences around the stock books: opening balance, corrections, reconciliation."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "opening_twice": _("The opening balance has been taken over already; it is never taken over again."),
    "opening_without_act": _("Write the number and date of the signed act."),
    "opening_day_unreal": _("%(day)s cannot be the day of the balance."),
    "facts_before_opening": _(
        "The books already have a fact of %(day)s. The balance must be of that day or earlier."
    ),
    "opening_month_closed": _("The month of %(day)s is closed: choose a day of an open month."),
    "opening_figures_unreal": _("A number is negative or too large: look whether a digit is too many."),
    "opening_empty": _("Write how many copies the paper book holds."),
    "opening_kind_differs": _("The kinds add up to %(said)s copies, the total says %(total)s."),
    "opening_content_group_differs": _("The contents add up to %(said)s copies, the total says %(total)s."),
    "opening_language_differs": _("The languages add up to %(said)s copies, the total says %(total)s."),
    "opening_sums_differ": _(
        "The sums of the contents add up to %(said_amount)s, the total says %(amount)s."
    ),
    "opening_sum_without_copies": _("A content has a sum and no copies."),
    "correction_without_reason": _("Write why it is corrected: the note stands in the book."),
    "correction_of_written_off": _("This copy has been written off: its lines stand as they are."),
    "correction_on_write_off": _("This copy is on the list of a write-off: take it off the list first."),
    "correction_changes_nothing": _("Nothing would be different."),
    "unknown_column": _("The books have no such column: %(value)s."),
    "price_missing": _("A price that is known cannot become unknown."),
    "correction_unreal": _("A number is too large: look whether a digit is too many."),
    "correction_below_nothing": _("Fewer than no copies would be left in: %(columns)s."),
    "reconciling_without_opening": _("Take over the opening balance first."),
    "reconciling_inside_a_month": _(
        "Books are compared at the end of a month; %(day)s is not the last day of one."
    ),
    "reconciling_too_early": _("%(day)s is not over yet."),
    "reconciled_already": _("The books were compared with accounting for %(day)s already."),
    "accounting_unreal": _("Figures of accounting: a number is negative or too large."),
    "book_unnamed": _("Write the name of the book."),
    "book_code_unreal": _("The short name is of Latin letters and digits; “main” and “import” are taken."),
    "book_code_taken": _("There is a book under the name %(code)s already."),
    "book_number_unreal": _("The last number is negative or too large."),
    "difference_unexplained": _("The figures differ: write why."),
}
