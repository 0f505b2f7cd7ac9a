"""What is typed when a copy is lost, made good or found again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre, Person, ServicePoint
from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.collection.stock.forms.parts import MoneyField
from javon.collection.stock.models import Commission, Disposal, Loss
from javon.collection.stock.queries import deliveries as queries
from javon.collection.stock.rules.losses import LONGEST, REASONS_OF_NOTHING, offered_due
from javon.collection.stock.wording.deliveries import SENTENCES as DELIVERY_SENTENCES
from javon.collection.stock.wording.losses import SENTENCES
from javon.core import clock


def _wanted(code: str) -> Any:
    return {"required": SENTENCES[code]}


class DeclareForm(RequestMixin):
    """Who lost the copy that was scanned, when and how. Readers come with the lending desk: here they are words."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    reader_name = forms.CharField(
        label=_("Who lost it: surname, name"),
        max_length=LONGEST["reader_name"],
        error_messages=_wanted("loss_without_reader"),
    )
    reader_card = forms.CharField(
        label=_("Number of the reader's card"), max_length=LONGEST["reader_card"], required=False
    )
    lost_on = forms.DateField(
        label=_("Day of the loss"), widget=DayInput, error_messages=_wanted("loss_without_day")
    )
    due_on = forms.DateField(
        label=_("To be made good by"), widget=DayInput, error_messages=_wanted("loss_term_is_over")
    )
    circumstances = forms.CharField(
        label=_("How it was lost"),
        max_length=LONGEST["circumstances"],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_wanted("loss_without_circumstances"),
    )
    price = MoneyField(
        label=_("What the copy is worth, soums"),
        help_text=_("The books have no price for it. It is written into them when the act is approved."),
    )

    def __init__(self, *args: Any, asks_price: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["lost_on"].initial = today
        self.fields["lost_on"].widget.attrs["max"] = today.isoformat()
        self.fields["due_on"].initial = offered_due(today)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()
        self.fields["reader_name"].widget.attrs["autofocus"] = True
        if not asks_price:
            del self.fields["price"]


class ReplacementForm(RequestMixin):
    """A copy that was brought: what it is worth, who accepts it, where it goes."""

    title_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    value = MoneyField(label=_("Valued at, soums"), error_messages=_wanted("replacement_without_value"))
    received_on = forms.DateField(
        label=_("Brought on"), widget=DayInput, error_messages=_wanted("replacement_without_day")
    )
    commission = forms.ModelChoiceField(
        Commission.objects.none(),
        label=_("Commission that accepts"),
        empty_label=_("not chosen"),
        error_messages={"required": DELIVERY_SENTENCES["delivery_without_commission"]},  # type: ignore[dict-item]
    )
    liable = forms.ModelChoiceField(
        Person.objects.none(), label=_("Materially liable"), required=False, empty_label=_("not chosen")
    )
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("For which point"), empty_label=None
    )
    shelf_mark = forms.CharField(label=_("Shelf mark"), max_length=80, required=False)
    judgement = forms.CharField(
        label=_("Of equal worth: who found so, and why"),
        max_length=LONGEST["judgement"],
        error_messages=_wanted("replacement_without_judgement"),
        help_text=_("The number of the minutes, or the librarian's name and reason."),
    )

    def __init__(self, *args: Any, centre: Centre, is_same_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["received_on"].initial = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        commissions = queries.acceptance_commissions(centre.pk)
        field = self.fields["commission"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = commissions
        field.initial = next((one for one in commissions if queries.holds_on(one, today)), None)
        people = Person.objects.filter(centre=centre, left_on=None)
        self.fields["liable"].queryset = people  # type: ignore[attr-defined]
        points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]
        self.fields["value"].widget.attrs["autofocus"] = True
        if is_same_title:
            del self.fields["judgement"]

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told besides loss and title."""
        return {name: value for name, value in self.cleaned_data.items() if name != "title_number"}


class MoneyForm(RequestMixin):
    """Money that was paid at the cash desk, and the order behind it."""

    amount = MoneyField(label=_("Sum paid, soums"), error_messages=_wanted("money_without_sum"))
    receipt_number = forms.CharField(
        label=_("Number of the receipt"),
        max_length=LONGEST["receipt_number"],
        error_messages=_wanted("money_without_receipt"),
    )
    receipt_on = forms.DateField(
        label=_("Date of the receipt"), widget=DayInput, error_messages=_wanted("money_without_receipt")
    )
    ground = forms.CharField(
        label=_("Order by which money may be taken"),
        max_length=LONGEST["ground"],
        help_text=_("Its number, date and the measure, for example three times the market price."),
        error_messages=_wanted("money_without_order"),
    )
    field_order = ("amount", "receipt_number", "receipt_on", "ground", "request_id")


class NothingForm(RequestMixin):
    """Why nothing can be taken."""

    reason = forms.ChoiceField(
        label=_("With which reason the copy leaves the books"),
        widget=Chips,
        choices=[(value, label) for value, label in Disposal.Reason.choices if value in REASONS_OF_NOTHING],
        error_messages=_wanted("nothing_without_reason"),
    )
    ground = forms.CharField(
        label=_("Why, and by which paper"),
        max_length=LONGEST["ground"],
        help_text=_("For example: stolen, certificate of the police no. 214 of 03.11.2026."),
        error_messages=_wanted("nothing_without_ground"),
    )
    field_order = ("reason", "ground", "request_id")


class FoundForm(RequestMixin):
    """The copy has turned up."""

    found_on = forms.DateField(
        label=_("Day on which it was found"), widget=DayInput, error_messages=_wanted("found_on_unreal_day")
    )
    note = forms.CharField(label=_("Where and by whom"), max_length=LONGEST["found_note"], required=False)
    field_order = ("found_on", "note", "request_id")

    @classmethod
    def of(cls, loss: Loss, typed: Any) -> FoundForm:
        """The form with the days between which it may have turned up."""
        made = cls(typed, initial={"found_on": clock.today()})
        bounds = {"min": loss.lost_on.isoformat(), "max": clock.today().isoformat()}
        made.fields["found_on"].widget.attrs.update(bounds)
        return made
