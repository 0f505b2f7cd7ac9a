"""What is typed about labels, parsed; no decision is taken here. Lengths are typed in millimetres."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.labels.models import LabelRequest
from javon.collection.labels.rules import MOST_COPIES, MOST_OF_EACH
from javon.collection.labels.wording import FIELDS, KINDS
from javon.core.database.fields import uuid7
from javon.core.sheets import MM, Sheet

LENGTHS = ("width", "height", "cell_width", "cell_height", "left", "top", "gap_x", "gap_y")


class _Asked(forms.Form):
    """Carries the identifier that makes a second press harmless."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_id": uuid7(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @property
    def request_id_given(self) -> UUID:
        return UUID(str(self.cleaned_data["request_id"]))

    def again(self) -> Self:
        """The same as typed, with a new identifier: the refused request is spent."""
        return type(self)({**{name: self.data.get(name) for name in self.fields}, "request_id": str(uuid7())})


class AskForm(_Asked):
    """Whose labels, which, how many: codes, or a range of one inventory book, or copies ticked on the page of a record."""

    codes = forms.CharField(required=False, max_length=40_000)
    first = forms.IntegerField(required=False, min_value=1, max_value=99_999_999)
    last = forms.IntegerField(required=False, min_value=1, max_value=99_999_999)
    book = forms.CharField(required=False, max_length=20)
    copies = forms.TypedMultipleChoiceField(required=False, coerce=UUID)
    kinds = forms.MultipleChoiceField(
        required=False, choices=[(kind, KINDS[kind]) for kind in LabelRequest.Kind.values]
    )
    quantity = forms.IntegerField(min_value=1, max_value=MOST_OF_EACH, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["copies"]
        assert isinstance(chosen, forms.ChoiceField)
        ticked = self.data.getlist("copies")[:MOST_COPIES] if hasattr(self.data, "getlist") else []
        chosen.choices = [(pk, pk) for pk in ticked]


class PrintForm(_Asked):
    """Which sheet, from which label on."""

    sheet = forms.CharField(max_length=40)
    start = forms.IntegerField(min_value=1, max_value=500)


class RequestsForm(_Asked):
    """Labels ticked in the queue."""

    requests = forms.TypedMultipleChoiceField(coerce=UUID, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["requests"]
        assert isinstance(chosen, forms.ChoiceField)
        ticked = self.data.getlist("requests")[:MOST_COPIES] if hasattr(self.data, "getlist") else []
        chosen.choices = [(pk, pk) for pk in ticked]


class _Millimetres(forms.DecimalField):
    """A length: "38,1" and "38.1" are the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=6, decimal_places=2, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 7, "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class SheetForm(_Asked):
    """A centre's own sheet of labels."""

    name = forms.CharField(label=pgettext_lazy("of a label sheet", "Name"), max_length=80)
    width = _Millimetres(initial=210)
    height = _Millimetres(initial=297)
    columns = forms.IntegerField(min_value=1, max_value=100)
    rows = forms.IntegerField(min_value=1, max_value=100)
    cell_width = _Millimetres()
    cell_height = _Millimetres()
    left = _Millimetres(help_text=_("From the edge of the paper to the first label."))
    top = _Millimetres(help_text=_("From the edge of the paper to the first label."))
    gap_x = _Millimetres(initial=0)
    gap_y = _Millimetres(initial=0)
    has_marks = forms.BooleanField(label=_("Lines to cut along"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in FIELDS:
                unit = _(", mm") if name in LENGTHS else ""
                field.label = f"{FIELDS[name]}{unit}"

    @classmethod
    def of(cls, sheet: Sheet, name: str) -> SheetForm:
        """The form filled with a sheet that is there already."""
        lengths = {key: f"{getattr(sheet, key) / MM:g}".replace(".", ",") for key in LENGTHS}
        return cls(
            initial={
                "name": name, "columns": sheet.columns, "rows": sheet.rows, "has_marks": sheet.has_marks, **lengths,
            }
        )  # fmt: skip

    @property
    def geometry(self) -> dict[str, int]:
        """The lengths in micrometres, as the action takes them."""
        typed = self.cleaned_data
        return {
            **{key: round(typed[key] * MM) for key in LENGTHS},
            "columns": typed["columns"],
            "rows": typed["rows"],
            "has_marks": typed["has_marks"],
        }


class CalibrationForm(_Asked):
    """Where the cross came out on paper."""

    measured_x = _Millimetres(label=_("From the left edge to the upright line, mm"), initial="20,0")
    measured_y = _Millimetres(label=_("From the upper edge to the level line, mm"), initial="20,0")
