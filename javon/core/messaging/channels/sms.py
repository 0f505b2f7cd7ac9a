"""SMS through the gateway whose account the centre entered."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from javon.core.messaging.channels import Parcel
from javon.core.messaging.channels.gateway import Account, Gateway
from javon.core.messaging.models import MessageSettings
from javon.core.messaging.rules import reach, sms
from javon.core.messaging.rules.answers import Answer, Outcome, Report
from javon.core.messaging.secrets import SMS_PASSWORD, SMS_TOKEN, keep_token
from javon.core.sealing import Unreadable, unseal


class SmsChannel:
    """The channel "sms"."""

    code = reach.SMS

    def is_ready(self, settings: MessageSettings) -> bool:
        """Switched on, with an account."""
        return bool(
            settings.sms_is_on and settings.sms_base_url and settings.sms_login and settings.sms_password
        )

    def shape(self, text: str) -> str:
        """In the GSM alphabet."""
        return sms.plain(text)

    def parts(self, text: str) -> int:
        """As the operator counts."""
        return sms.parts_of(text)

    def send(self, settings: MessageSettings, parcel: Parcel) -> Outcome:
        """Hand it to the gateway."""
        try:
            gateway = _gateway(settings)
        except Unreadable:
            return Outcome(Answer.NOT_TAKEN, "password_unreadable")
        return gateway.send(parcel.address, parcel.text)

    def ask(self, settings: MessageSettings, provider_id: str) -> Report | None:
        """What the gateway says became of it."""
        try:
            return _gateway(settings).ask(provider_id)
        except Unreadable:
            return None


def _gateway(settings: MessageSettings) -> Gateway:
    try:
        token = unseal(settings.sms_token, purpose=SMS_TOKEN)
    except Unreadable:
        token = ""  # signing in anew gives another
    account = Account(
        settings.sms_base_url,
        settings.sms_login,
        unseal(settings.sms_password, purpose=SMS_PASSWORD),
        settings.sms_sender,
        callback_with_secret(settings),
    )
    return Gateway(account, token, partial(keep_token, settings))


def callback_with_secret(settings: MessageSettings) -> str:
    """Where the gateway reports, the secret in the path; "" when nobody gave an address that it can reach."""
    if (
        not settings.callback_url
        or not settings.callback_secret
        or urlsplit(settings.callback_url).scheme != "https"
    ):
        return ""
    return f"{settings.callback_url.rstrip('/')}/{settings.callback_secret}"
