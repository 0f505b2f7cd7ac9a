"""The list of a class as it is pasted or typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.forms.parts import RequestMixin


class ClassListForm(RequestMixin):
    """One pupil a line; who answers where a line names no parent; whether the consents are collected."""

    lines = forms.CharField(
        label=_("Pupils, one a line"),
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false",
                   "placeholder": "Karimova Dilnoza Anvar qizi, 05.03.2015, Karimova Nargiza, 90 123 45 67"}
        ),
        help_text=_("Surname and name, birth date, then the parent and the phone, by commas; as a teacher's list has it."),
    )  # fmt: skip
    teacher = forms.CharField(
        label=_("Class teacher: answers where no parent is named"), max_length=200, required=False
    )
    consents = forms.BooleanField(label=_("The parents' consents are collected"), required=False)
