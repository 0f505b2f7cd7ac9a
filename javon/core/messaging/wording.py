"""What messages say around the words of their kinds, and what staff read about them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from javon.core.verdict import Refusal, Verdict

CHANNELS: dict[str, Promise] = {
    "telegram": _("Telegram"),
    "sms": _("SMS"),
    "email": _("E-mail"),
    "call_list": _("Telephone call"),
    "paper": _("On paper"),
}

# Why a notice or a message is not, or not yet, sent.
REASONS: dict[str, Promise] = {
    "skipped_late": _("A later reminder went in its place."),
    "superseded": _("The date changed before it was sent."),
    "expired": _("Its time ran out before it could be sent."),
    "declined": _("The recipient wants no messages of this kind."),
    "unreachable": _("The recipient has no address that works."),
    "weekly_cap": _("The recipient had enough messages this week."),
    "forgotten": _("The recipient's data was erased."),
    "kind_unknown": _("This version of Javon does not know this kind of message."),
    "token_missing": _("A word of the text was missing. Tell whoever looks after Javon."),
    "notices_dropped": _("Nothing of what it was to say is wanted any more."),
    "cannot_connect": _("The gateway cannot be reached."),
    "timeout": _("The gateway did not answer in time. The message may have been sent."),
    "broken_answer": _("The gateway's answer could not be read. The message may have been sent."),
    "interrupted": _("Javon was stopped while sending. The message may have been sent."),
    "login_refused": _("The gateway refuses the login or the password."),
    "password_unreadable": _("The kept password cannot be read any more. Type it again."),
    "busy": _("The gateway asks to wait."),
    "no_money": _("The account at the gateway is empty."),
    "gateway_error": _("The gateway reports an error of its own."),
    "bad_address": _("This number or mailbox does not exist."),
    "refused": _("The gateway refuses this text or this sender."),
    "undelivered": _("The operator could not deliver it."),
    "bounced": _("It came back."),
    "malformed": _("This can be no telephone number or mailbox."),
    "not_answered": _("Nobody answered."),
}

SENTENCES: dict[str, Promise] = {
    "gateway_address_wrong": _("The address of the gateway begins with https:// and names a server."),
    "gateway_address_open": _(
        "The password would travel unprotected. Write an address that begins with https://."
    ),
    "gateway_login_missing": _("Write the login that the gateway gave you."),
    "gateway_sender_wrong": _("The sender is a number or a name of up to 11 Latin letters."),
    "mail_server_missing": _("Write the name of the mail server."),
    "mail_sender_wrong": _("The sender's address does not look like a mailbox."),
    "password_needed": _("Type the password."),
    "weekly_cap_unreal": _("Messages a week: from 0 (no limit) to %(most)s."),
    "sms_parts_unreal": _("Parts of an SMS: from 1 to %(most)s."),
    "channel_order_wrong": _("Choose at least one channel, each once."),
    "message_not_on_list": _("This message is not on the list any more. Open the list again."),
    "message_not_unsure": _("This message has been settled already. Open the list again."),
    "no_such_message": _("There is no such message."),
    "no_such_address": _("There is no such address any more."),
    "trial_number_wrong": _("This can be no telephone number."),
    "trial_channel_off": _("SMS is not switched on, or has no account yet. Keep the account first."),
    "trial_failed": _("The message was not sent: %(why)s"),
    "no_right": _("Your account does not hold the right to do this."),
}


def sentence(refusal: Refusal) -> str:
    """What one refusal says to a person."""
    words = SENTENCES.get(refusal.code)
    if refusal.code == "trial_failed":
        return str(words) % {"why": reason(str(refusal.details.get("why", "")))}
    return str(words) % refusal.details if words is not None else refusal.code


def sentences(verdict: Verdict) -> list[str]:
    """What a verdict's objections say, in their order."""
    return [sentence(refusal) for refusal in verdict.refusals]


def reason(code: str, others: Mapping[str, Promise] | None = None) -> str:
    """Why something was not sent; `others` are the reasons of the modules above (``kinds.known().reasons``)."""
    return str(REASONS.get(code) or (others or {}).get(code) or code)


def digest_opening(language: str) -> str:
    """The first line of a message that holds several notices."""
    with override(language):
        return str(_("A reminder:"))


def and_more(count: int, language: str) -> str:
    """The last line of a digest that does not fit."""
    with override(language):
        return str(_("and further: %(count)d")) % {"count": count}


def subject_line(language: str) -> str:
    """The subject of an e-mail where the centre has no signature."""
    with override(language):
        return str(_("A message"))
