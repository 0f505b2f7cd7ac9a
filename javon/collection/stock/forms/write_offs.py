"""What is typed on the way of a write-off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.collection.stock.forms.parts import MoneyField
from javon.collection.stock.models import Commission, Disposal
from javon.collection.stock.rules.write_offs import LONGEST


class BeginForm(RequestMixin):
    """A new list: for which reason."""

    reason = forms.ChoiceField(
        label=pgettext_lazy("write-off", "Reason"),
        widget=Chips,
        choices=Disposal.Reason.choices,
        help_text=_("One act is for one reason."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = ("reason", "note", "request_id")


class CodesForm(RequestMixin):
    """One code or many."""

    codes = forms.CharField(required=False, max_length=40_000, strip=False)

    @property
    def is_many(self) -> bool:
        """Several codes are left in the field: it is shown as wide as they need."""
        return "\n" in str(self["codes"].value() or "").strip()


class ScanForm(CodesForm):
    """The same with the price of copies that have none in the books, and the mark of rare ones."""

    price = MoneyField(
        label=_("Price of copies that have none, soums"),
        required=False,
        help_text=_("Written into the books when the act is approved."),
    )
    is_rare = forms.BooleanField(label=_("Rare or valuable"), required=False)


class LayForm(RequestMixin):
    """Which commission looks at the copies."""

    commission = forms.ModelChoiceField(
        Commission.objects.none(), label=_("Commission"), widget=Chips, empty_label=None
    )

    def __init__(self, *args: Any, serving: Iterable[Commission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in serving]
        field = self.fields["commission"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Commission.objects.filter(pk__in=keys)
        if len(keys) == 1:
            field.initial = keys[0]


class MinutesForm(RequestMixin):
    """What the commission wrote down, and what it wants to become of the copies."""

    number = forms.CharField(label=_("Number of the minutes"), max_length=40)
    on = forms.DateField(label=_("Date of the minutes"), widget=DayInput)
    conclusion = forms.CharField(
        label=_("Conclusion of the commission"),
        max_length=LONGEST["conclusion"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.CharField(
        label=_("Consent of the higher body"),
        max_length=LONGEST["consent"],
        required=False,
        help_text=_("For rare publications: the number and date of the letter."),
    )
    destiny = forms.CharField(
        label=_("Where the copies will go"),
        max_length=LONGEST["destiny"],
        required=False,
        help_text=_("For example: waste paper, another library."),
    )
    field_order = ("number", "on", "conclusion", "consent", "destiny", "request_id")


class CancelForm(RequestMixin):
    """Why a list is given up."""

    reason = forms.CharField(label=_("Why"), max_length=300)
    field_order = ("reason", "request_id")


class OutForm(RequestMixin):
    """The copies have left the house."""

    destiny = forms.CharField(
        label=_("Where they went and by which paper"),
        max_length=LONGEST["destiny"],
        help_text=_("For example: waste paper, delivery note no. 7 of 02.12.2026."),
    )
    out_on = forms.DateField(label=_("Day"), widget=DayInput)
    field_order = ("destiny", "out_on", "request_id")
