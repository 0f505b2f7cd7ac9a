"""A file of readers as it is handed in, and what its columns are said to mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.forms.parts import DayInput
from javon.collection.runs.forms import SPREADSHEETS, SheetColumnsForm, SheetFileForm
from javon.core import clock
from javon.service.readers import arrivals_file
from javon.service.readers.rules.arrivals_columns import IGNORED, MEANINGS
from javon.service.readers.wording import arrivals as wording


class ReadersFileForm(SheetFileForm):
    """The file, and the day under which its readers are written into the journal."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, at most 32 MB: one row for each reader."),
        widget=forms.FileInput(attrs={"accept": SPREADSHEETS}),
    )
    registered_on = forms.DateField(
        label=_("Day of registration"),
        widget=DayInput,
        help_text=_("Every reader of the file gets a line of this year's journal with this day."),
    )
    too_large = _("The file is larger than 32 MB. Split it.")
    described = arrivals_file.described

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registered_on"].initial = clock.today()
        self.fields["registered_on"].widget.attrs["max"] = clock.today().isoformat()


class ReadersColumnsForm(SheetColumnsForm):
    """Which sheet, which heading, what each column means."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    head = forms.IntegerField(label=_("Row of the heading"), min_value=0, max_value=2_000_000)
    meanings, ignored, words, heading_at = MEANINGS, IGNORED, wording.MEANINGS, arrivals_file.heading_at
