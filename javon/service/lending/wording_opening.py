"""The sentences around files of open loans: what is wrong with a line, what columns mean, why a loan stays."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OPENING: dict[str, Promise] = {
    "opening_day_unclear": _("The date “%(text)s” is not understood. Write 17.11.2026."),
    "opening_without_lent": _("The day of lending is missing."),
    "opening_lent_to_come": _("Lent on %(day)s: this day has not come yet."),
    "opening_lent_unreal": _("Lent on %(day)s: too long ago to be true."),
    "opening_due_before_lent": _("Due on %(due)s, before it was lent (%(lent)s)."),
    "opening_due_unreal": _("Due on %(day)s: too far away to be true."),
    "opening_due_by_terms": _("The due date is missing: the terms of lending will say it."),
    "opening_returned": _("The list says that it was brought back (%(text)s): it is no open loan."),
    "opening_without_number": _("The inventory number is missing."),
    "opening_number_unknown": _("No copy has the inventory number “%(number)s”."),
    "opening_number_of_several": _("%(count)s copies have the number “%(number)s”: write the barcode in its place."),
    "opening_copy_lost": _("The copy “%(number)s” stands as lost: settle its loss first."),
    "opening_copy_withdrawn": _("The copy “%(number)s” is withdrawn from the stock."),
    "opening_copy_in_house": _("The copy is not out: %(place)s."),
    "opening_copy_elsewhere": _("The copy stood elsewhere (%(place)s): it will stand as lent."),
    "opening_on_loan": _("This copy is on loan already."),
    "opening_twice": _("The same copy stands in row %(row)s."),
    "opening_without_reader": _("Neither a card nor a name is given."),
    "opening_reader_unknown_card": _("No reader has the card “%(card)s”."),
    "opening_reader_unknown_card_of_name": _("No reader has the card “%(card)s”. Readers of this name: %(list)s. Choose who is meant."),
    "opening_reader_unknown_name": _("No reader is called “%(name)s”. Register the reader first, or write the card."),
    "opening_reader_several": _("Several readers are called “%(name)s”: %(list)s. Choose who is meant."),
    "opening_reader_differs": _("The card “%(card)s” belongs to somebody who is not called “%(name)s”. Choose who is meant: %(list)s."),
    "opening_reader_gone": _("The reader of the card “%(card)s” is no longer served here."),
    "opening_reader_gone_of_name": _("The reader of the card “%(card)s” is no longer served here. Readers of this name: %(list)s. Choose who is meant."),
    "opening_since_returned": _("It was returned since."),
    "opening_since_lost": _("It was declared lost since."),
    "opening_since_undone": _("It was undone since."),
    "opening_since_renewed": _("It was renewed since."),
    "opening_since_claimed": _("The reader says since then that it was brought back."),
    "opening_since_used": _("Something was entered about this loan since: %(list)s."),
    "opening_since_moved": _("The copy was moved since."),
    "opening_no_column_of_readers": _("Choose the column of cards, or of names."),
    "opening_no_column_of_numbers": _("Choose the column of inventory numbers."),
    "opening_no_column_of_days": _("Choose the column of the days of lending."),
    "opening_meaning_twice": _("One meaning is chosen for two columns."),
    "opening_file_twice": _("This very file was handed in already: No. %(number)s “%(name)s”. Take that one back first."),
    "opening_line_decided": _("This line was decided meanwhile. Nothing has changed."),
    "opening_choose_card": _("Choose a reader, or type the number of a card in use."),
    "opening_not_now_check": _("The file has gone further meanwhile: its columns can no longer be changed."),
    "opening_not_now_choose": _("Readers are chosen once the file is checked."),
    "opening_not_now_enter": _("Loans are entered once they are checked."),
    "opening_not_now_take_back": _("There is nothing to take back now."),
    "opening_not_now_drop": _("A file whose loans are entered is taken back, not given up."),
    "opening_no_good_line": _("No line of the file can be entered."),
}  # fmt: skip

MEANINGS: dict[str, Promise] = {
    "": pgettext_lazy("column of open loans", "– not needed –"),
    "card": pgettext_lazy("column of open loans", "number of the card"),
    "full_name": pgettext_lazy("column of open loans", "surname, name, patronymic"),
    "surname": pgettext_lazy("column of open loans", "surname"),
    "given_name": pgettext_lazy("column of open loans", "name"),
    "patronymic": pgettext_lazy("column of open loans", "patronymic"),
    "inventory": pgettext_lazy("column of open loans", "inventory number"),
    "title": pgettext_lazy("column of open loans", "title of the book"),
    "lent_on": pgettext_lazy("column of open loans", "lent on"),
    "due_on": pgettext_lazy("column of open loans", "due on"),
    "returned_on": pgettext_lazy("column of open loans", "brought back on"),
}
