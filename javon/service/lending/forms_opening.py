"""A file of open loans as it is handed in, and what its columns are said to mean."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.collection.runs.forms import SPREADSHEETS, SheetColumnsForm, SheetFileForm
from javon.service.lending import opening_file
from javon.service.lending import wording_opening as wording
from javon.service.lending.rules.opening_columns import IGNORED, MEANINGS


class OpeningFileForm(SheetFileForm):
    """The file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, at most 32 MB: one row for each book that is out."),
        widget=forms.FileInput(attrs={"accept": SPREADSHEETS}),
    )
    too_large = _("The file is larger than 32 MB. Split it.")
    described = opening_file.described


class OpeningColumnsForm(SheetColumnsForm):
    """Which sheet, which heading, what each column means."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    head = forms.IntegerField(label=_("Row of the heading"), min_value=0, max_value=2_000_000)
    meanings, ignored, words, heading_at = MEANINGS, IGNORED, wording.MEANINGS, opening_file.heading_at
