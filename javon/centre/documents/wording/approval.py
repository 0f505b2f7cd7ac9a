"""Sentences of the route to approval."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "no_text": _("The paper has no text yet. Write at least one clause."),
    "nobody_to_approve": _(
        "Nobody but you may approve this paper today: the preparer does not approve (Regulation, clause 1.4). "
        "Name a stand-in for the director, or let a colleague prepare it."
    ),
    "due_in_the_past": _("The date of these points is over: %(numbers)s. Give them another."),
    "point_without_date": _("These points name an executor and no date: %(numbers)s."),
    "version_changed": _(
        "The text has changed: version %(number)s stands now. Open it, read it and decide again."
    ),
    "not_agreeing": _("This version waits for nobody's decision."),
    "not_your_turn": _("It is not your turn: the paper waits for another post."),
    "preparer_approves": _(
        "You prepared this paper yourself. Somebody else approves it (Regulation, clause %(clause)s)."
    ),
    "no_remark": _("Write what is to be changed: the author sees your remark."),
    "remark_too_long": _("The remark is too long: at most %(most)s characters fit."),
    "not_withdrawable": _("Only a draft or a paper on its way can be withdrawn."),
    "version_in_work": _("A version is being worked on already. Finish or withdraw it first."),
    "approved_waits": _("The approved version is not in force yet. A new one begins after that day."),
    "made_elsewhere": _(
        "This paper was made from a list of the stock. Correct the list there and draft the paper again."
    ),
    "no_longer_in_force": _("This document is no longer in force. Draft a new one."),
    "not_in_force": _("This document is not in force."),
    "ends_before_it_begins": _("It cannot end before the day it came into force."),
    "no_reason": _("Say why: the reason stays with the document."),
    "not_yet_in_force": _("The day on which it comes into force has not come."),
}
