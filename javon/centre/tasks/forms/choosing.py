"""What a list of tasks is asked for by its address. Whatever cannot be understood is no limit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from javon.centre.tasks.models import Task
from javon.centre.tasks.queries import Choice

STATES = ("active", "late", "done", "extension", "off_control", "cancelled", "every")


class ListForm(forms.Form):
    """The address of a list, read kindly."""

    state = forms.CharField(required=False)
    person = forms.UUIDField(required=False)
    unit = forms.UUIDField(required=False)
    kind = forms.CharField(required=False)
    q = forms.CharField(required=False, max_length=200)

    def choice(self, tab: str) -> Choice:
        """The limits that can be understood."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        person, unit = given.get("person"), given.get("unit")
        return Choice(
            tab=tab,
            state=str(given["state"]) if given.get("state") in STATES else "active",
            person=person if isinstance(person, UUID) else None,
            unit=unit if isinstance(unit, UUID) else None,
            kind=given.get("kind", "") if given.get("kind") in Task.Kind.values else "",
            text=given.get("q", "") or "",
        )
