"""What people type around a stocktaking: its scope and order, a handover, a list of codes, a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.forms.asked import Asked, NamedField
from javon.centre.organisation.models import Person, ServicePoint
from javon.collection.stock.actions.stocktaking import Deed
from javon.collection.stock.models import Commission, Stocktaking
from javon.collection.stock.rules.stocktaking import Scope
from javon.core.ui.templatetags.ui import in_script

LARGEST_FILE = 500_000  # bytes of a handheld scanner's list


class _Points(forms.ModelMultipleChoiceField):
    def label_from_instance(self, point: Any) -> str:
        return str(in_script(point.name, point.name_cyrl))


class _Opened(Asked):
    """A session is opened: where, on which order, by which commission."""

    points = _Points(
        ServicePoint.objects.none(),
        label=_("What is counted"),
        widget=forms.CheckboxSelectMultiple,
    )
    order_label = forms.CharField(
        label=_("On which order"),
        max_length=200,
        help_text=_("Number and date, for example: 14-A-son buyruq, 09.01.2026"),
    )
    commission = NamedField(Commission.objects.none(), label=_("Commission"), required=False)

    def __init__(self, data: Any = None, *, points: Any, commissions: Any, people: Any, **given: Any) -> None:
        super().__init__(data, **given)
        choices = {
            "points": points,
            "commission": commissions,
            "liable_before": people,
            "liable_after": people,
        }
        for name, rows in choices.items():
            if isinstance(field := self.fields.get(name), forms.ModelChoiceField):
                field.queryset = rows

    @property
    def scope(self) -> Scope:
        """What is to be counted."""
        return Scope(points=tuple(point.pk for point in self.cleaned_data["points"]))

    @property
    def deed(self) -> Deed:
        """On whose word."""
        return Deed(self.cleaned_data["order_label"], commission=self.cleaned_data["commission"])


class StocktakingForm(_Opened):
    """A planned stocktaking, or one after a theft or a disaster; bounds where not everything is counted."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("stocktaking", "Why"),
        choices=[one for one in Stocktaking.Kind.choices if one[0] != Stocktaking.Kind.HANDOVER],
    )
    liable_before = NamedField(Person.objects.none(), label=_("Materially liable"), required=False)
    shelf = forms.CharField(
        label=_("Only this shelf"),
        required=False,
        max_length=80,
        help_text=_("As the copies say it, for example: 2-javon. Empty: every shelf."),
    )
    mark_from = forms.CharField(label=_("Shelf mark from"), required=False, max_length=80)
    mark_to = forms.CharField(label=_("Shelf mark to"), required=False, max_length=80)
    number_from = forms.IntegerField(
        label=_("Inventory number from"), required=False, min_value=1, max_value=10**12
    )
    number_to = forms.IntegerField(
        label=_("Inventory number to"), required=False, min_value=1, max_value=10**12
    )
    sample = forms.IntegerField(
        label=_("Only so many copies, by lot"), required=False, min_value=0, max_value=10**6
    )
    note = forms.CharField(label=pgettext_lazy("stocktaking", "Remark"), required=False, max_length=300)

    field_order = ("points", "kind", "order_label", "commission", "liable_before")

    @property
    def scope(self) -> Scope:
        names = ("shelf", "mark_from", "mark_to", "number_from", "number_to", "sample")
        bounds = {name: self.cleaned_data[name] for name in names}
        return Scope(points=super().scope.points, **bounds)

    @property
    def deed(self) -> Deed:
        given = self.cleaned_data
        return Deed(
            given["order_label"],
            kind=given["kind"],
            commission=given["commission"],
            liable_before=given["liable_before"],
            note=given["note"],
        )


class HandoverForm(_Opened):
    """The stock of a service point goes from one materially liable person to another."""

    liable_before = NamedField(Person.objects.none(), label=_("Hands the stock over"))
    liable_after = NamedField(Person.objects.none(), label=_("Takes the stock over"))

    field_order = ("points", "liable_before", "liable_after", "order_label", "commission")

    @property
    def deed(self) -> Deed:
        given = self.cleaned_data
        return Deed(
            given["order_label"],
            kind=Stocktaking.Kind.HANDOVER,
            commission=given["commission"],
            liable_before=given["liable_before"],
            liable_after=given["liable_after"],
        )


class CodesForm(forms.Form):
    """Codes of a handheld scanner, pasted or as a text file."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    codes = forms.CharField(
        label=_("Codes, one a line"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(label=_("Or a text file from the scanner"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large for a list of codes."), code="large")
        return file

    @property
    def text(self) -> str:
        """Everything that was sent, as lines."""
        file = self.cleaned_data["file"]
        # Codes are ASCII; whatever else a file holds is read without an error and found to be no copy.
        read = file.read().decode("utf-8-sig", errors="replace") if file is not None else ""
        return f"{self.cleaned_data['codes']}\n{read}".replace("\x00", "")


class ReasonForm(Asked):
    """Why a session is cancelled."""

    reason = forms.CharField(label=pgettext_lazy("stocktaking", "Reason"), required=False, max_length=300)
