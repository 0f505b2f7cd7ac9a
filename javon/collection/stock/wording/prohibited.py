"""The sentences around prohibited publications."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "prohibited_list_without_paper": _("Say from which paper the list is: whose, its number."),
    "prohibited_list_without_day": _("Enter the date of the paper."),
    "prohibited_list_in_future": _("%(day)s has not come yet. Enter the date of the paper."),
    "prohibited_list_older": _("The paper of %(day)s is older than the list that stands, of %(newest)s. Nothing was entered."),
    "prohibited_list_empty": _("No line with a title was found in the paper. Nothing was entered."),
    "prohibited_list_too_long": _("%(lines)s lines in one paper are too many, at most %(at_most)s. Enter it in parts, as additions."),
    "prohibited_lines_unknown": _("Lines of this paper that do not stand in the list: %(count)s. Nothing was taken off; compare the spelling of titles and authors."),
    "prohibited_list_says_nothing_new": _("Every line of this paper stands in the list already. Nothing was entered."),
    "examined_without_note": _("Say in a sentence why it is another publication: it is kept and shown at a check."),
    "suspicion_decided": _("This book was decided on already."),
    "suspicion_before_commission": _("This book lies before a commission: its act decides."),
    "exact_needs_commission": _("The book is the same as a line of the list: a commission decides on it, by the act of a check."),
    "no_suspicion": _("This book does not look like that line of the list any more."),
    "no_such_finding": _("Choose what the commission has found."),
    "check_is_act": _("The act of this check waits for approval: its findings are fixed."),
    "check_is_done": _("The act of this check is approved and stays."),
    "check_is_cancelled": _("This check was given up."),
    "check_without_list": _("There is no list yet to check the stock by. Enter it first."),
    "check_before_look": _("The catalogue is still being looked over by the newest list. Begin when that is over."),
    "check_on_its_way": _("Check no. %(number)s is on its way. Finish it or give it up first."),
    "suspicions_undecided": _("Books without a finding: %(count)s. Decide on each of them."),
    "closed_place_missing": _("Say where the withdrawn copies are kept."),
    "line_still_in_force": _("The line stands in the list: the book stays withdrawn from use."),
    "line_is_prohibited": _("Line %(line)s: «%(title)s» is on the list of prohibited publications. It is not accepted: take the line off, return the book to whom it came from or keep it apart."),
    "line_looks_prohibited": _("Line %(line)s: «%(title)s» looks like a line of the list of prohibited publications. Compare it and say what you have found."),
}  # fmt: skip

WHY: dict[str, Promise] = {
    "isbn": pgettext_lazy("likeness", "the same ISBN"),
    "title_author": pgettext_lazy("likeness", "the same title and author"),
    "title": pgettext_lazy("likeness", "the same title"),
    "similar": pgettext_lazy("likeness", "a similar title"),
}
CERTAINTY: dict[str, Promise] = {
    "exact": pgettext_lazy("likeness", "exact"),
    "probable": pgettext_lazy("likeness", "probable"),
}
# As an act puts it: official papers of the house have one language.
WHY_IN_ACTS = {
    "isbn": "ISBN bir xil",
    "title_author": "nomi va muallifi bir xil",
    "title": "nomi bir xil",
    "similar": "nomi oʻxshash",
}
