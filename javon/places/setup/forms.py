"""The letterhead, as it is typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from javon.places.setup.steps import LETTERHEAD


class LetterheadForm(forms.Form):
    """What stands on top of papers and of the site."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Official name"), max_length=200)
    name_cyrl = forms.CharField(
        label=_("Official name in Cyrillic"),
        required=False,
        max_length=200,
        help_text=_("Empty: transliterated."),
    )
    short_name = forms.CharField(
        label=_("Short name"), max_length=80, help_text=_("As the head of the site shows it.")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=80,
        help_text=_("Where papers are signed: Qoʻrgʻontepa shahri."),
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    tax_id = forms.CharField(
        label=_("STIR"),
        required=False,
        validators=[RegexValidator(r"^\d{9}$", _("A STIR has nine digits."))],
    )
    bank_account = forms.CharField(label=_("Account and treasury"), required=False, max_length=200)
    higher_body = forms.CharField(
        label=_("Higher body"), required=False, max_length=200, help_text=_("Whom reports go up to.")
    )

    @property
    def given_id(self) -> UUID:
        return UUID(str(self.cleaned_data["request_id"]))

    @property
    def words(self) -> dict[str, Any]:
        """Name of a column of the centre → what was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


FIELDS = (*LETTERHEAD, "name_cyrl", "email")
