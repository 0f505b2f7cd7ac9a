"""What is asked of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.places.journal.queries import Asked
from javon.places.journal.wording import VERBS


class AskForm(forms.Form):
    """Filters; every one may be left empty, and what cannot be read is shown back with its reason."""

    who = forms.CharField(label=_("Who (login)"), required=False, max_length=64)
    what = forms.ChoiceField(label=_("What"), required=False)
    first = forms.DateField(
        label=pgettext_lazy("first day asked", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    last = forms.DateField(
        label=pgettext_lazy("last day asked", "To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    thing = forms.CharField(required=False, max_length=165, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        choices = sorted(((verb, str(words)) for verb, words in VERBS.items()), key=lambda pair: pair[1])
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [("", _("anything")), *choices]

    @property
    def asked(self) -> Asked:
        """The filters that could be read."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            login=given.get("who", "").strip(),
            verb=given.get("what", ""),
            thing=given.get("thing", ""),
            first=given.get("first"),
            last=given.get("last"),
        )
