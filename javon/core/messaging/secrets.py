"""What of a centre's settings is secret, and the token that a gateway gives for a month."""

from __future__ import annotations

from javon.core.database import writing
from javon.core.messaging.models import MessageSettings
from javon.core.sealing import seal

SMS_PASSWORD = "messaging.sms_password"  # what it is sealed for, not the thing itself
SMS_TOKEN = "messaging.sms_token"
EMAIL_PASSWORD = "messaging.email_password"


def keep_token(settings: MessageSettings, token: str) -> None:
    """Keep the gateway's token for the next time, unless the account was changed meanwhile."""
    settings.sms_token = seal(token, purpose=SMS_TOKEN)
    with writing():
        MessageSettings.objects.filter(pk=settings.pk, sms_password=settings.sms_password).update(
            sms_token=settings.sms_token
        )
