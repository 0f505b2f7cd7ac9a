"""Setting how a centre sends: manners, the SMS gateway, the mail server.

A password reaches neither the journal nor the table of claimed requests: whoever gives one gives no ``request_id``.
"""

from __future__ import annotations

import secrets
from datetime import time
from uuid import UUID

from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.messaging import rights
from javon.core.messaging.models import ChannelRest, MessageSettings
from javon.core.messaging.rules import gateway, reach
from javon.core.messaging.secrets import EMAIL_PASSWORD, SMS_PASSWORD
from javon.core.sealing import seal
from javon.core.verdict import Refused


@action
def set_manners(
    *,
    by: Actor,
    centre_id: UUID,
    quiet_from: time,
    quiet_until: time,
    weekly_cap: int,
    order: list[str],
    signature: str = "",
    sms_parts: int = 3,
) -> MessageSettings:
    """Quiet hours (equal = none), messages a week (0 = no limit), the order of channels, who signs.

    Raises Refused: ``weekly_cap_unreal``, ``sms_parts_unreal``, ``channel_order_wrong``.
    """
    require(by, rights.CONFIGURE)
    gateway.may_set_manners(
        weekly_cap=weekly_cap, sms_parts=sms_parts, order=order, known=list(reach.ORDER)
    ).enforce()
    row = _settings(centre_id)
    row.quiet_from, row.quiet_until, row.weekly_cap = quiet_from, quiet_until, weekly_cap
    row.order, row.signature, row.sms_parts = order, " ".join(signature.split())[:120], sms_parts
    row.save()
    audit.record(by, "message_manners_set", row)
    return row


@action
def set_sms(
    *,
    by: Actor,
    centre_id: UUID,
    is_on: bool,
    base_url: str,
    login: str,
    password: str = "",
    sender: str = "4546",
    callback_url: str = "",
) -> MessageSettings:
    """The account at the SMS gateway. An empty password keeps the one that is there.

    `callback_url` is where the gateway can reach this server from outside, https only; "" = Javon asks instead.
    Raises Refused: ``gateway_address_wrong``, ``gateway_address_open``, ``gateway_login_missing``,
    ``gateway_sender_wrong``, ``password_needed``.
    """
    require(by, rights.CONFIGURE)
    row = _settings(centre_id)
    if is_on:
        gateway.may_use_gateway(base_url, login=login, sender=sender).enforce()
        _refuse_without(password or row.sms_password)
        # A kept password never goes to another server than the one it was typed for.
        _refuse_without(password or row.sms_base_url == base_url.strip())
    row.sms_is_on, row.sms_base_url, row.sms_login = is_on, base_url.strip()[:200], login.strip()[:120]
    row.sms_sender, row.sms_token = sender.strip()[:11], ""
    if password:
        row.sms_password = seal(password, purpose=SMS_PASSWORD)
    row.callback_url = callback_url.strip()[:200]
    row.callback_secret = row.callback_secret or secrets.token_urlsafe(32)
    row.save()
    _wake(centre_id, reach.SMS)
    audit.record(by, "message_account_set", row)
    return row


@action
def set_email(
    *,
    by: Actor,
    centre_id: UUID,
    is_on: bool,
    host: str,
    port: int = 587,
    has_tls: bool = True,
    login: str = "",
    password: str = "",
    sender: str = "",
) -> MessageSettings:
    """The account at the mail server. An empty password keeps the one that is there; an empty login has none.

    Raises Refused: ``mail_server_missing``, ``mail_sender_wrong``, ``password_needed``.
    """
    require(by, rights.CONFIGURE)
    row = _settings(centre_id)
    if is_on:
        gateway.may_use_mail_server(host, port=port, sender=sender).enforce()
        if login.strip():
            _refuse_without(password or (row.email_password and row.email_host == host.strip()))
    row.email_is_on, row.email_host, row.email_port = is_on, host.strip()[:120], port
    row.email_has_tls, row.email_login, row.email_sender = has_tls, login.strip()[:120], sender.strip()[:120]
    if password:
        row.email_password = seal(password, purpose=EMAIL_PASSWORD)
    row.save()
    _wake(centre_id, reach.EMAIL)
    audit.record(by, "message_account_set", row)
    return row


@action
def wake_channel(*, by: Actor, centre_id: UUID, channel: str) -> None:
    """Use a resting channel at once: the cable is in again, the account was paid."""
    require(by, rights.CONFIGURE)
    _wake(centre_id, channel)
    audit.record(by, "message_channel_woken", ("messaging.messagesettings", centre_id))


def _settings(centre_id: UUID) -> MessageSettings:
    MessageSettings.objects.get_or_create(pk=centre_id)
    return MessageSettings.objects.select_for_update().get(pk=centre_id)


def _wake(centre_id: UUID, channel: str) -> None:
    ChannelRest.objects.filter(centre_id=centre_id, channel=channel).delete()


def _refuse_without(password: object) -> None:
    if not password:
        raise Refused.because("password_needed")
