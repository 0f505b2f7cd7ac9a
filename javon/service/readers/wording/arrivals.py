"""The sentences around files of readers: what is wrong with a line, what columns mean."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    # files of readers
    "line_without_surname": _("The surname is missing."),
    "line_day_unclear": _("The date “%(text)s” is not understood. Write 17.04.2013."),
    "line_without_birth": _("The birth date is missing."),
    "line_only_a_year": _("Only the year of birth is known: “%(text)s” is kept in the note."),
    "line_born_unreal": _("Nobody can be born on %(day)s."),
    "line_sex_unclear": _("The sex “%(text)s” is not understood: it is left open."),
    "line_sex_guessed": _("The sex is not given: read from the patronymic."),
    "line_sex_missing": _("The sex is missing."),
    "line_category_unclear": _("The category “%(text)s” is not known: «other» is entered."),
    "line_no_person": _("This row is nobody: a heading, a sum or a signature."),
    "line_phone_unclear": _("“%(text)s” is no phone number: it is left out."),
    "line_class_unclear": _("The class “%(text)s” is not understood: it is left out."),
    "line_school_unknown": _("The school “%(text)s” is not in the directory of the district: it is kept as the place of study."),
    "line_mahalla_unknown": _("The mahalla “%(text)s” is not in the directory of the district: it is kept in the address."),
    "line_child_without_guardian": _("A child without an adult who answers: write one down later."),
    "line_text_cut": _("The text “%(text)s…” is too long and was cut."),
    "line_known": _("Registered already: %(reader)s."),
    "line_like_another": _("Looks like %(reader)s: compare after entering."),
    "line_twice": _("The same person stands in row %(row)s."),
    "line_card_unreal": _("“%(text)s” is no number of a card: the next number is given."),
    "line_card_taken": _("Card %(card)s is or was somebody's: the next number is given."),
    "reader_used_since": _("Something was entered about this reader since: %(list)s."),
    "reader_changed_since": _("The reader's data were corrected since."),
    "no_column_of_surnames": _("Choose the column of names, or of surnames."),
    "no_column_of_births": _("Choose the column of birth dates."),
    "meaning_chosen_twice": _("One meaning is chosen for two columns."),
    "readers_run_not_now_check": _("The file has gone further meanwhile: its columns can no longer be changed."),
    "readers_run_not_now_enter": _("The readers are entered once they are checked, and once only."),
    "readers_run_not_now_take_back": _("There is nothing to take back now."),
    "readers_run_not_now_drop": _("A file whose readers are entered is taken back, not given up."),
    "no_good_line": _("No line of the file can be entered."),
}  # fmt: skip

MEANINGS: dict[str, Promise] = {
    "": pgettext_lazy("column of readers", "– not needed –"),
    "full_name": pgettext_lazy("column of readers", "surname, name, patronymic"),
    "surname": pgettext_lazy("column of readers", "surname"),
    "given_name": pgettext_lazy("column of readers", "name"),
    "patronymic": pgettext_lazy("column of readers", "patronymic"),
    "birth_date": pgettext_lazy("column of readers", "birth date"),
    "sex": pgettext_lazy("column of readers", "sex"),
    "category": pgettext_lazy("column of readers", "category"),
    "school": pgettext_lazy("column of readers", "school"),
    "class": pgettext_lazy("column of readers", "class"),
    "workplace": pgettext_lazy("column of readers", "place of work"),
    "mahalla": pgettext_lazy("column of readers", "mahalla"),
    "address": pgettext_lazy("column of readers", "street and house"),
    "phone": pgettext_lazy("column of readers", "phone"),
    "guardian": pgettext_lazy("column of readers", "parent or guardian"),
    "guardian_phone": pgettext_lazy("column of readers", "phone of the parent"),
    "card": pgettext_lazy("column of readers", "number of the card"),
    "note": pgettext_lazy("column of readers", "note"),
}
