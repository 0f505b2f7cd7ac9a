"""A file of old inventory lines as it is handed in, and what its columns are said to mean."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.tasks.forms.parts import DayInput
from javon.collection.catalogue import wording as catalogue
from javon.collection.sources.outcome import SourceError
from javon.collection.sources.sheets import MOST_BYTES
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.old_lines_file import described, heading_at
from javon.collection.stock.queries import old_copies as queries
from javon.collection.stock.rules.old_lines_columns import IGNORED, MEANINGS
from javon.collection.stock.wording import old_lines as wording
from javon.core import clock
from javon.core.database.fields import uuid7


class OldLinesFileForm(forms.Form):
    """The file, and where its copies stand."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, at most 32 MB: one row for each line of the inventory book."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt"}),
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
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]
        self.fields["inventory_book"].choices = queries.books(centre.pk)  # type: ignore[attr-defined]
        self.fields["request_id"].initial = uuid7
        self.fields["default_on"].widget.attrs["max"] = clock.today().isoformat()
        self.sheets: list[dict[str, Any]] = []

    def clean_file(self) -> UploadedFile:
        """The file; its sheets are described in `sheets`. What is wrong with the whole file is told beside it."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 32 MB. Split it by inventory books."))
        try:
            self.sheets = _described(upload)
        except SourceError as fault:
            raise ValidationError(
                catalogue.fault(fault.code.value, fault.details), code=fault.code.value
            ) from fault
        return upload

    def clean_default_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["default_on"]
        if day is not None and (day > clock.today() or day.year < 1850):
            raise ValidationError(_("No book of ours was entered on that day."))
        return day

    @property
    def run_id(self) -> UUID:
        """The form's own identifier: pressing twice keeps one file."""
        return UUID(str(self.cleaned_data["request_id"]))


def _described(upload: UploadedFile) -> list[dict[str, Any]]:
    temporary = getattr(upload, "temporary_file_path", None)
    if temporary is not None:
        return described(Path(temporary()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(upload.read())
        upload.seek(0)
        return described(path)


class ColumnsForm(forms.Form):
    """Which sheet, which heading, what each column means."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    head = forms.IntegerField(
        label=_("Row of the heading"),
        min_value=0,
        max_value=2_000_000,
        help_text=_("0: the list has no heading."),
    )
    every = forms.BooleanField(label=_("All sheets with the same heading"), required=False)

    def __init__(self, run: OldLinesRun, data: Any = None) -> None:
        super().__init__(data)
        self.run = run
        names = [(str(place), one["name"] or str(place + 1)) for place, one in enumerate(run.sheets)]
        self.fields["sheet"].choices = names  # type: ignore[attr-defined]
        if len(names) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()
        self.initial = dict(run.layout) or self._proposed()

    def _proposed(self) -> dict[str, Any]:
        best = max(range(len(self.run.sheets)), key=lambda at: (_understood(self.run.sheets[at]), -at))
        return {"sheet": best, "head": self.run.sheets[best]["head"]}

    def layout(self) -> dict[str, Any]:
        """What was chosen, or what is proposed; for a sheet or heading just chosen, its own proposal."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        place, head = int(given["sheet"]), int(given["head"])
        captions, columns = heading_at(self.run.sheets[place], head)
        kept = self.run.layout
        if kept and (kept["sheet"], kept["head"]) == (place, head):
            columns = kept["columns"]
        if self.is_bound and self.data.get("shown") == f"{place}:{head}":
            columns = [self._chosen(at) for at in range(len(columns))]
        return {
            "sheet": place,
            "head": head,
            "every": bool(given.get("every")),
            "captions": list(captions),
            "columns": list(columns),
        }

    def _chosen(self, place: int) -> str:
        meaning = self.data.get(f"column-{place}", IGNORED)
        return meaning if meaning in MEANINGS else IGNORED


def _understood(sheet: dict[str, Any]) -> int:
    return sum(1 for meaning in sheet["columns"] if meaning)


def choices(chosen: str) -> list[dict[str, Any]]:
    """The meanings to choose from, for one column."""
    return [
        {"value": meaning, "label": wording.MEANINGS[meaning], "is_on": meaning == chosen}
        for meaning in (IGNORED, *(one for one in MEANINGS if one != IGNORED))
    ]
