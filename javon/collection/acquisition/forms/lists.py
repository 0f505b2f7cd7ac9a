"""A purchase list's head and its lines, as they are typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.tasks.forms.parts import Chips, RequestMixin
from javon.collection.acquisition.forms.proposals import LARGEST_COUNT
from javon.collection.acquisition.models import PurchaseLine, PurchaseList, PurchaseProposal
from javon.collection.acquisition.wording import SENTENCES
from javon.collection.stock.forms.parts import MoneyField
from javon.core import clock


class ListForm(RequestMixin):
    """For which period, from which money."""

    year = forms.IntegerField(
        label=pgettext_lazy("of a purchase list", "Year"), min_value=0, max_value=LARGEST_COUNT
    )
    part = forms.ChoiceField(
        label=pgettext_lazy("of a purchase list", "Period"), widget=Chips, choices=PurchaseList.Part.choices
    )
    money = forms.ChoiceField(
        label=_("Source of the money"), widget=Chips, choices=PurchaseList.Money.choices
    )
    money_note = forms.CharField(
        label=_("Item of the estimate or the sponsor"), max_length=120, required=False
    )
    budget = MoneyField(
        label=_("Budget, soums"),
        error_messages={"required": SENTENCES["list_without_budget"]},  # type: ignore[dict-item]
    )
    expected_edits = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST_COUNT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["year"].initial = today.year
        self.fields["part"].initial = f"q{(today.month + 2) // 3}"
        self.fields["money"].initial = "budget"

    @classmethod
    def of(cls, purchase_list: PurchaseList) -> ListForm:
        """The form as a draft stands."""
        names = ("year", "part", "money", "money_note", "budget")
        initial = {name: getattr(purchase_list, name) for name in names}
        return cls(initial={**initial, "expected_edits": purchase_list.edits})

    @property
    def head(self) -> dict[str, Any]:
        """What the action is told."""
        skipped = ("request_id", "expected_edits")
        return {name: value for name, value in self.cleaned_data.items() if name not in skipped}


class LineForm(RequestMixin):
    """One book of a list."""

    line = forms.UUIDField(widget=forms.HiddenInput, required=False)
    proposal = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    name = forms.CharField(
        label=pgettext_lazy("of a wished book", "Title"),
        max_length=300,
        error_messages={"required": SENTENCES["purchase_without_name"]},  # type: ignore[dict-item]
    )
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    quantity = forms.IntegerField(
        label=_("Copies"), initial=1, min_value=-LARGEST_COUNT, max_value=LARGEST_COUNT
    )
    unit_price = MoneyField(
        label=_("Price of one, soums"),
        help_text=_("Estimated is enough."),
        error_messages={"required": SENTENCES["purchase_without_price"]},  # type: ignore[dict-item]
    )
    isbn = forms.CharField(label="ISBN", max_length=40, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    year = forms.IntegerField(
        label=pgettext_lazy("of a wished book", "Year"), required=False, min_value=0, max_value=9999
    )

    @classmethod
    def of_line(cls, line: PurchaseLine) -> LineForm:
        """The form as a line stands."""
        names = ("name", "author", "quantity", "unit_price", "isbn", "publisher", "year")
        return cls(initial={"line": line.pk, **{name: getattr(line, name) for name in names}})

    @classmethod
    def of_proposal(cls, proposal: PurchaseProposal, wanted: int) -> LineForm:
        """An empty line for a proposal: as many copies as were asked for."""
        names = ("name", "author", "isbn", "publisher", "year")
        initial = {name: getattr(proposal, name) for name in names}
        return cls(initial={**initial, "proposal": proposal.number, "quantity": wanted})

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told besides list, line and proposal."""
        names = ("name", "author", "quantity", "unit_price", "isbn", "publisher", "year")
        return {name: self.cleaned_data[name] for name in names}
