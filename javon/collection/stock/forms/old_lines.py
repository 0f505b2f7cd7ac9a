"""A file of old inventory lines as it is handed in, and what its columns are said to mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.tasks.forms.parts import DayInput
from javon.collection.runs.forms import SPREADSHEETS, SheetColumnsForm, SheetFileForm
from javon.collection.stock import old_lines_file
from javon.collection.stock.queries import old_copies as queries
from javon.collection.stock.rules.old_lines_columns import IGNORED, MEANINGS
from javon.collection.stock.wording import old_lines as wording
from javon.core import clock


class OldLinesFileForm(SheetFileForm):
    """The file, and where its copies stand."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, at most 32 MB: one row for each line of the inventory book."),
        widget=forms.FileInput(attrs={"accept": SPREADSHEETS}),
    )
    inventory_book = forms.ChoiceField(label=_("Inventory book"), required=False)
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("For which point"), empty_label=None
    )
    default_on = forms.DateField(
        label=_("Date of lines that have none"),
        widget=DayInput,
        required=False,
        help_text=_("Leave it empty when it is not known."),
    )
    loanable = forms.BooleanField(label=_("May be lent"), required=False, initial=True)
    too_large = _("The file is larger than 32 MB. Split it by inventory books.")
    described = old_lines_file.described

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]
        self.fields["inventory_book"].choices = queries.books(centre.pk)  # type: ignore[attr-defined]
        self.fields["default_on"].widget.attrs["max"] = clock.today().isoformat()

    def clean_default_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["default_on"]
        if day is not None and (day > clock.today() or day.year < 1850):
            raise ValidationError(_("No book of ours was entered on that day."))
        return day


class ColumnsForm(SheetColumnsForm):
    """Which sheet, which heading, what each column means."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    head = forms.IntegerField(
        label=_("Row of the heading"),
        min_value=0,
        max_value=2_000_000,
        help_text=_("0: the list has no heading."),
    )
    every = forms.BooleanField(label=_("All sheets with the same heading"), required=False)

    meanings, ignored, words = MEANINGS, IGNORED, wording.MEANINGS
    heading_at = staticmethod(old_lines_file.heading_at)

    def layout(self) -> dict[str, Any]:
        """What was chosen or is proposed, with `every`: all sheets that have the same heading."""
        return {**super().layout(), "every": bool(self.chosen().get("every"))}
