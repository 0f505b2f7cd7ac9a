"""What every form about the organisation shares: the request's own number, days, units, the paper behind a deed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import BasedOn
from javon.core.database.fields import uuid7
from javon.core.ui.templatetags.ui import in_script
from javon.core.uzbek import normalise


class DayField(forms.DateField):
    """A day, picked from the browser's calendar or typed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            **given,
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if isinstance(day, date) and not 1900 <= day.year <= 2100:
            raise forms.ValidationError(_("The year of this day looks wrong."), code="year")
        return day


class NamedField(forms.ModelChoiceField):
    """One of several things that have a name in two scripts."""

    def __init__(self, queryset: Any, *, empty_label: Any = "–", **given: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **given)

    def label_from_instance(self, thing: Any) -> str:
        if hasattr(thing, "title"):
            unit = f" ({in_script(thing.unit.short_name or thing.unit.name)})" if thing.unit else ""
            return in_script(thing.title, thing.title_cyrl) + unit
        if hasattr(thing, "surname"):
            return in_script(thing.full_name, thing.name_cyrl)
        return in_script(str(thing), getattr(thing, "name_cyrl", ""))


class Asked(forms.Form):
    """A form for one deed. `given` is what the action is told, the number of the request included."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["request_id"].initial = uuid7()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, value in values.items():
            if isinstance(value, str) and not name.endswith("_cyrl"):
                values[name] = normalise(value).strip()
        return values

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class OnPaper(Asked):
    """A deed that rests on a paper: an order, a decision."""

    paper_label = forms.CharField(
        label=_("On what paper"),
        required=False,
        max_length=300,
        help_text=_("Kind, number and date, for example: 14-U-son buyruq, 09.01.2026"),
    )
    paper_clause = forms.CharField(
        label=_("Clause of the paper"),
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"size": 6}),
    )

    @property
    def given(self) -> dict[str, Any]:
        values = super().given
        values["based_on"] = BasedOn(values.pop("paper_label"), values.pop("paper_clause"))
        return values


class Overrulable(OnPaper):
    """The same where one refusal may be overruled by somebody who says why."""

    override_reason = forms.CharField(
        label=_("Why it is to be done all the same"), required=False, max_length=300, widget=forms.HiddenInput
    )

    def ask_for_a_reason(self) -> None:
        """Show the field; until a rule has refused there is nothing to overrule."""
        self.fields["override_reason"].widget = forms.TextInput(attrs={"maxlength": 300})
