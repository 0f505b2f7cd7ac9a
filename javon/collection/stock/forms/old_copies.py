"""Copies of an old inventory book, as they are typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.tasks.forms.parts import DayInput, RequestMixin
from javon.collection.stock.forms.parts import MoneyField
from javon.collection.stock.queries import old_copies as queries
from javon.collection.stock.rules.old_copies import NumbersUnclear, numbers_of
from javon.collection.stock.wording.old_copies import SENTENCES
from javon.core.uzbek import normalise


class OldCopiesForm(RequestMixin):
    """What the line of the old book says."""

    numbers = forms.CharField(
        label=_("Inventory numbers"),
        max_length=500,
        help_text=_("As the old book has them: 4218, or several: 4218, 4220–4222."),
        error_messages={"required": SENTENCES["no_inventory_number"]},  # type: ignore[dict-item]
    )
    inventory_book = forms.ChoiceField(label=_("Inventory book"), required=False)
    price = MoneyField(label=_("Price of one, soums"), required=False)
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("For which point"), empty_label=None
    )
    shelf_mark = forms.CharField(label=_("Shelf mark"), max_length=80, required=False)
    shelf = forms.CharField(label=pgettext_lazy("of a copy", "Shelf"), max_length=80, required=False)
    acquired_on = forms.DateField(label=_("Came on"), widget=DayInput, required=False)
    note = forms.CharField(
        label=pgettext_lazy("of a delivery", "Note"),
        max_length=200,
        required=False,
        help_text=_("For example: the number stands in the book twice."),
    )
    loanable = forms.BooleanField(label=_("May be lent"), required=False, initial=True)

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]
        self.fields["inventory_book"].choices = queries.books(centre.pk)  # type: ignore[attr-defined]
        self.fields["numbers"].widget.attrs["autofocus"] = True

    def clean_numbers(self) -> list[str]:
        """The numbers one by one."""
        try:
            return numbers_of(normalise(self.cleaned_data["numbers"]))
        except NumbersUnclear as unclear:
            words = str(SENTENCES["numbers_unclear"]) % {"piece": str(unclear)[:60]}
            raise ValidationError(words, code="numbers_unclear") from None

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return dict(self.cleaned_data)
