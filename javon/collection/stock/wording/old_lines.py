"""The sentences around files of old inventory lines: why a line is refused, what is remarked, what columns mean."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    # a line
    "line_without_title": _("The title is missing."),
    "copies_and_numbers_differ": _("The line tells of %(copies)s copies and has %(numbers)s numbers. Write every number: 1201–1203."),
    "copies_unclear": _("The number of copies “%(text)s” is not understood: the inventory numbers were counted."),
    "price_unclear": _("“%(text)s” is no price. Write it with figures: 45 000 or 1,20."),
    "price_read_as": _("The price “%(text)s” was read as %(price)s soums."),
    "only_a_year": _("Of the date only the year is known: “%(text)s” is kept in the note."),
    "day_unclear": _("The date “%(text)s” is not understood: it is kept in the note."),
    "year_unclear": _("The year “%(text)s” is not understood: the record has none."),
    "text_cut": _("The text “%(text)s…” is too long and was cut."),
    "number_strange": _("%(number)s looks like a barcode, not like an inventory number."),
    "line_twice": _("The same line stands in row %(row)s."),
    "number_repeated_in_file": _("The number stands in row %(row)s too: %(numbers)s. The line is kept as a repeat."),
    "number_repeated": _("Another book of the inventory book has this number: %(numbers)s. The line is kept as a repeat."),
    "line_known": _("This book is in the inventory book under this number already: %(numbers)s."),
    "written_off_long_ago": _("Written off in the old book: %(act)s. No copy is made of it."),
    # a row that is no line
    "heading_again": _("The heading once more."),
    "row_of_numbers": _("The numbers of the columns."),
    "total_or_carried": _("A total, or what is carried forward."),
    "single_cell": _("One cell only: a heading of a part."),
    # taking back
    "copy_has_moved": _("Copy %(number)s has left its shelf since."),
    "copy_was_changed": _("Copy %(number)s was changed since."),
    "copy_is_used": _("Copy %(number)s is needed elsewhere: %(by)s."),
    "record_is_used": _("The copies are taken back, the record stays: %(by)s."),
    # a file
    "no_column_of_numbers": _("Choose the column of inventory numbers."),
    "no_column_of_titles": _("Choose the column of titles."),
    "meaning_chosen_twice": _("One meaning is chosen for two columns."),
    "old_lines_not_now_check": _("The file has gone further meanwhile: its columns can no longer be changed."),
    "old_lines_not_now_enter": _("The lines are entered once they are checked, and once only."),
    "old_lines_not_now_take_back": _("There is nothing to take back now."),
    "old_lines_not_now_drop": _("A file whose lines are entered is taken back, not given up."),
    "no_good_line": _("No line of the file can be entered."),
}  # fmt: skip

MEANINGS: dict[str, Promise] = {
    "": pgettext_lazy("column of old lines", "– not needed –"),
    "number": pgettext_lazy("column of old lines", "inventory number"),
    "entered_on": pgettext_lazy("column of old lines", "date of entry"),
    "author_title": pgettext_lazy("column of old lines", "author and title"),
    "author": pgettext_lazy("column of old lines", "author"),
    "title": pgettext_lazy("column of old lines", "title"),
    "year": pgettext_lazy("column of old lines", "year"),
    "place": pgettext_lazy("column of old lines", "place"),
    "publisher": pgettext_lazy("column of old lines", "publisher"),
    "imprint": pgettext_lazy("column of old lines", "place, publisher, year"),
    "price": pgettext_lazy("column of old lines", "price"),
    "udc": pgettext_lazy("column of old lines", "UDC"),
    "bbk": pgettext_lazy("column of old lines", "BBK"),
    "author_mark": pgettext_lazy("column of old lines", "author mark"),
    "shelf_mark": pgettext_lazy("column of old lines", "shelf mark"),
    "shelf": pgettext_lazy("column of old lines", "shelf"),
    "copies": pgettext_lazy("column of old lines", "number of copies"),
    "isbn": pgettext_lazy("column of old lines", "ISBN"),
    "language": pgettext_lazy("column of old lines", "language"),
    "extent": pgettext_lazy("column of old lines", "pages"),
    "note": pgettext_lazy("column of old lines", "note"),
    "gone": pgettext_lazy("column of old lines", "act of write-off"),
    "entry": pgettext_lazy("column of old lines", "entry of the summary book"),
}
