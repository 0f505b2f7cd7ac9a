"""What is typed into the calendar, the roster, the directory and the passport; parsed, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import LocalBody, Person, ServicePoint, SpecialDay
from javon.centre.organisation.passport import AGE_GROUPS, INDICATORS, Indicator, Unit
from javon.core.database.fields import uuid7
from javon.core.uzbek import normalise, weekday_name

_SPAN = re.compile(r"^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$")
REGION_MOST = 10**15  # more than any centre ever had of anything, tiyin included


class OnceForm(forms.Form):
    """A form that carries its own identifier: pressing twice does it once."""

    # Without an id: two such forms stand on one page.
    request_id = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}))

    @property
    def given_id(self) -> UUID:
        return UUID(str(self.cleaned_data["request_id"]))

    def typed_again(self) -> QueryDict:
        """What was typed, under a new identifier: a refused request is spent, pressing again is another one."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["request_id"] = str(uuid7())
        return data


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A day: a date picker, and 24.11.2026 typed by hand."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        **more,
    )


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:
    """A time of the day, 9:00."""
    return forms.TimeField(
        label=label, required=required, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class SpecialDaysForm(OnceForm):
    """Days that differ from their weekday."""

    first = day_field(_("First day"))
    last = day_field(_("Last day"), required=False, help_text=_("Empty: one day."))
    kind = forms.ChoiceField(label=_("What day it is"), choices=SpecialDay.Kind.choices)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=120, help_text=_("Readers see it, in Uzbek.")
    )
    opens_at = time_field(_("Opens at"), required=False)
    closes_at = time_field(_("Closes at"), required=False)
    is_approximate = forms.BooleanField(label=_("The day is not announced yet"), required=False)
    basis_label = forms.CharField(
        label=_("Paper"), required=False, max_length=300, help_text=_("Decree or order, its number and date.")
    )

    @property
    def words(self) -> dict[str, Any]:
        """The arguments of ``set_special_days``."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "request_id"}
        return {**given, "last": given["last"] or given["first"]}


class HoursForm(OnceForm):
    """The weekly hours: "9:00–13:00, 14:00–18:00" on each weekday, empty where the house is closed."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for weekday in range(7):
            self.fields[f"day{weekday}"] = forms.CharField(
                label=weekday_name(
                    date(2024, 1, 1 + weekday), get_language() or "uz"
                ).capitalize(),  # 1 January 2024 was a Monday
                required=False,
                max_length=80,
                widget=forms.TextInput(attrs={"placeholder": "9:00–18:00", "inputmode": "text"}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for weekday in range(7):
            name = f"day{weekday}"
            try:
                given[name] = spans(given.get(name, ""))
            except ValueError:
                self.add_error(name, _("Write hours like 9:00–18:00; a break like 9:00–13:00, 14:00–18:00."))
        return given

    @property
    def weekly(self) -> dict[int, list[tuple[time, time]]]:
        return {weekday: self.cleaned_data[f"day{weekday}"] for weekday in range(7)}

    @staticmethod
    def shown(timetable: Iterable[tuple[int, list[tuple[time, time]]]]) -> dict[str, str]:
        """The hours that hold now, as the form shows them."""
        return {
            f"day{weekday}": ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours)
            for weekday, hours in timetable
        }


def spans(text: str) -> list[tuple[time, time]]:
    """Hours of a day from what was typed. Raises ValueError."""
    found = []
    for part in (part for part in text.split(",") if part.strip()):
        match = _SPAN.match(part)
        if match is None:
            raise ValueError(part)
        opens, closes = (time(int(match[at]), int(match[at + 1] or 0)) for at in (1, 3))
        found.append((opens, closes))
    return found


class ShiftForm(OnceForm):
    """One shift of the roster."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=Person.objects.none())
    point = forms.ModelChoiceField(label=_("Where"), queryset=ServicePoint.objects.none())
    day = day_field(_("Day"))
    starts_at = time_field(_("From"))
    ends_at = time_field(_("Until"))
    note = forms.CharField(label=_("Note"), required=False, max_length=120)
    override_reason = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Any, points: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, rows in (("person", people), ("point", points)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    @property
    def words(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class BodyForm(OnceForm):
    """A mahalla, school, kindergarten, enterprise."""

    kind = forms.ChoiceField(label=_("What it is"), choices=LocalBody.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=160)
    name_cyrl = forms.CharField(
        label=_("Name in Cyrillic"), required=False, max_length=160, help_text=_("Empty: transliterated.")
    )
    mahalla = forms.ModelChoiceField(
        label=_("In which mahalla"), required=False, queryset=LocalBody.objects.none()
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    contact_name = forms.CharField(label=_("Who answers there"), required=False, max_length=120)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    distance_km = forms.IntegerField(
        label=_("Kilometres from the centre"), required=False, min_value=0, max_value=500
    )

    def __init__(self, *args: Any, mahallas: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["mahalla"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = mahallas

    @property
    def words(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class FigureForm(OnceForm):
    """One figure of the passport."""

    value = forms.CharField(label=_("Figure"), max_length=40)
    as_of = day_field(_("As it stood on"))
    body = forms.ModelChoiceField(
        label=_("Of which place"), required=False, queryset=LocalBody.objects.none()
    )
    age_group = forms.ChoiceField(
        label=_("Age"), required=False, choices=[("", _("all ages")), *((age, age) for age in AGE_GROUPS)]
    )
    basis_label = forms.CharField(
        label=_("Paper"), max_length=300, help_text=_("Which letter, certificate or act says it.")
    )

    def __init__(self, *args: Any, indicator: Indicator, bodies: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.indicator = indicator
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies
        if not indicator.split:
            del self.fields["body"]
        if not indicator.ages:
            del self.fields["age_group"]
        self.fields["value"].help_text = UNIT_HINTS[indicator.unit]

    def clean_value(self) -> int:
        try:
            return integer(self.cleaned_data["value"], self.indicator.unit)
        except ValueError as error:
            raise forms.ValidationError(UNIT_HINTS[self.indicator.unit]) from error

    @property
    def words(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


UNIT_HINTS = {
    Unit.COUNT: _("A whole number, like 12 400."),
    Unit.MONEY: _("In soʻm, like 15 400 000."),
    Unit.AREA: _("In square metres, like 240,5."),
}
_SCALE = {Unit.COUNT: 1, Unit.MONEY: 100, Unit.AREA: 100}


def integer(text: str, unit: Unit) -> int:
    """What was typed, in the unit of the database (tiyin, dm²). Raises ValueError."""
    try:
        number = Decimal(re.sub(r"[\s\u00a0\u202f']", "", normalise(text)).replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error
    scaled = number * _SCALE[unit]
    if not scaled.is_finite() or scaled != scaled.to_integral_value() or abs(scaled) > REGION_MOST:
        raise ValueError(text)
    return int(scaled)


def shown_figure(value: int, unit: Unit) -> str:
    """A figure of the database as people read it: 12 400 · 15 400 000 · 240,5."""
    whole, rest = divmod(value, _SCALE[unit])
    text = f"{whole:,}".replace(",", "\u00a0")
    return text if not rest else f"{text},{rest:02d}".rstrip("0")


def indicator_choices() -> list[tuple[str, list[tuple[str, Any]]]]:
    """The indicators by group, for a list of choices."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    for one in INDICATORS:
        groups.setdefault(str(one.group), []).append((one.code, one.label))
    return list(groups.items())
