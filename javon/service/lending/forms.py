"""What is typed about terms: a line, the paper and the day they come into force with, a case to try."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.documents.models import Document
from javon.centre.documents.queries.reading import shown
from javon.centre.organisation.models import ServicePoint
from javon.centre.tasks.forms.parts import DayInput, RequestMixin
from javon.collection.stock.models import StockKind
from javon.core.uzbek import normalise
from javon.service.lending.models import Fund, TermsRow
from javon.service.lending.queries.terms_sets import name_of_paper
from javon.service.readers.models import Category

ANY = ("", pgettext_lazy("condition of the terms", "any"))
SILENT = ("", pgettext_lazy("value of the terms", "as the next fitting line says"))
LONGEST_LOAN = 366  # days


def _number(label: Any, most: int, least: int = 0, **more: Any) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    widget = forms.NumberInput(attrs=attrs)
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, widget=widget, **more
    )


CONDITIONS: Final = ("category", "age_from", "age_to", "kind", "fund", "service_point", "newer_than_days")


class LineForm(RequestMixin):
    """One line: for whom and what, and what holds. Empty conditions ask nothing, empty values say nothing."""

    category = forms.ChoiceField(
        label=_("Category of the reader"), required=False, choices=[ANY, *Category.choices]
    )
    age_from = _number(_("From the age of"), 120)
    age_to = _number(_("To the age of"), 120, help_text=_("Whole years; this year is included."))
    kind = forms.ChoiceField(label=_("Kind of stock"), required=False, choices=[ANY, *StockKind.choices])
    fund = forms.ChoiceField(label=_("Part of the stock"), required=False, choices=[ANY, *Fund.choices])
    service_point = forms.ChoiceField(label=_("Service point"), required=False)
    newer_than_days = _number(
        _("New: came less than so many days ago"), 3660, 1, help_text=_("For new books, 90 for example.")
    )
    may_leave = forms.ChoiceField(
        label=_("May it leave the house"),
        required=False,
        choices=[SILENT, ("yes", _("yes")), ("no", _("no, reading room only"))],
    )
    loan_days = _number(_("Days of a loan"), LONGEST_LOAN, 1)
    most_copies = _number(_("Most copies at a time"), 999)
    counts = forms.ChoiceField(
        label=_("What the limit counts"), required=False, choices=[SILENT, *TermsRow.Counts.choices]
    )
    renewals = _number(_("Number of renewals"), 99)
    renewal_days = _number(_("Days of a renewal"), LONGEST_LOAN, 1)
    renewal_base = forms.ChoiceField(
        label=_("A renewal counts"), required=False, choices=[SILENT, *TermsRow.Base.choices]
    )
    most_holds = _number(_("Most reservations"), 999)
    hold_days = _number(_("Open days on the shelf of reservations"), 60, 1)
    keep_place_days = _number(_("Days that a place in the queue is kept"), 366)
    debtor_days = _number(_("A debtor when late by more than so many days"), 999)
    clause = forms.CharField(
        label=_("Clause of the paper"), required=False, max_length=16, help_text=_("For example 4.2.")
    )
    seen = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: Iterable[ServicePoint], **more: Any):
        super().__init__(*args, **more)
        self._points = {str(one.pk): one for one in points}
        field = self.fields["service_point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ANY, *((key, shown(one.name, one.name_cyrl)) for key, one in self._points.items())]

    def clean_clause(self) -> str:
        return normalise(self.cleaned_data["clause"]).strip()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("age_from"), values.get("age_to")
        if first is not None and last is not None and first > last:
            self.add_error("age_to", _("The span ends before it begins."))
        return values

    @property
    def conditions(self) -> list[forms.BoundField]:
        """For whom and for what: the fields that choose."""
        return [self[name] for name in CONDITIONS]

    @property
    def answers(self) -> list[forms.BoundField]:
        """The fields that say what holds."""
        return [one for one in self.visible_fields() if one.name not in CONDITIONS]

    @property
    def given(self) -> dict[str, Any]:
        """The columns of a line."""
        typed = dict(self.cleaned_data)
        point = self._points.get(typed.pop("service_point"))
        for name in ("request_id", "seen"):
            typed.pop(name, None)
        may_leave = {"yes": True, "no": False}.get(typed.pop("may_leave"))
        return {**typed, "service_point_id": point.pk if point is not None else None, "may_leave": may_leave}


def typed_of(row: TermsRow) -> dict[str, Any]:
    """A line as the form shows it."""
    names = [name for name in LineForm.base_fields if hasattr(row, name)]
    shown_as = {None: "", True: "yes", False: "no"}
    return {
        **{name: getattr(row, name) for name in names},
        "service_point": str(row.service_point_id or ""),
        "may_leave": shown_as[row.may_leave],
    }


class ForceForm(RequestMixin):
    """The paper that the terms rest on, and their first day."""

    paper = forms.ChoiceField(
        label=_("Paper on which the terms rest"),
        required=False,
        help_text=_("Papers in force that the director has approved."),
    )
    valid_from = forms.DateField(label=_("In force from"), widget=DayInput)

    def __init__(self, *args: Any, papers: Iterable[Document], today: date, **more: Any):
        super().__init__(*args, **more)
        self._papers = {str(one.pk): one for one in papers}
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "–"),
            *((key, shown(name_of_paper(one))) for key, one in self._papers.items()),
        ]
        self.fields["valid_from"].initial = today

    @property
    def given(self) -> dict[str, Any]:
        """Arguments of the action."""
        typed = dict(self.cleaned_data)
        return {**typed, "paper": self._papers.get(typed["paper"])}


class TryForm(forms.Form):
    """A reader's card and a copy's code."""

    card = forms.CharField(label=_("Card of the reader"), max_length=40)
    code = forms.CharField(label=_("Code of the copy"), max_length=60)
