"""What a cataloguer types, parsed; no decision is taken here. Texts are normalised: every apostrophe
becomes ʻ or ʼ.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise, lazystr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue import queries
from javon.collection.catalogue.controlled import AGE_MARKS, LANGUAGES_OF_STOCK
from javon.collection.catalogue.isbn import digits_of
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.wording import FIELD_LABELS, SENTENCES
from javon.collection.catalogue.wording_facets import AUDIENCES, LANGUAGES, SCRIPTS
from javon.core.uzbek import normalise

_MOST = {
    "annotation": 8000,
    "subjects": 2000,
    "isbn": 300,
    "responsibility": 500,
    "title": 500,
    "subtitle": 500,
}
_LONG = {"annotation": 4, "subjects": 2}
# The form in parts: heading, then each field with the twelfths of the line that it takes on a desk.
SECTIONS: tuple[tuple[Promise, dict[str, int]], ...] = (
    (
        _("Title and author"),
        {"title": 12, "subtitle": 8, "part": 4, "author": 8, "author_dates": 4, "responsibility": 12},
    ),
    (
        pgettext_lazy("of a book", "Edition and imprint"),
        {"place": 4, "publisher": 5, "year": 3, "isbn": 5, "edition": 4, "extent": 3, "series": 12},
    ),
    (
        _("Content and readers"),
        {
            "language": 4,
            "script": 4,
            "audience": 4,
            "age_mark": 3,
            "udc": 4,
            "bbk": 5,
            "author_mark": 4,
            "genre": 8,
            "conclusion_number": 8,
            "conclusion_on": 4,
            "subjects": 12,
            "annotation": 12,
        },
    ),
)
# Written as other people's systems will read them, not as Uzbek text.
_VERBATIM = frozenset(
    {
        "isbn",
        "udc",
        "bbk",
        "author_mark",
        "age_mark",
        "year",
        "language",
        "script",
        "audience",
        "author_dates",
        "conclusion_number",
        "conclusion_on",
    }
)
# Fields that are completed from what the catalogue has already.
_COMPLETED = {"author": "author", "publisher": "publisher", "place": "place", "subjects": "subject"}


class RecordForm(forms.Form):
    """The simple form of a record. Fields stand in the order in which a title page is read."""

    isbn = forms.CharField(help_text=_("With or without hyphens."))
    title = forms.CharField(error_messages={"required": SENTENCES["empty_title"]})  # type: ignore[dict-item]
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
    script = forms.ChoiceField()
    audience = forms.ChoiceField()
    age_mark = forms.ChoiceField()
    udc = forms.CharField()
    bbk = forms.CharField()
    author_mark = forms.CharField()
    genre = forms.CharField()
    conclusion_number = forms.CharField(
        help_text=_("For religious literature: the number of the conclusion.")
    )
    conclusion_on = forms.CharField(help_text=_("For example 12.03.2026"))
    subjects = forms.CharField(help_text=_("One per line."))
    annotation = forms.CharField()
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Shown in the history of the record.")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in FIELD_LABELS:
                field.label = FIELD_LABELS[name]  # type: ignore[assignment]  # lazy, as Django wants it
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
                    MaxLengthValidator(field.max_length),
                ]
        for name, what in _COMPLETED.items():
            self.fields[name].widget.attrs["data-complete"] = reverse("catalogue:complete", args=[what])
        if self._has_many_isbns():
            self.fields["isbn"].help_text = _("One per line, with or without hyphens.")
            self.fields["isbn"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": _MOST["isbn"]})
        for name, choices in (
            ("language", self._languages()),
            ("script", [("", _("By the title")), *SCRIPTS.items()]),
            ("audience", [("", _("Not stated")), *AUDIENCES.items()]),
            ("age_mark", self._age_marks()),
        ):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices

    @property
    def sections(self) -> list[tuple[Promise, list[tuple[forms.BoundField, int]]]]:
        """The fields as the page lays them out: heading, and pairs of a field and its twelfths."""
        return [(words, [(self[name], wide) for name, wide in names.items()]) for words, names in SECTIONS]

    def _has_many_isbns(self) -> bool:
        """One line is enough for the usual single ISBN; a set with several keeps a line for each."""
        given = self.data.get("isbn") if self.is_bound else self.initial.get("isbn")
        return "\n" in str(given or "").strip()

    def _languages(self) -> list[tuple[str, Any]]:
        current = self.initial.get("language") or self.data.get("language", "")
        codes = list(LANGUAGES_OF_STOCK)
        if current and current not in codes:
            codes.append(current)
        return [("", _("Not stated")), *((code, LANGUAGES.get(code, lazystr(code))) for code in codes)]

    def _age_marks(self) -> list[tuple[str, Any]]:
        """The five of the law; whatever else a record from elsewhere says stays choosable, and so untouched."""
        said = (str(source.get("age_mark") or "")[:300] for source in (self.initial, self.data))
        return [
            ("", _("Not stated")),
            *((mark, mark) for mark in dict.fromkeys((*AGE_MARKS, *filter(None, said)))),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, value in values.items():
            if isinstance(value, str) and name not in _VERBATIM:
                values[name] = normalise(value)
        return values

    def clean_isbn(self) -> str:
        """Several numbers typed on one line, with commas between them, are several numbers."""
        typed = str(self.cleaned_data["isbn"])
        pieces = [piece.strip() for piece in re.split("[,;]", typed)]
        return "\n".join(pieces) if len(pieces) > 1 and all(map(digits_of, pieces)) else typed

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
    """The same for a record that is not there yet. It begins with what fills the rest: the ISBN and the printed block."""

    cip = forms.CharField(
        label=_("What is printed on the back of the title page"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("UDC, BBK, author mark, the description, ISBN: as they stand there, in any script."),
    )
    looked_up = forms.CharField(widget=forms.HiddenInput, required=False)  # the ISBN that has filled the form
    donor = forms.IntegerField(widget=forms.HiddenInput, required=False)
    found = forms.UUIDField(widget=forms.HiddenInput, required=False)  # a record that another library sent
    override_reason = forms.CharField(
        label=_("Enter it all the same because"), required=False, max_length=300, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["expected_version"], self.fields["reason"]
        self.fields["cip"].widget = forms.Textarea(attrs={"rows": 6})
        for name in ("donor", "found", "cip", "looked_up"):
            self.fields[name].required = False

    @property
    def sections(self) -> list[tuple[Promise, list[tuple[forms.BoundField, int]]]]:
        wide = {"edition": 8, "extent": 4}
        return [
            (words, [(field, wide.get(field.name, width)) for field, width in fields if field.name != "isbn"])
            for words, fields in super().sections
        ]

    def focus(self) -> None:
        """The cursor stands in the first field that a record should have and that is empty; in the title when none is."""
        empty = (name for name in ("title", "year", "language", "bbk") if not self[name].value())
        self.fields[next(empty, "title")].widget.attrs["autofocus"] = True

    def ask_for_a_reason(self) -> None:
        """Show the field in which somebody says why the refusal is overruled."""
        self.fields["override_reason"].widget = forms.TextInput(attrs={"maxlength": 300})

    @property
    def typed(self) -> dict[str, str]:
        not_of_the_record = {"override_reason", "cip", "looked_up"}
        return {name: value for name, value in super().typed.items() if name not in not_of_the_record}


# What an old shelf has in common from book to book: these may stay as they are for the next one.
TYPED = ("title", "author", "year")  # what every book has of its own
KEPT = ("publisher", "place", "bbk", "language", "script")


class QuickForm(forms.Form):
    """A short record of an old book, from its title page and its mark alone; `keep` names the fields that stay."""

    title = forms.CharField(max_length=500, error_messages={"required": SENTENCES["empty_title"]})  # type: ignore[dict-item]
    author = forms.CharField(max_length=300, required=False, help_text=_("Surname first: Qodiriy, Abdulla"))
    year = forms.CharField(max_length=40, required=False)
    publisher = forms.CharField(max_length=300, required=False)
    place = forms.CharField(max_length=300, required=False)
    bbk = forms.CharField(max_length=300, required=False)
    language = forms.ChoiceField(required=False)
    script = forms.ChoiceField(required=False)
    keep = forms.MultipleChoiceField(
        required=False,
        choices=[(name, FIELD_LABELS[name]) for name in KEPT],
        widget=forms.CheckboxSelectMultiple,
        label=_("Stays for the next book"),
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in FIELD_LABELS:
                field.label = FIELD_LABELS[name]  # type: ignore[assignment]  # lazy, as Django wants it
        languages = [(code, LANGUAGES[code]) for code in LANGUAGES_OF_STOCK]
        for name, choices in (
            ("language", [("", _("Not stated")), *languages]),
            ("script", [("", _("By the title")), *SCRIPTS.items()]),
        ):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices
        for name in ("author", "publisher", "place"):
            self.fields[name].widget.attrs["data-complete"] = reverse("catalogue:complete", args=[name])
        self.fields["title"].widget.attrs["autofocus"] = True

    @property
    def typed(self) -> dict[str, str]:
        """The fields of the record as typed, with the apostrophes of Uzbek."""
        names = (*TYPED, *KEPT)
        return {
            name: self.cleaned_data[name] if name in _VERBATIM else normalise(self.cleaned_data[name])
            for name in names
        }

    @property
    def kept(self) -> dict[str, str]:
        """What the next form begins with."""
        return {name: self.typed[name] for name in self.cleaned_data["keep"]}


class RestoreForm(forms.Form):
    """Which version is to come back, and which one the person had before her eyes."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    expected_version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    request_id = forms.UUIDField()
    reason = forms.CharField(required=False, max_length=300)


# --- merging two records


class PairForm:
    """Which two records are meant: short numbers in the address, as a person or a link wrote them."""

    def __init__(self, given: QueryDict) -> None:
        self.keep = given.get("keep", "").strip()[:20]
        self.take = given.get("take", "").strip()[:20]

    @property
    def is_empty(self) -> bool:
        """One number or none is given yet."""
        return not self.keep or not self.take

    def titles(self) -> tuple[Title | None, Title | None]:
        """The records that have these numbers; a number of a merged record is nobody's."""
        return self._title(self.keep), self._title(self.take)

    @staticmethod
    def _title(number: str) -> Title | None:
        is_number = number.isascii() and number.isdigit() and len(number) < 10
        return queries.title_by_number(int(number)) if is_number else None


class MergeForm(forms.Form):
    """What was chosen on the page that shows two records side by side."""

    step = forms.ChoiceField(choices=(("look", ""), ("merge", "")))
    keep_version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    take_version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(required=False, max_length=300)
    request_id = forms.UUIDField()

    @property
    def chosen(self) -> dict[str, str]:
        """Choices by the key of their row; which are possible, merging decides."""
        return {
            name.removeprefix("choose-")[:10]: str(value)[:10]
            for name, value in self.data.items()
            if name.startswith("choose-")
        }


class UndoMergeForm(forms.Form):
    """One press of "undo"."""

    request_id = forms.UUIDField()


class ApartForm(forms.Form):
    """Records that are different books, by their numbers with a space between."""

    numbers = forms.RegexField(r"^\d{1,9}( \d{1,9}){1,49}$")
    request_id = forms.UUIDField()

    def clean_numbers(self) -> list[int]:
        return [int(number) for number in self.cleaned_data["numbers"].split()]
