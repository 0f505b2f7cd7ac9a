"""A book that is asked for, as the librarian writes it down at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.collection.acquisition.models import ProposalVoice
from javon.collection.acquisition.wording import SENTENCES
from javon.core import clock

LARGEST_COUNT = 10**6  # what a count can be typed as; how much is honest the rules say


class ProposalForm(RequestMixin):
    """Which book, who asks, why, how many."""

    name = forms.CharField(
        label=pgettext_lazy("of a wished book", "Title"),
        max_length=300,
        error_messages={"required": SENTENCES["proposal_without_name"]},  # type: ignore[dict-item]
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    isbn = forms.CharField(label="ISBN", max_length=40, required=False)
    source = forms.ChoiceField(
        label=_("Who asks"), widget=Chips, choices=ProposalVoice.Source.choices, initial="reader"
    )
    who = forms.CharField(
        label=_("Name of whoever asks"),
        max_length=160,
        required=False,
        help_text=_("Surname and name, or the school. A refusal at the desk may name nobody."),
    )
    wanted = forms.IntegerField(
        label=_("Copies asked for"), initial=1, min_value=-LARGEST_COUNT, max_value=LARGEST_COUNT
    )
    why = forms.CharField(label=_("What it is needed for"), max_length=300, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    year = forms.IntegerField(
        label=pgettext_lazy("of a wished book", "Year"),
        required=False,
        min_value=-LARGEST_COUNT,
        max_value=LARGEST_COUNT,
    )
    asked_on = forms.DateField(label=_("Asked on"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].initial = clock.today()

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class ReasonForm(RequestMixin):
    """Why something is declined, returned or given up."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
    field_order = ("reason", "request_id")
