"""The sentences of the reader's own door: card, PIN, requests. Short, for children read them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core.accounts import wording as accounts
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "pin_wrong": _("The card or the PIN does not match. Tries left: %(left)s."),
    "pin_locked": _("Too many tries. Minutes to wait: %(minutes)s."),
    "pin_exhausted": _("Too many tries. Ask the librarian for a new PIN."),
    "pin_no_digits": _("A PIN has 4 to 6 digits."),
    "card_unreadable": _("A card number is K and six digits: K-000127."),
    "pin_missing": _("Type the PIN of the card."),
    "reader_has_no_card": _("The reader has no card in use. Give a card first."),
    "request_is_open": _("This was asked for already. The library will answer."),
    "request_of_group": _("The data of a group are erased by the library itself."),
    "request_is_over": _("This request was answered already. Nothing has changed."),
    "decline_without_reason": _("Write for the reader why it cannot be done."),
    "not_yours": _("This concerns another reader. Nothing has changed."),
}


def sentence(refusal: Refusal) -> str:
    """What one refusal says."""
    if refusal.code == "pin_guessable":
        return accounts.sentence(refusal)
    return str(SENTENCES[refusal.code]) % refusal.details
