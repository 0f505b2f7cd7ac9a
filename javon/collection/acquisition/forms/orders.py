"""An order to a supplier, and the paper with which something of it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.tasks.forms.parts import DayInput, RequestMixin
from javon.collection.acquisition.forms.proposals import LARGEST_COUNT
from javon.collection.acquisition.models import PurchaseOrder
from javon.collection.acquisition.wording import SENTENCES
from javon.collection.stock.forms.parts import MoneyField
from javon.core import clock


def counts_typed(posted: Mapping[str, Any], name: str, positions: Iterable[int]) -> dict[int, int]:
    """Copies typed beside the lines: position → count; nothing typed is 0, what is no count is -1, which rules refuse."""
    counts = {}
    for position in positions:
        text = str(posted.get(f"{name}_{position}", "")).strip()
        is_count = text.isascii() and text.isdigit() and len(text) < 8
        counts[position] = int(text) if is_count else -1 if text else 0
    return counts


class OrderForm(RequestMixin):
    """From whom, by which contract, until when."""

    supplier = forms.CharField(
        label=_("Supplier"),
        max_length=240,
        error_messages={"required": SENTENCES["order_without_supplier"]},  # type: ignore[dict-item]
        widget=forms.TextInput(attrs={"list": "suppliers", "autocomplete": "off"}),
    )
    contract = forms.CharField(label=_("Contract: number and date"), max_length=80, required=False)
    ordered_on = forms.DateField(label=_("Ordered on"), widget=DayInput)
    expected_on = forms.DateField(label=_("Expected until"), widget=DayInput, required=False)
    note = forms.CharField(label=pgettext_lazy("of an order", "Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ordered_on"].initial = clock.today()

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told besides the lines."""
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class ArrivalForm(RequestMixin):
    """The invoice with which something of an order came."""

    paper_number = forms.CharField(label=_("Number of the invoice"), max_length=60, required=False)
    paper_date = forms.DateField(label=_("Date of the invoice"), widget=DayInput, required=False)
    received_on = forms.DateField(label=_("Received on"), widget=DayInput)
    declared_copies = forms.IntegerField(
        label=_("Copies by the invoice"), required=False, min_value=0, max_value=LARGEST_COUNT
    )
    declared_amount = MoneyField(label=_("Sum by the invoice, soums"), required=False)
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("For which point"), empty_label=None
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = clock.today()
        points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]

    def head(self, order: PurchaseOrder) -> dict[str, Any]:
        """What the stock is told of the delivery."""
        names = ("paper_number", "paper_date", "received_on", "declared_copies", "declared_amount")
        given = {name: self.cleaned_data[name] for name in names}
        note = str(_("Order no. %(number)s") % {"number": order.number})
        return {**given, "kind": "purchase", "source": order.supplier, "note": note}
