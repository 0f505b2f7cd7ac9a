"""A delivery's paper and its lines, as they are typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Centre, Person, ServicePoint
from javon.centre.tasks.forms.parts import DayInput, RequestMixin
from javon.collection.catalogue.models import Title
from javon.collection.stock.forms.parts import MoneyField
from javon.collection.stock.models import Commission, Delivery
from javon.collection.stock.queries import deliveries as queries
from javon.collection.stock.wording.deliveries import SENTENCES
from javon.core.uzbek import normalise

LARGEST_COUNT = 10**6  # what a count can be typed as; how much is honest the rules say


class DeliveryForm(RequestMixin):
    """What the invoice or the act says."""

    kind = forms.ChoiceField(label=_("How it came"), choices=Delivery.Kind.choices)
    source = forms.CharField(
        label=_("From whom"),
        max_length=240,
        error_messages={"required": SENTENCES["delivery_without_source"]},  # type: ignore[dict-item]
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    paper_number = forms.CharField(
        label=_("Number of the paper"),
        max_length=60,
        required=False,
        help_text=_("Of the invoice or waybill. A gift has none."),
    )
    paper_date = forms.DateField(label=_("Date of the paper"), widget=DayInput, required=False)
    received_on = forms.DateField(
        label=_("Received on"),
        widget=DayInput,
        error_messages={"required": SENTENCES["delivery_without_day"]},  # type: ignore[dict-item]
    )
    declared_copies = forms.IntegerField(
        label=_("Copies by the paper"), required=False, min_value=0, max_value=LARGEST_COUNT
    )
    declared_amount = MoneyField(label=_("Sum by the paper, soums"), required=False)
    commission = forms.ModelChoiceField(
        Commission.objects.none(),
        label=_("Commission"),
        required=False,
        empty_label=_("none: there is an invoice"),
    )
    liable = forms.ModelChoiceField(
        Person.objects.none(), label=_("Materially liable"), required=False, empty_label=_("not chosen")
    )
    note = forms.CharField(label=pgettext_lazy("of a delivery", "Note"), max_length=300, required=False)
    expected_edits = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST_COUNT
    )

    def __init__(self, *args: Any, centre: Centre, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        commissions = queries.acceptance_commissions(centre.pk)
        self.fields["commission"].queryset = commissions  # type: ignore[attr-defined]
        people = Person.objects.filter(centre=centre, left_on=None)
        self.fields["liable"].queryset = people  # type: ignore[attr-defined]

    @classmethod
    def of(cls, delivery: Delivery, *, today: date) -> DeliveryForm:
        """The form as a draft stands."""
        names = [name for name in cls.base_fields if name not in ("request_id", "expected_edits")]
        initial = {name: getattr(delivery, name) for name in names}
        initial["expected_edits"] = delivery.edits
        return cls(initial=initial, centre=delivery.centre, today=today)

    @property
    def head(self) -> dict[str, Any]:
        """What the action is told."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("request_id", "expected_edits")
        }
        for name in ("source", "note"):
            given[name] = normalise(given[name])
        return given


class LineForm(RequestMixin):
    """One book of a delivery."""

    title_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    line = forms.UUIDField(widget=forms.HiddenInput, required=False)
    copies = forms.IntegerField(label=_("Copies"), min_value=0, max_value=LARGEST_COUNT, initial=1)
    unit_price = MoneyField(label=_("Price of one, soums"))
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("For which point"), empty_label=None
    )
    shelf_mark = forms.CharField(label=_("Shelf mark"), max_length=80, required=False)
    shelf = forms.CharField(
        label=pgettext_lazy("of a copy", "Shelf"),
        max_length=80,
        required=False,
        help_text=_("For example 2-javon"),
    )
    is_individual = forms.BooleanField(
        label=_("Enter each copy in the inventory book"),
        required=False,
        initial=True,
        help_text=_("Brochures and newspapers are counted in the summary book only."),
    )
    loanable = forms.BooleanField(label=_("May be lent"), required=False, initial=True)

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]
        self.fields["copies"].widget.attrs["autofocus"] = True

    @classmethod
    def for_title(cls, title: Title, centre: Centre, **more: Any) -> LineForm:
        """An empty line for this title, with the shelf mark that its record suggests."""
        return cls(
            centre=centre,
            initial={"title_number": title.number, "shelf_mark": queries.mark_of(title), **more},
        )

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told besides delivery, title and line."""
        names = ("copies", "unit_price", "service_point", "is_individual", "loanable", "shelf_mark", "shelf")
        return {name: self.cleaned_data[name] for name in names}
