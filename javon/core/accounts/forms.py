"""What a person types to sign in, to confirm a deed, to change a password or a PIN."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from javon.core.accounts import pins, queries, wording
from javon.core.verdict import Refused

NEW_PIN = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "class": "pin"}


class PinField(forms.CharField):
    """«PIN or password» of the person at the keyboard. How it is drawn: accounts/_pin_field.html."""

    widget = forms.PasswordInput(attrs={"autocomplete": "off", "class": "pin"})

    def __init__(self, **arguments: Any) -> None:
        defaults = {"label": _("PIN or password"), "max_length": 1000, "strip": False, "required": False}
        super().__init__(**{**defaults, **arguments})


class ConfirmedByPin(forms.Form):
    """A form whose deed asks for the PIN: ``class ApproveForm(ConfirmedByPin)``, ``ApproveForm(post, request=request)``.

    Once valid, `proof` is what the action asks for; `asked` is what the template's field may be answered with.
    """

    pin = PinField()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.proof: pins.PinProof | None = None

    @property
    def asked(self) -> queries.PinAsked:
        return queries.pin_asked(self.request.user, pins.address_of(self.request))

    def clean_pin(self) -> str:
        try:
            self.proof = pins.confirm(self.request, self.cleaned_data["pin"])
        except Refused as refused:
            words = " ".join(wording.sentences(refused.verdict))
            raise forms.ValidationError(words, code=refused.verdict.codes[0]) from None
        return ""


class SignInForm(forms.Form):
    """Login and password. Whether they match is the backend's business."""

    username = forms.CharField(
        label=_("Login"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ReauthenticateForm(forms.Form):
    """The password once more, before the account's own safety is changed."""

    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChangePasswordForm(forms.Form):
    """The old password, and a new one typed once: it can be shown, so there is nothing to repeat."""

    old_password = forms.CharField(
        label=_("Present password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password = forms.CharField(
        label=_("New password"),
        max_length=1000,
        strip=False,
        help_text=_(
            "At least 8 characters. A few words together are easier to remember and harder to guess."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(
                _("This password does not match. Nothing has changed."), code="incorrect"
            )
        return password

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password


class SetPinForm(forms.Form):
    """A new PIN, shown while it is typed where the person wants it; the password when it was not given just now."""

    new_pin = forms.CharField(
        label=_("New PIN"),
        max_length=6,
        help_text=_("4 to 6 digits. Not a year, not 1234: those are tried first."),
        widget=forms.PasswordInput(attrs=NEW_PIN),
    )
    password = forms.CharField(
        label=_("Present password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, asks_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_password:
            del self.fields["password"]


class WelcomeForm(forms.Form):
    """What the holder of a one-time link chooses."""

    display_name = forms.CharField(
        label=_("Your name, as colleagues see it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=1000,
        strip=False,
        help_text=_(
            "At least 8 characters. A few words together are easier to remember and harder to guess."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=6,
        required=False,
        help_text=_("4 to 6 digits: with it you confirm papers and take over a shared computer."),
        widget=forms.PasswordInput(attrs=NEW_PIN),
    )


class NewAccountForm(forms.Form):
    """An account for a colleague; its owner chooses the password."""

    username = forms.CharField(
        label=_("Login"),
        max_length=64,
        help_text=_("Latin letters and digits, for example: nodira.ergasheva"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    display_name = forms.CharField(
        label=_("Name on screen"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    is_staff = forms.BooleanField(label=_("Works in the library"), required=False, initial=True)


def add_refusal(form: forms.Form, refused: Refused, fields: dict[str, str]) -> None:
    """Put each objection beside the field that `fields` names for its code, the others above the form."""
    for refusal in refused.verdict.stops:
        form.add_error(fields.get(refusal.code), wording.sentence(refusal))
