"""What is typed of an article or a volume, parsed; no decision is taken here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue import queries
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.wording import FIELD_LABELS, SENTENCES
from javon.core.uzbek import normalise

_VERBATIM = frozenset({"year", "pages", "udc", "bbk", "isbn", "number"})
STAYS = ("year", "issue", "issue_date")  # from article to article of one issue


class _EntryForm(forms.Form):
    """What both forms share: lines with the apostrophes of Uzbek, the form's own identifier."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None and name in FIELD_LABELS:
                field.label = FIELD_LABELS[name]  # type: ignore[assignment]  # lazy, as Django wants it
        for name, what in (("author", "author"), ("subjects", "subject")):
            if name in self.fields:
                self.fields[name].widget.attrs["data-complete"] = reverse("catalogue:complete", args=[what])

    @property
    def typed(self) -> dict[str, str]:
        """The fields of the record as typed."""
        values = {name: value for name, value in self.cleaned_data.items() if isinstance(value, str)}
        return {name: value if name in _VERBATIM else normalise(value) for name, value in values.items()}

    @property
    def request_id_given(self) -> UUID:
        """Pressing twice enters once."""
        return UUID(str(self.cleaned_data["request_id"]))


class PartForm(_EntryForm):
    """An article, a chapter, a poem: title, author, where it stands, what it is about."""

    title = forms.CharField(max_length=500, error_messages={"required": SENTENCES["empty_title"]})  # type: ignore[dict-item]
    author = forms.CharField(max_length=300, required=False, help_text=_("Surname first: Qodiriy, Abdulla"))
    responsibility = forms.CharField(max_length=500, required=False)
    year = forms.CharField(max_length=20, required=False)
    issue = forms.CharField(label=pgettext_lazy("of a magazine", "Issue no."), max_length=20, required=False)
    issue_date = forms.CharField(
        label=_("Date of the issue"), max_length=40, required=False, help_text=_("For a newspaper: 5-may")
    )
    pages = forms.CharField(label=_("Pages"), max_length=60, required=False, help_text=_("For example 34–37"))
    udc = forms.CharField(max_length=300, required=False)
    bbk = forms.CharField(max_length=300, required=False)
    genre = forms.CharField(max_length=80, required=False)
    subjects = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One per line."),
    )
    annotation = forms.CharField(max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    is_local = forms.BooleanField(label=_("About our own land (local history)"), required=False)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_serial: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_serial:
            for name in STAYS:
                del self.fields[name]
        self.fields["title"].widget.attrs["autofocus"] = True

    @property
    def typed(self) -> dict[str, str]:
        return {**super().typed, "is_local": "1" if self.cleaned_data["is_local"] else ""}

    @property
    def stays(self) -> dict[str, str]:
        """What the form for the next article of the issue begins with."""
        return {name: self.typed[name] for name in STAYS if self.typed.get(name)}


class VolumeForm(_EntryForm):
    """A volume: its number and what is its own; the rest comes from the set."""

    number = forms.CharField(label=pgettext_lazy("of a volume", "Volume no."), max_length=20)
    name = forms.CharField(label=_("Title of the volume"), max_length=500, required=False)
    responsibility = forms.CharField(max_length=500, required=False)
    year = forms.CharField(max_length=40, required=False)
    extent = forms.CharField(max_length=120, required=False, help_text=_("For example 384 b."))
    isbn = forms.CharField(max_length=60, required=False, help_text=_("With or without hyphens."))
    annotation = forms.CharField(max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autofocus"] = True


class LedToSetForm(forms.Form):
    """A record of the catalogue, by its short number, that is a volume of the set."""

    record = forms.IntegerField(label=_("Number of the record"), min_value=1, max_value=999_999_999)
    volume = forms.CharField(label=pgettext_lazy("of a volume", "Volume no."), max_length=20)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def title(self) -> Title | None:
        """The record that is meant; None for nobody's number, which is then told at its field."""
        found = queries.title_by_number(self.cleaned_data["record"])
        if found is None:
            self.add_error("record", _("There is no record with this number."))
        return found


def again(data: QueryDict, request_id: UUID) -> QueryDict:
    """What was typed, under a new identifier: a refused form is sent once more as a new wish."""
    copy = data.copy()
    copy["request_id"] = str(request_id)
    return copy
