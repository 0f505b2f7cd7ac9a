"""What the executor and the controller type on the page of a task."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre, Person
from javon.centre.tasks.forms.parts import (
    Chips,
    DayInput,
    DueMixin,
    OverrideMixin,
    RequestMixin,
    people_choices,
)
from javon.centre.tasks.rules.giving import MOST_LETTERS


class RequestForm(RequestMixin):
    """A deed of one press."""


class ReportForm(RequestMixin):
    """What was done, and what proves it."""

    outcome = forms.CharField(
        label=_("What was done"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_LETTERS}),
        max_length=MOST_LETTERS,
        help_text=_("In a few sentences: who comes after you understands it."),
    )
    link = forms.CharField(
        label=_("Link to a page that proves it"),
        max_length=300,
        required=False,
        help_text="https://… , /catalogue/…",
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    field_order = ("outcome", "link", "kept", "request_id")


class CloseForm(RequestMixin):
    """Content with it; a word of thanks is possible."""

    note = forms.CharField(label=_("Remark"), max_length=1000, required=False)


class ReasonForm(RequestMixin):
    """A few words that stay in the history."""

    text = forms.CharField(
        label=_("Remark"), widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}), max_length=2000
    )

    def __init__(self, *args: Any, label: Promise | str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label  # type: ignore[assignment]


class ExtensionForm(RequestMixin):
    """Until when, and why."""

    new_due_on = forms.DateField(label=_("New due date"), widget=DayInput)
    reason = forms.CharField(
        label=_("Why more time is needed"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        max_length=1000,
    )

    def __init__(self, *args: Any, after: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_due_on"].widget.attrs["min"] = after.isoformat()


class GrantForm(RequestMixin):
    """The day asked for, or another one."""

    new_due_on = forms.DateField(label=_("New due date"), widget=DayInput)
    note = forms.CharField(label=_("Remark"), max_length=1000, required=False)


class HandOnForm(RequestMixin, DueMixin, OverrideMixin):
    """Which part, to whom, by when."""

    what = forms.CharField(
        label=_("Which part"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_LETTERS}),
        max_length=MOST_LETTERS,
    )
    executor = forms.ChoiceField(label=_("Who does it"), widget=Chips)

    field_order = ("what", "executor", "due", "due_on", "override_reason", "request_id")

    def __init__(
        self, *args: Any, people: Iterable[Person], centre: Centre | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        field = self.fields["executor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = people_choices(people)
        self.offer_days(centre, today)

    @property
    def executor_given(self) -> Person:
        return self._people[self.cleaned_data["executor"]]
