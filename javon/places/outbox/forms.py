"""How a centre sends messages, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.core.messaging.models import MessageSettings
from javon.core.messaging.rules.reach import ORDER
from javon.core.messaging.wording import CHANNELS


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _password(told: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=_("Password"), required=False, max_length=120, widget=widget, help_text=told)


class MannersForm(forms.Form):
    """Quiet hours, messages a week, channels, signature."""

    signature = forms.CharField(
        label=_("Signature"),
        required=False,
        max_length=120,
        help_text=_("Stands at the end of each message."),
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=_clock())
    quiet_until = forms.TimeField(label=_("Quiet until"), widget=_clock())
    weekly_cap = forms.IntegerField(label=_("Messages a week, at most"), help_text=_("0: no limit."))
    sms_parts = forms.IntegerField(label=_("Parts of one SMS, at most"))
    order = forms.MultipleChoiceField(
        label=_("Channels, tried in this order"),
        choices=[(code, CHANNELS[code]) for code in ORDER],
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def words(self) -> dict[str, Any]:
        """The arguments of the action."""
        chosen = set(self.cleaned_data["order"])
        return {**self.cleaned_data, "order": [code for code in ORDER if code in chosen]}


class SmsForm(forms.Form):
    """The account at the SMS gateway."""

    is_on = forms.BooleanField(label=_("Send SMS"), required=False)
    base_url = forms.CharField(label=_("Address of the gateway"), max_length=200)
    login = forms.CharField(label=_("Login"), required=False, max_length=120)
    password = _password(_("Kept sealed. Empty: the kept one stays."))
    sender = forms.CharField(label=_("Sender"), max_length=11)
    callback_url = forms.CharField(
        label=_("Address for reports"),
        required=False,
        max_length=200,
        help_text=_("Where the gateway reaches this server from outside. Empty: Javon asks by itself."),
    )

    @property
    def words(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class EmailForm(forms.Form):
    """The account at the mail server."""

    is_on = forms.BooleanField(label=_("Send e-mail"), required=False)
    host = forms.CharField(label=_("Mail server"), required=False, max_length=120)
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    has_tls = forms.BooleanField(label=_("Protected by TLS"), required=False)
    login = forms.CharField(label=_("Login"), required=False, max_length=120)
    password = _password(_("Kept sealed. Empty: the kept one stays."))
    sender = forms.CharField(label=_("Sender"), required=False, max_length=120)

    @property
    def words(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class TryForm(forms.Form):
    """One message to one's own number, to see whether the account works."""

    number = forms.CharField(label=_("Telephone number"), max_length=30)


def first_values(row: MessageSettings) -> dict[str, dict[str, Any]]:
    """Part of the page → what its form shows; never a password."""
    return {
        "manners": {
            name: getattr(row, name)
            for name in ("signature", "quiet_from", "quiet_until", "weekly_cap", "sms_parts", "order")
        },
        "sms": {
            "is_on": row.sms_is_on,
            "base_url": row.sms_base_url,
            "login": row.sms_login,
            "sender": row.sms_sender,
            "callback_url": row.callback_url,
        },
        "email": {
            "is_on": row.email_is_on,
            "host": row.email_host,
            "port": row.email_port,
            "has_tls": row.email_has_tls,
            "login": row.email_login,
            "sender": row.email_sender,
        },
        "try": {},
    }
