"""Sentences of acknowledgement and of papers signed by hand."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "not_asked": _("You are not asked to acknowledge this paper."),
    "text_not_opened": _("Open and read the text first; the button stands under it."),
    "newer_version_binds": _("This version no longer binds. Read the one in force."),
    "no_name": _("Write the name as it stands on the sheet."),
    "already_read": _("This person has acknowledged it already."),
    "date_in_the_future": _("This date has not come yet."),
    "read_before_approval": _(
        "The date of reading is before the approval. If the sheet bears no date, leave it empty."
    ),
    "nobody_to_remind": _("Everybody has acknowledged it: there is nobody to remind."),
    "not_approved": _("Only an approved paper can bear a mark of the signed original."),
}
