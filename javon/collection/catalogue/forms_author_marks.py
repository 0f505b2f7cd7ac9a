"""A table of author marks as a file, and a name to try it with: parsed; nothing is decided here."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from javon.collection.catalogue import wording
from javon.collection.sources.outcome import SourceError
from javon.collection.sources.tables import Row, csv_encoding, csv_rows, xlsx_sheets
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.uzbek import normalise

MOST_BYTES = 2 << 20


class AuthorMarkTableForm(forms.Form):
    """The file with the name of its table and the day from which it is used."""

    name = forms.CharField(
        label=_("Name of the table"), max_length=120, help_text=_("As on its cover, with the year.")
    )
    valid_from = forms.DateField(label=_("Used from"), widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "XLSX, CSV or TSV of two columns: syllable and figures. Latin and Cyrillic may stand in one file."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_from": clock.today(), "request_id": uuid7()}
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        return normalise(self.cleaned_data["name"])

    def clean_file(self) -> list[tuple[int, list[str]]]:
        """The rows of the file; a fault of the whole file is told beside the field."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than any table of author marks: more than 2 MB."))
        given = upload.read()
        try:
            return [(row.number, row.cells) for row in _rows(given)]
        except SourceError as fault:
            raise ValidationError(wording.fault(fault.code.value, fault.details)) from fault

    @property
    def request_id_given(self) -> UUID:
        """The form's own identifier: pressing twice loads once."""
        return UUID(str(self.cleaned_data["request_id"]))


def _rows(given: bytes) -> list[Row]:
    if not given.startswith(b"PK"):
        return list(csv_rows(io.BytesIO(given), csv_encoding(given[:65_536]), [0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(given)
        return [row for _sheet, rows in xlsx_sheets(path, len(given), [0]) for row in rows]
