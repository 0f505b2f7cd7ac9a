"""An act of somebody above us: entered, ended, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.documents.models import Document
from javon.centre.documents.queries.external import successors
from javon.centre.organisation.models import Centre, Person
from javon.centre.tasks.forms import QuickForm
from javon.centre.tasks.forms.parts import DayInput, RequestMixin

KINDS = [(kind, Document.Kind(kind).label) for kind in Document.EXTERNAL]


class ActForm(RequestMixin):
    """What stands at the head of the act."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial="law")
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        required=False,
        help_text=_("For example: OʻRQ-280, PQ-4354, 552-son"),
    )
    dated_on = forms.DateField(label=_("Date of the act"), widget=DayInput, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=400, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 400})
    )
    issuer = forms.CharField(label=_("Who issued it"), max_length=240, required=False)
    summary = forms.CharField(
        label=_("What it says for us"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
    )
    source_url = forms.URLField(
        label=_("Address of the official text"), max_length=400, required=False, assume_scheme="https",
        help_text=_("For example: https://lex.uz/docs/…"),
    )  # fmt: skip

    def clean_source_url(self) -> str:
        address = str(self.cleaned_data["source_url"])
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("An address begins with https://."))
        return address


class EndActForm(RequestMixin):
    """The last day of its force, and what has taken its place."""

    last_day = forms.DateField(label=_("Last day in force"), widget=DayInput)
    replaced_by = forms.ModelChoiceField(
        Document.objects.none(), label=_("Replaced by"), required=False,
        help_text=_("Enter the new act first; empty where nothing has taken its place."),
    )  # fmt: skip

    def __init__(self, *args: Any, act: Document, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = today
        field = self.fields["replaced_by"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = successors(act)
        field.label_from_instance = lambda one: f"{one.number} {one.title}".strip()[:120]  # type: ignore[method-assign,assignment]


class FollowUpForm(RequestMixin, QuickForm):
    """What follows from an act, for whom, by when: an idea chosen or words of one's own."""

    def __init__(
        self,
        *args: Any,
        ideas: Sequence[str],
        people: Iterable[Person],
        centre: Centre,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, people=people, centre=centre, today=today, **kwargs)
        self.order_fields(("phrase", "what", "executor", "due", "due_on"))
        self.ideas = ideas
        phrase = self.fields["phrase"]
        assert isinstance(phrase, forms.ChoiceField)
        phrase.label = pgettext_lazy("act", "What follows from it")
        phrase.choices = [(str(place), idea) for place, idea in enumerate(ideas)]
        phrase.initial = "0" if ideas else ""
        if not ideas:
            del self.fields["phrase"]

    @property
    def words(self) -> str:
        """What is to be done: the idea, then what was added to it."""
        chosen, typed = self.cleaned_data.get("phrase"), self.cleaned_data.get("what", "").strip()
        said = self.ideas[int(chosen)] if chosen else ""
        return f"{said}. {typed}" if said and typed else said or typed
