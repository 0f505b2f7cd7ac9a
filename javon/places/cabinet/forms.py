"""What a reader types: card and PIN, a new PIN, a telephone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.service.readers.codes import number_typed

DIGITS = {"inputmode": "numeric", "autocomplete": "current-password", "maxlength": "6", "class": "pin"}


class CardForm(forms.Form):
    """The card and its PIN. Whether they match is not the form's business."""

    card = forms.CharField(
        label=_("Card number"),
        max_length=40,
        error_messages={"required": _("Type the number of the card.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "characters", "spellcheck": "false", "placeholder": "K-000127"}
        ),
    )  # fmt: skip
    pin = forms.CharField(
        label=_("PIN"),
        max_length=12,
        error_messages={"required": _("Type the PIN of the card.")},
        widget=forms.PasswordInput(attrs=DIGITS),
    )
    remember = forms.BooleanField(label=_("My own phone: remember me for 30 days"), required=False)

    def clean_card(self) -> int:
        number = number_typed(self.cleaned_data["card"])
        if number is None:
            raise forms.ValidationError(_("A card number is K and six digits: K-000127."), code="unreadable")
        return number


class PinForm(forms.Form):
    """The present PIN, and a new one."""

    pin = forms.CharField(label=_("Present PIN"), max_length=12, widget=forms.PasswordInput(attrs=DIGITS))
    new_pin = forms.CharField(
        label=_("New PIN"),
        max_length=6,
        help_text=_("4 to 6 digits. Not a year, not 1234: those are tried first."),
        widget=forms.PasswordInput(attrs={**DIGITS, "autocomplete": "new-password"}),
    )


class PhoneForm(forms.Form):
    """The telephone that the library is to call."""

    phone = forms.CharField(
        label=_("New telephone"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "tel", "placeholder": "+998 90 123-45-67"}
        ),
    )


def add_objections(form: forms.Form, field: str, sentences: list[str], **_more: Any) -> None:
    """Put what the rules say beside the field that it is about."""
    for words in sentences:
        form.add_error(field, words)
