"""What is typed about prohibited publications: a list that came, a note on a book, what a commission has found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.collection.catalogue import wording as catalogue
from javon.collection.sources.outcome import SourceError
from javon.collection.stock.forms.write_offs import LayForm
from javon.collection.stock.models import Commission, ProhibitedList
from javon.collection.stock.prohibited_paper import MOST_BYTES, PaperRows, rows_of_file, rows_of_text
from javon.collection.stock.rules.prohibited import LONGEST
from javon.core.uzbek import normalise

NUMBERS_SHOWN = 10


class ListForm(RequestMixin):
    """A paper with its lines, as a file or as text. Rows without a title are told, and nothing is entered unseen."""

    kind = forms.ChoiceField(
        label=_("What the paper is"),
        choices=ProhibitedList.Kind.choices,
        initial=ProhibitedList.Kind.WHOLE,
        widget=Chips,
        help_text=_("Lines that the whole list anew does not have are taken off."),
    )
    paper = forms.CharField(
        label=_("From which paper"),
        max_length=LONGEST["paper"],
        help_text=_("Whose it is and its number, as it stands on the paper."),
    )
    dated_on = forms.DateField(label=_("Date of the paper"), widget=DayInput)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(
            "XLSX, CSV or text. Columns by their heads, or in this order: title, author, publisher, year, ISBN, other names, decision, its date, ground."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Or its lines as text"),
        required=False,
        max_length=400_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One publication to the line, its columns parted by semicolons or tabs."),
    )
    without_title = forms.BooleanField(
        label=_("Enter it without the rows that have no title"), required=False, widget=forms.HiddenInput
    )
    field_order = ("kind", "paper", "dated_on", "file", "pasted", "without_title", "request_id")

    def clean_paper(self) -> str:
        return normalise(self.cleaned_data["paper"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        found = self._read()
        if found is None:
            return values
        if found.without_title and not values.get("without_title"):
            self.fields["without_title"].widget = forms.CheckboxInput()
            numbers = ", ".join(map(str, found.without_title[:NUMBERS_SHOWN]))
            more = "…" if len(found.without_title) > NUMBERS_SHOWN else ""
            message = _("Rows without a title: %(numbers)s. Put them right, or tick below to leave them out.")
            self.add_error("without_title", ValidationError(message, params={"numbers": numbers + more}))
        values["rows"] = found.rows
        return values

    def _read(self) -> PaperRows | None:
        upload: UploadedFile | None = self.cleaned_data.get("file")
        pasted = str(self.cleaned_data.get("pasted") or "")
        if upload is None and not pasted.strip():
            self.add_error("file", _("Give the file, or paste the lines."))
            return None
        if upload is None:
            return rows_of_text(pasted)
        if (upload.size or 0) > MOST_BYTES:
            self.add_error("file", _("The file is larger than any such list: more than 8 MB."))
            return None
        try:
            return rows_of_file(upload.read())
        except SourceError as fault:
            self.add_error("file", catalogue.fault(fault.code.value, fault.details))
            return None


class NoteForm(RequestMixin):
    """A sentence about a book: why it is another publication, why it goes back to readers."""

    note = forms.CharField(
        label=_("What you have found"),
        max_length=LONGEST["note"],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: another author's novel, only the title is the same."),
    )
    field_order = ("note", "request_id")


class FindingForm(RequestMixin):
    """What the commission has found on one book."""

    finding = forms.ChoiceField(
        label=_("Finding"),
        widget=Chips,
        choices=(
            ("different", pgettext_lazy("suspicion", "another publication")),
            ("withdrawn", pgettext_lazy("suspicion", "withdrawn from use")),
        ),
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=LONGEST["note"],
        required=False,
        help_text=_("Needed where it is another publication."),
    )
    field_order = ("finding", "note", "request_id")


class BeginCheckForm(LayForm):
    """Which commission checks."""

    def __init__(self, *args: Any, serving: Iterable[Commission], **kwargs: Any) -> None:
        super().__init__(*args, serving=serving, **kwargs)
        self.fields["commission"].required = False


class DraftCheckForm(RequestMixin):
    """Where what is withdrawn from use is kept."""

    kept_at = forms.CharField(
        label=_("Where the withdrawn copies are kept"),
        max_length=LONGEST["kept_at"],
        required=False,
        help_text=_("A closed place, for example: the locked cabinet in the head's room."),
    )
    field_order = ("kept_at", "request_id")
