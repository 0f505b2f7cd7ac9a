"""Refusals of this module in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "login_hard_to_type": _(
        "A login has 3 to 64 Latin letters, digits, dots or hyphens: %(login)s does not."
    ),
    "login_taken": _("The login %(login)s belongs to another account."),
    "no_such_account": _("There is no account with the login %(login)s."),
    "password_weak": _("This password is easy to guess: %(reasons)s"),
}
