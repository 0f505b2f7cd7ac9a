"""What is typed in the hall: a class hour, a fault, a room with its plan, how long places may be had."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Centre
from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.core import clock
from javon.service.readingroom.models import Room
from javon.service.readingroom.queries import visits

KINDS = (("computer", pgettext_lazy("hall", "computers")), ("seat", pgettext_lazy("hall", "seats")))
LARGEST = 10**6  # what a count can be typed as; how much is honest the rules say


def _count(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=-LARGEST, max_value=LARGEST, **more)


class TimeInput(forms.TimeInput):
    """The browser's own clock; where there is none, 14:30 is typed."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ClassHourForm(RequestMixin):
    """How many places, when, for whom."""

    kind = forms.ChoiceField(label=_("What is needed"), widget=Chips, choices=KINDS, initial="computer")
    count = _count(_("How many"), initial=10)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    begins = forms.TimeField(label=pgettext_lazy("class hour", "From"), widget=TimeInput())
    ends = forms.TimeField(label=pgettext_lazy("class hour", "To"), widget=TimeInput())
    label = forms.CharField(
        label=pgettext_lazy("class hour", "For whom and what"),
        max_length=120,
        help_text=_("«5-B, informatika»"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        typed = self.cleaned_data
        return {
            "kind": typed["kind"],
            "count": typed["count"],
            "label": typed["label"],
            "starts_at": self._at(typed["begins"]),
            "ends_at": self._at(typed["ends"]),
        }

    def _at(self, hour: time) -> datetime:
        return datetime.combine(self.cleaned_data["day"], hour, clock.TASHKENT)


class FaultForm(RequestMixin):
    """What is wrong with it."""

    note = forms.CharField(
        label=_("What does not work"),
        max_length=200,
        help_text=_("«Yoqilmayapti», «sichqonchasi ishlamaydi»"),
    )


class RoomForm(RequestMixin):
    """A room: its name, its service point, its plan as text."""

    name = forms.CharField(label=_("Name of the room"), max_length=80)
    service_point = forms.ModelChoiceField(
        visits.points_of_nobody(), label=_("Service point"), empty_label=None
    )
    plan = forms.CharField(
        label=_("Plan, row by row from the door"),
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "input hall-plan__typed", "spellcheck": "false"}),
        help_text=_("P1 is a computer, J1 a seat, a dot an empty cell; an empty line is an aisle."),
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = self.fields["service_point"]
        assert isinstance(points, forms.ModelChoiceField)
        points.queryset = visits.points(centre.pk, clock.today())

    @classmethod
    def of(cls, room: Room, plan: str, centre: Centre) -> RoomForm:
        """The form as a room stands."""
        given = {"name": room.name, "service_point": room.service_point_id, "plan": plan}
        return cls(initial=given, centre=centre, auto_id=f"id_{room.number}_%s")

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return {name: self.cleaned_data[name] for name in ("name", "service_point", "plan")}


class TermsForm(forms.Form):
    """Minutes of one kind of place."""

    use_minutes = _count(_("One use, minutes"))
    extension_minutes = _count(_("Extension, minutes"))
    hold_minutes = _count(_("Kept for the next, minutes"))
    daily_minutes = _count(_("At most a day, minutes"), required=False, help_text=_("Empty: no limit."))
    basis = forms.CharField(
        label=_("By which order"), max_length=200, required=False, help_text=_("«41-son buyruq»")
    )
