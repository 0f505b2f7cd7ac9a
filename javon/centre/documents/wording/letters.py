"""The sentences around letters, files and the acts above us."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # letters
    "no_correspondent": _("Say who the letter is from."),
    "no_subject": _("Say in a few words what the letter is about."),
    "received_in_future": _("%(day)s has not come yet: enter the day on which the letter came."),
    "received_long_ago": _("%(day)s is too long ago: the journal of that year is closed. Check the year."),
    "written_after_received": _("The letter bears a date later than the day it came: %(day)s."),
    "answer_due_before_received": _("The answer would be due on %(day)s, before the letter came."),
    "answer_due_too_far": _("%(day)s is more than three years away. Check the year."),
    "letter_registered_already": _("This letter is registered already, as no. %(number)s. It gets no second number."),
    "resolution_on_letters_only": _("A resolution is written on a letter that came in."),
    "resolution_empty": _("Write what is to be done."),
    "resolution_without_executor": _("Choose who is to do it."),
    "no_journal": _("No registration journal numbers letters that come in. Load the journals first."),
    "not_an_answer": _("Only an outgoing letter answers a letter that came in."),
    # journals and files of the nomenclature
    "journal_not_upwards": _("The journal stands at number %(last)s. A larger number can be entered, never a smaller one."),
    "journal_has_numbers": _(
        "Javon has given numbers in this journal this year already. The last one of the paper journal is entered before the first."
    ),
    "journal_year_unreal": _("A journal is taken over for this year or the last one."),
    "journal_number_unreal": _("That many papers in a year are not possible. Check the number."),
    "case_file_closed": _("This case file is closed. Choose another."),
    "case_file_unnamed": _("A case file needs its index and its title."),
    "case_file_index_taken": _("Index %(index)s is taken by another file that is open. Close that one, or choose another index."),
    "case_file_closed_before": _("It was opened on %(day)s, so it cannot have been closed before."),
    # files
    "too_many_files": _("At most %(most)s files can be added at a time."),
    "file_too_large": _("«%(name)s» has %(size)s MB; at most %(most)s MB can be kept. Scan it smaller, in grey."),
    "file_empty": _("«%(name)s» is empty. Choose the file again."),
    "file_kind_unwelcome": _("«%(name)s» is of a kind that cannot lie with a paper. Give a PDF, a picture, a Word or an Excel file."),
    "file_not_what_it_claims": _("«%(name)s» is not what its name says: its bytes are those of a %(kind)s file."),
    "approved_takes_scans_only": _("An approved paper is not changed any more (Nizom 1.4): only a scan of it can be added."),
    "attachment_stays": _("What lies with an approved paper stays with it (Nizom 1.4)."),
    # acts above us
    "act_not_external": _("Our own papers are drafted and approved; only acts of others are entered here (Nizom 1.7)."),
    "act_of_future": _("%(day)s has not come yet."),
    "act_known": _("It is in the register already: «%(title)s»."),
    "act_not_in_force": _("It has lost force already. Nothing was changed."),
    "act_ends_before": _("It came into force on %(day)s, so it cannot have ended before."),
    "act_still_in_force": _("It binds until %(day)s. Enter its end when that day has passed."),
    "successor_not_in_force": _("What takes its place must be in the register and in force."),
    "act_replaces_itself": _("An act does not take its own place."),
}  # fmt: skip
