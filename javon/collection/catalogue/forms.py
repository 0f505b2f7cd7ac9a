"""What a cataloguer types, parsed; no decision is taken here. Texts are normalised: every apostrophe
becomes ʻ or ʼ.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from javon.collection.catalogue.wording import FIELD_LABELS
from javon.collection.catalogue.wording_facets import AUDIENCES, LANGUAGES
from javon.core.uzbek import normalise

_MOST = {
    "annotation": 8000,
    "subjects": 2000,
    "isbn": 300,
    "responsibility": 500,
    "title": 500,
    "subtitle": 500,
}
_LONG = {"annotation": 5, "subjects": 3, "isbn": 2}
# Written as other people's systems will read them, not as Uzbek text.
_VERBATIM = frozenset(
    {"isbn", "udc", "bbk", "author_mark", "age_mark", "year", "language", "audience", "author_dates"}
)
_MAIN_LANGUAGES = ("uzb", "rus", "eng", "kaa", "tgk", "kir", "kaz", "tur", "ara", "ger", "fre")


class RecordForm(forms.Form):
    """The simple form of a record. Fields stand in the order in which a title page is read."""

    isbn = forms.CharField(help_text=_("One per line, with or without hyphens."))
    title = forms.CharField()
    part = forms.CharField()
    subtitle = forms.CharField()
    author = forms.CharField(help_text=_("Surname first: Qodiriy, Abdulla"))
    author_dates = forms.CharField(help_text=_("For example 1894–1938"))
    responsibility = forms.CharField(help_text=_("As the title page says it."))
    edition = forms.CharField()
    place = forms.CharField()
    publisher = forms.CharField()
    year = forms.CharField()
    extent = forms.CharField(help_text=_("For example 384 b."))
    series = forms.CharField()
    language = forms.ChoiceField()
    audience = forms.ChoiceField()
    age_mark = forms.CharField(help_text=_("For example 6+"))
    udc = forms.CharField()
    bbk = forms.CharField()
    author_mark = forms.CharField()
    genre = forms.CharField()
    subjects = forms.CharField(help_text=_("One per line."))
    annotation = forms.CharField()
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Shown in the history of the record.")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in FIELD_LABELS:
                field.label = FIELD_LABELS[name]
            field.required = name in {"title", "expected_version", "request_id"}
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput):
                field.max_length = _MOST.get(name, 300)
                field.widget = (
                    forms.Textarea(attrs={"rows": _LONG[name], "maxlength": field.max_length})
                    if name in _LONG
                    else forms.TextInput(attrs={"maxlength": field.max_length})
                )
                field.validators = [
                    *field.validators,
                    forms.fields.validators.MaxLengthValidator(field.max_length),
                ]
        self.fields["language"].choices = self._languages()
        self.fields["audience"].choices = [("", _("Not stated")), *AUDIENCES.items()]
        for name in ("place", "publisher", "year", "extent", "age_mark", "author_mark"):
            self.fields[name].widget.attrs["class"] = "short"

    def _languages(self) -> list[tuple[str, Any]]:
        current = self.initial.get("language") or self.data.get("language", "")
        codes = list(_MAIN_LANGUAGES)
        if current and current not in codes:
            codes.append(current)
        return [("", _("Not stated")), *((code, LANGUAGES.get(code, lazystr(code))) for code in codes)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, value in values.items():
            if isinstance(value, str) and name not in _VERBATIM:
                values[name] = normalise(value)
        return values

    @property
    def typed(self) -> dict[str, str]:
        """The fields of the record as typed, without what belongs to the form."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"reason", "expected_version", "request_id"} and isinstance(value, str)
        }

    @property
    def changes(self) -> dict[str, str]:
        """Those that differ from what the form was opened with."""
        return {
            name: value
            for name, value in self.typed.items()
            if value.split() != str(self.initial.get(name, "")).split()
        }

    @property
    def request_id_given(self) -> UUID:
        """The form's own identifier: pressing twice saves once."""
        return UUID(str(self.cleaned_data["request_id"]))


class NewRecordForm(RecordForm):
    """The same for a record that is not there yet."""

    donor = forms.IntegerField(widget=forms.HiddenInput, required=False)
    override_reason = forms.CharField(
        label=_("Enter it all the same because"), required=False, max_length=300, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["expected_version"], self.fields["reason"]
        self.fields["donor"].required = False

    def ask_for_a_reason(self) -> None:
        """Show the field in which somebody says why the refusal is overruled."""
        self.fields["override_reason"].widget = forms.TextInput(attrs={"maxlength": 300})

    @property
    def typed(self) -> dict[str, str]:
        return {name: value for name, value in super().typed.items() if name != "override_reason"}
