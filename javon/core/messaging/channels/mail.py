"""E-mail through the mail server whose account the centre entered."""

from __future__ import annotations

import smtplib
import ssl
from typing import Any

from django.core.mail import EmailMessage, get_connection

from javon.core import practice
from javon.core.messaging import wording
from javon.core.messaging.channels import Parcel
from javon.core.messaging.models import MessageSettings
from javon.core.messaging.rules import reach
from javon.core.messaging.rules.answers import Answer, Outcome, Report
from javon.core.messaging.secrets import EMAIL_PASSWORD
from javon.core.sealing import Unreadable, unseal

SECONDS = 20
TLS_FROM_THE_START = 465


class EmailChannel:
    """The channel "email"."""

    code = reach.EMAIL

    def is_ready(self, settings: MessageSettings) -> bool:
        """Switched on, with a server and a sender."""
        return bool(settings.email_is_on and settings.email_host and settings.email_sender)

    def shape(self, text: str) -> str:
        """As it is."""
        return text

    def parts(self, text: str) -> int:
        """One."""
        return 1

    def send(self, settings: MessageSettings, parcel: Parcel) -> Outcome:
        """Hand it to the mail server; in the training mode to nobody."""
        if practice.is_on():
            return Outcome(Answer.NOT_TAKEN, "cannot_connect")
        try:
            connection = _connection(settings)
        except Unreadable:
            return Outcome(Answer.NOT_TAKEN, "password_unreadable")
        try:
            connection.open()
        except smtplib.SMTPAuthenticationError:
            return Outcome(Answer.NOT_TAKEN, "login_refused")
        except (OSError, smtplib.SMTPException, ssl.SSLError, UnicodeError):
            return Outcome(Answer.NOT_TAKEN, "cannot_connect")
        letter = EmailMessage(
            settings.signature or wording.subject_line(parcel.language), parcel.text, settings.email_sender, [parcel.address],
            connection=connection, headers={"Message-ID": f"<{parcel.message_id}@javon>", "Auto-Submitted": "auto-generated"},
        )  # fmt: skip
        try:
            return _sent(letter)
        finally:
            _closed(connection)

    def ask(self, settings: MessageSettings, provider_id: str) -> Report | None:
        """A mail server tells nobody; staff mark what came back."""
        return None


def _connection(settings: MessageSettings) -> Any:
    starts_with_tls = settings.email_port == TLS_FROM_THE_START
    return get_connection(
        host=settings.email_host,
        port=settings.email_port,
        username=settings.email_login,
        password=unseal(settings.email_password, purpose=EMAIL_PASSWORD),
        use_ssl=starts_with_tls and settings.email_has_tls,
        use_tls=settings.email_has_tls and not starts_with_tls,
        timeout=SECONDS,
    )


def _sent(letter: EmailMessage) -> Outcome:
    try:
        letter.send()
    except (smtplib.SMTPRecipientsRefused, UnicodeError):
        return Outcome(Answer.BAD_ADDRESS, "bad_address")
    except smtplib.SMTPResponseException as error:
        # 4xx: "come again later"; 5xx: not this message. Both were said instead of taking it.
        later = 400 <= error.smtp_code < 500
        return Outcome(Answer.NOT_TAKEN, "busy") if later else Outcome(Answer.REFUSED, "refused")
    except (OSError, smtplib.SMTPException):
        return Outcome(Answer.UNKNOWN, "timeout")
    return Outcome(Answer.ACCEPTED)


def _closed(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return  # the letter's fate is known already
