"""Fields that several forms share: chips to choose from, the day by which, the override of a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre, Person
from javon.centre.tasks.queries.dates import offered_days
from javon.core.database.fields import uuid7
from javon.core.uzbek import day_and_weekday, to_cyrillic

NO_DAY, OTHER_DAY = "none", "other"
DAY_LABELS: dict[str, Promise] = {
    "soon": _("in 3 working days"),
    "week": _("by the end of the week"),
    "month": _("by the end of the month"),
}


class Chips(forms.RadioSelect):
    """Radio buttons drawn as chips: the arrow keys move between them, no script is needed."""

    template_name = "tasks/_chips.html"
    option_template_name = "tasks/_chip.html"


class DayInput(forms.DateInput):
    """The browser's own calendar; where there is none, 2026-11-24 is typed."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def named(person: Person) -> str:
    """The name of a person as the page's script writes it."""
    if get_language() != "uz-cyrl":
        return str(person)
    return to_cyrillic(str(person))


def people_choices(people: Iterable[Person]) -> list[tuple[str, str]]:
    """For a field in which a person is chosen."""
    return [(str(person.pk), named(person)) for person in people]


class RequestMixin(forms.Form):
    """A form that, sent twice, has one effect."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_id"].initial = uuid7


class DueMixin(forms.Form):
    """The last day on time: one of the offered days, none, or a typed one, which always wins."""

    due = forms.ChoiceField(label=_("Due"), widget=Chips)
    due_on = forms.DateField(label=_("Another day"), widget=DayInput, required=False)

    def offer_days(self, centre: Centre | None, today: date, *, with_none: bool = True) -> None:
        """Fill the chips; the first is chosen."""
        lang = get_language() or "uz"
        days = offered_days(centre, today) if centre is not None else []
        choices = [
            (one.day.isoformat(), f"{DAY_LABELS[one.code]}: {day_and_weekday(one.day, lang)}") for one in days
        ]
        if with_none:
            choices.append((NO_DAY, str(_("no due date"))))
        choices.append((OTHER_DAY, str(_("another day, below"))))
        field = self.fields["due"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = choices[0][0]
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "due_on" in self.errors:
            return cleaned
        if self.cleaned_data.get("due_on") is not None:
            self.errors.pop("due", None)  # the typed day wins whatever chip was, or was not, chosen
        elif self.cleaned_data.get("due") == OTHER_DAY:
            self.add_error("due_on", str(_("Choose the day.")))
        return cleaned

    @property
    def day(self) -> date | None:
        """The last day on time; None: no due date."""
        typed: date | None = self.cleaned_data.get("due_on")
        chosen = self.cleaned_data.get("due") or NO_DAY
        if typed is not None or chosen in (NO_DAY, OTHER_DAY):
            return typed
        return date.fromisoformat(chosen)


class OverrideMixin(forms.Form):
    """Why a refusal is overruled; shown once somebody has been refused and may overrule it."""

    override_reason = forms.CharField(
        label=_("Why it is to be done all the same"), max_length=300, required=False, widget=forms.HiddenInput
    )

    def ask_for_a_reason(self) -> None:
        """Show the field in which the reason is written."""
        self.fields["override_reason"].widget = forms.TextInput(attrs={"maxlength": 300})
