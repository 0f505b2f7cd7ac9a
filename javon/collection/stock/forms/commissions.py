"""A commission as an order sets it up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.documents.models import Document
from javon.centre.documents.queries.reading import label_of, shown
from javon.centre.organisation.models import Person
from javon.centre.tasks.forms.parts import DayInput, RequestMixin, people_choices
from javon.collection.stock.models import Commission


class CommissionForm(RequestMixin):
    """Name, purposes, order, time, chair, members."""

    name = forms.CharField(label=_("Name of the commission"), max_length=200)
    purposes = forms.MultipleChoiceField(
        label=_("What it is for"),
        choices=Commission.Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    order = forms.ChoiceField(label=_("Order that set it up"), required=False)
    order_label = forms.CharField(
        label=_("Order on paper"),
        max_length=200,
        required=False,
        help_text=_("Where the order is not in the system: its number and date."),
    )
    valid_from = forms.DateField(label=_("From"), widget=DayInput)
    valid_to = forms.DateField(label=_("To"), widget=DayInput, required=False)
    chair = forms.ChoiceField(label=_("Chair"))
    members = forms.MultipleChoiceField(
        label=_("Members"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two besides the chair."),
    )
    field_order = (
        "name", "purposes", "order", "order_label", "valid_from", "valid_to", "chair", "members", "request_id",
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Iterable[Person], orders: Iterable[Document], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in people}
        self._orders = {str(one.pk): one for one in orders}
        named = people_choices(self._people.values())
        papers = [(key, shown(label_of(one))) for key, one in self._orders.items()]
        for name, choices in (
            ("chair", [("", "–"), *named]),
            ("members", named),
            ("order", [("", "–"), *papers]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.fields["valid_from"].initial = today

    @property
    def given(self) -> dict[str, Any]:
        """Arguments of the action."""
        typed = dict(self.cleaned_data)
        typed["chair"] = self._people.get(typed["chair"])
        typed["members"] = [self._people[key] for key in typed["members"]]
        typed["order"] = self._orders.get(typed["order"])
        return typed


class EndForm(RequestMixin):
    """The last day of a commission."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput)
    field_order = ("last_day", "request_id")
