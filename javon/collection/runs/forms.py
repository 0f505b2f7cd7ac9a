"""A spreadsheet that is handed in, and what its columns are said to mean: what files of old lines, readers and open loans ask
alike. Each kind of file says how its sheets are described and which meanings a column can have, and gives the words.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise

from javon.collection.catalogue import wording as catalogue
from javon.collection.sources.outcome import SourceError
from javon.collection.sources.sheets import MOST_BYTES
from javon.core.database.fields import uuid7

SPREADSHEETS = ".xlsx,.xlsm,.csv,.tsv,.txt"


class SheetFileForm(forms.Form):
    """The file. Whoever inherits declares `file` with its words, `too_large`, and `described`: the sheets behind a path."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    too_large: ClassVar[Any]
    described: Callable[[Path], list[dict[str, Any]]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_id"].initial = uuid7
        self.sheets: list[dict[str, Any]] = []

    def clean_file(self) -> UploadedFile:
        """The file; its sheets are described in `sheets`. What is wrong with the whole file is told beside it."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(self.too_large)
        try:
            self.sheets = self._described(upload)
        except SourceError as fault:
            said = catalogue.fault(fault.code.value, fault.details)
            raise ValidationError(said, code=fault.code.value) from fault
        return upload

    def _described(self, upload: UploadedFile) -> list[dict[str, Any]]:
        temporary = getattr(upload, "temporary_file_path", None)
        if temporary is not None:
            return self.described(Path(temporary()))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list"
            path.write_bytes(upload.read())
            upload.seek(0)
            return self.described(path)

    @property
    def run_id(self) -> UUID:
        """The form's own identifier: pressing twice keeps one file."""
        return UUID(str(self.cleaned_data["request_id"]))


class SheetColumnsForm(forms.Form):
    """Which sheet, which heading, what each column means. Whoever inherits declares `sheet` and `head` with their words,
    `meanings`, the one of them that is `ignored`, the `words` of each, and `heading_at`: captions and proposals for a row.
    """

    meanings: ClassVar[Collection[str]]
    ignored: ClassVar[str]
    words: ClassVar[Mapping[str, Promise]]
    heading_at: Callable[[dict[str, Any], int], tuple[list[str], list[str]]]

    def __init__(self, run: Any, data: Any = None) -> None:
        super().__init__(data)
        self.run = run
        names = [(str(place), one["name"] or str(place + 1)) for place, one in enumerate(run.sheets)]
        self.fields["sheet"].choices = names  # type: ignore[attr-defined]
        if len(names) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()
        # The best understood one that has lines; an empty form may stand before it.
        best = max(
            range(len(run.sheets)),
            key=lambda at: (
                run.sheets[at]["rows"] > 1,
                sum(map(bool, run.sheets[at]["columns"])),
                -at,
            ),
        )
        self.initial = dict(run.layout) or {"sheet": best, "head": run.sheets[best]["head"]}

    def layout(self) -> dict[str, Any]:
        """What was chosen, or what is proposed; for a sheet or heading just chosen, its own proposal."""
        given = self.chosen()
        place, head = int(given["sheet"]), int(given["head"])
        captions, columns = self.heading_at(self.run.sheets[place], head)
        kept = self.run.layout
        if kept and (kept["sheet"], kept["head"]) == (place, head):
            columns = kept["columns"]
        if self.is_bound and self.data.get("shown") == f"{place}:{head}":
            columns = [self._meaning(at) for at in range(len(columns))]
        return {"sheet": place, "head": head, "captions": list(captions), "columns": list(columns)}

    def chosen(self) -> dict[str, Any]:
        """What was filled in, where it is sound; else what stood there."""
        return dict(self.cleaned_data if self.is_bound and self.is_valid() else self.initial)

    def _meaning(self, place: int) -> str:
        meaning = self.data.get(f"column-{place}", self.ignored)
        return meaning if meaning in self.meanings else self.ignored

    def choices(self, chosen: str) -> list[dict[str, Any]]:
        """The meanings to choose from, for one column."""
        meanings = (self.ignored, *(one for one in self.meanings if one != self.ignored))
        return [{"value": one, "label": self.words[one], "is_on": one == chosen} for one in meanings]
