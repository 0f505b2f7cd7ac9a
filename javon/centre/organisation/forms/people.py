"""What is typed about people, their posts, absence and standing in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.forms.asked import Asked, DayField, NamedField, OnPaper, Overrulable
from javon.centre.organisation.forms.staffing import rates
from javon.centre.organisation.forms.structure import CYRILLIC_HINT
from javon.centre.organisation.models import Absence, Appointment, Centre, Person, Post
from javon.centre.organisation.queries.staff import possible_substitutes
from javon.centre.organisation.queries.structure import open_posts
from javon.centre.organisation.rules.people import MOST_RATES

_EVERY_RATE = range(1, MOST_RATES + 1)


def _unsaid(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("Not stated")), *choices]


class PersonForm(Asked):
    """The card of an employee. Only what reports ask for, and how to reach the person."""

    surname = forms.CharField(label=_("Surname"), max_length=80)
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    name_cyrl = forms.CharField(
        label=_("Whole name in Cyrillic"), max_length=250, required=False, help_text=CYRILLIC_HINT
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=_unsaid(Person.Sex.choices), required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1900, max_value=2100)
    education = forms.ChoiceField(
        label=_("Education"), choices=_unsaid(Person.Education.choices), required=False
    )
    speciality = forms.CharField(label=_("Speciality"), max_length=160, required=False)
    working_since = DayField(label=_("Works since, anywhere"), required=False)
    library_since = DayField(label=_("Works in libraries since"), required=False)
    computer_skill = forms.ChoiceField(
        label=_("Computer skill"), choices=_unsaid(Person.ComputerSkill.choices), required=False
    )

    @property
    def given(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        more: dict[str, Any] = {
            name: values.pop(name) for name in ("request_id", "is_another") if name in values
        }
        return {"values": values, **more}


class NewPersonForm(PersonForm):
    """The same for somebody who is not entered yet."""

    is_another = forms.BooleanField(label=_("This is another person of the same name"), required=False)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        if not (data and data.get("is_another")):
            self.fields["is_another"].widget = forms.HiddenInput()

    def ask_whether_another(self) -> None:
        """Show the box once somebody of the same name was found."""
        self.fields["is_another"].widget = forms.CheckboxInput()


class AppointForm(Overrulable):
    """A post, a rate, the days."""

    post = NamedField(label=_("Post"), queryset=Post.objects.none())
    quarters = forms.TypedChoiceField(label=_("Rate"), choices=rates(_EVERY_RATE), coerce=int, initial=4)
    from_day = DayField(label=_("From which day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    field_order = (
        "post",
        "quarters",
        "from_day",
        "last_day",
        "paper_label",
        "paper_clause",
        "note",
        "override_reason",
    )

    def __init__(self, data: Any = None, *, centre: Centre, day: date, **given: Any) -> None:
        super().__init__(data, **given)
        post, quarters = self.fields["post"], self.fields["quarters"]
        assert isinstance(post, NamedField)
        assert isinstance(quarters, forms.TypedChoiceField)
        post.queryset = open_posts(centre, day)
        quarters.choices = rates(_EVERY_RATE)  # written as this page's language writes numbers


class MoveForm(AppointForm):
    """Another post from a day on; until when is as it was."""

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        del self.fields["last_day"]


class ReleaseForm(Asked):
    """The last working day and why."""

    last_day = DayField(label=_("Last working day"))
    note = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("As the order says it.")
    )


class AbsenceForm(OnPaper):
    """Why somebody is away, and when."""

    kind = forms.ChoiceField(label=_("Reason"), choices=Absence.Kind.choices)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    field_order = ("kind", "first_day", "last_day", "paper_label", "paper_clause", "note")


class SubstituteForm(OnPaper):
    """Who stands in for which post, and when."""

    appointment = NamedField(label=_("For which post"), queryset=Appointment.objects.none())
    person = NamedField(label=_("Who stands in"), queryset=Person.objects.none())
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    field_order = ("appointment", "person", "first_day", "last_day", "paper_label", "paper_clause")

    def __init__(self, data: Any = None, *, absence: Absence, **given: Any) -> None:
        super().__init__(data, **given)
        appointment, person = self.fields["appointment"], self.fields["person"]
        assert isinstance(appointment, NamedField)
        assert isinstance(person, NamedField)
        held = Appointment.objects.filter(person=absence.person).select_related("post__unit")
        appointment.queryset = held.exclude(valid_to__lt=absence.first_day)
        appointment.label_from_instance = lambda thing: person.label_from_instance(thing.post)  # type: ignore[method-assign]
        appointment.empty_label = None if appointment.queryset.count() == 1 else "–"
        person.queryset = possible_substitutes(absence.person, absence.first_day, absence.last_day)


class AccountForm(Asked):
    """Which account is the person's."""

    username = forms.CharField(
        label=_("Login"), max_length=64, help_text=_("The account must exist already.")
    )
