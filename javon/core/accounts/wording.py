"""Refusals of this module in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.verdict import Refusal, Verdict

WORDS = {
    "login_hard_to_type": _(
        "A login has 3 to 64 Latin letters, digits, dots or hyphens: %(login)s does not."
    ),
    "login_taken": _("The login %(login)s belongs to another account."),
    "no_such_account": _("There is no account with the login %(login)s."),
    "password_weak": _("This password is easy to guess: %(reasons)s"),
    "password_wrong": _("The password does not match. Type it again."),
    "account_is_locked": _("The account %(login)s is locked. Open it first."),
    "locks_oneself": _(
        "You cannot lock the account that you are working in. Another person with the right does it."
    ),
    "no_such_session": _("This session is closed already."),
    "link_spent": _("This link was used already or is older than three days. Ask for a new one."),
    "pin_no_digits": _("A PIN has 4 to 6 digits and nothing else."),
    "pin_guessable": _("This PIN is easy to guess. Choose other digits."),
    "pin_missing": _("Type the PIN or the password."),
    "pin_not_set": _("This account has no PIN. Type the password."),
    "pin_wrong": _("The PIN does not match. Tries left: %(left)s."),
    "pin_locked": _(
        "The PIN was wrong five times. Minutes to wait: %(minutes)s. The password works now and lifts the pause."
    ),
    "pin_exhausted": _(
        "The PIN was wrong too many times. Type the password: afterwards the PIN works again."
    ),
    "pin_needed": _("This needs your PIN or password. Type it again: it holds for two minutes."),
    "no_right": _("Your account does not hold the right to do this."),
}

WHY_GUESSABLE = {
    "same": _("All digits are the same. Choose other digits."),
    "run": _("The digits follow one another. Choose other digits."),
    "repeat": _("The digits repeat themselves. Choose other digits."),
    "year": _("The PIN looks like a year, and years are tried first. Choose other digits."),
    "line": _("These keys lie in one line on the keyboard. Choose other digits."),
    "login": _("These digits stand in the login. Choose other digits."),
}


def sentence(refusal: Refusal) -> str:
    """What one refusal says to a person."""
    if refusal.code == "pin_guessable" and refusal.details.get("why") in WHY_GUESSABLE:
        return str(WHY_GUESSABLE[refusal.details["why"]])
    words = WORDS.get(refusal.code)
    return str(words) % refusal.details if words is not None else refusal.code


def sentences(verdict: Verdict) -> list[str]:
    """What a verdict's objections say, in their order."""
    return [sentence(refusal) for refusal in verdict.refusals]
