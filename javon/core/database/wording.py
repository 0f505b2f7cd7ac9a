"""The sentences behind this module's refusals."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "request_id_reused": _(
        "This request was already used for something else. Nothing was changed; open the page again."
    ),
    "request_answer_gone": _(
        "This was done before, and its result has been removed since. Nothing was changed."
    ),
    "no_right": _("You do not have the right to do this. Ask the head of your department."),
}
