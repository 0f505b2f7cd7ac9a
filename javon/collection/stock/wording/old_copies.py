"""The sentences around copies of old inventory books."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "no_inventory_number": _("Write the inventory number as the old book has it."),
    "numbers_unclear": _("“%(piece)s” is no inventory number. Write 4218, or several: 4218, 4220–4222."),
    "too_many_old_copies": _("%(count)s numbers at once are too many, at most %(at_most)s. Enter them in parts."),
    "number_typed_twice": _("Typed twice: %(numbers)s."),
    "number_taken": _("The book has these numbers already: %(numbers)s. Where the old book repeats a number, say so in the note."),
    "number_is_ours": _("These numbers are given by the program: %(numbers)s. A book that came lately is accepted with its paper."),
    "copy_of_donor": _("The record belongs to another library: enter our own record of the book first."),
    "no_such_book": _("There is no such inventory book."),
    "old_copy_day_unreal": _("%(day)s cannot be the day on which it came. Leave it empty when the book does not say."),
    "old_copy_without_price": _("The price is not known: the copy counts with no sum."),
}  # fmt: skip
