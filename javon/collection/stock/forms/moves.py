"""What is typed to move copies from one service point to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.documents.queries.reading import shown
from javon.centre.organisation.models import ServicePoint
from javon.centre.tasks.forms.parts import Chips, RequestMixin


class MoveForm(RequestMixin):
    """From where, to where."""

    from_point = forms.ChoiceField(label=_("From which service point"), widget=Chips)
    to_point = forms.ChoiceField(label=_("To which service point"), widget=Chips)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = ("from_point", "to_point", "note", "request_id")

    def __init__(self, *args: Any, points: Sequence[ServicePoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._points = {str(one.pk): one for one in points}
        for name in ("from_point", "to_point"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(key, shown(one.name, one.name_cyrl)) for key, one in self._points.items()]

    @property
    def given(self) -> dict[str, Any]:
        """Arguments of the action."""
        typed = dict(self.cleaned_data)
        typed["from_point"] = self._points[typed["from_point"]]
        typed["to_point"] = self._points[typed["to_point"]]
        return typed
