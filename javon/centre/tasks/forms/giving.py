"""Giving a task: the whole form, the oral instruction, and the resolution that takes ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Centre, Person
from javon.centre.tasks.forms.parts import Chips, DueMixin, OverrideMixin, RequestMixin, people_choices
from javon.centre.tasks.models import Task
from javon.centre.tasks.rules.giving import MOST_LETTERS
from javon.centre.tasks.wording import KINDS, PHRASES

_WORDS = forms.Textarea(attrs={"rows": 3, "maxlength": MOST_LETTERS})
GIVEN_KINDS = (Task.Kind.DIRECTIVE, Task.Kind.ORAL, Task.Kind.OTHER)


class TaskForm(RequestMixin, DueMixin, OverrideMixin):
    """What, who, by when, who controls; on what paper, when there is one."""

    what = forms.CharField(label=_("What is to be done"), widget=_WORDS, max_length=MOST_LETTERS)
    executor = forms.ChoiceField(label=_("Who does it"), widget=Chips)
    kind = forms.ChoiceField(
        label=pgettext_lazy("kind of a task", "What it is"), widget=Chips, initial=Task.Kind.DIRECTIVE
    )
    controller = forms.ChoiceField(
        label=_("Who controls"), required=False, help_text=_("Nobody chosen: you control it yourself.")
    )
    basis_label = forms.CharField(
        label=_("Paper it rests on"),
        max_length=300,
        required=False,
        help_text=_("For example: 14-U-son buyruq, 24.11.2026, 3-band"),
    )

    field_order = (
        "what", "executor", "due", "due_on", "kind", "controller", "basis_label", "override_reason", "request_id",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        people: Iterable[Person],
        controllers: Iterable[Person],
        centre: Centre | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in [*people, *controllers]}
        _choose(self, "executor", people_choices(people))
        _choose(self, "controller", [("", "–"), *people_choices(controllers)])
        _choose(self, "kind", [(kind, KINDS[kind]) for kind in GIVEN_KINDS])
        self.offer_days(centre, today)

    @property
    def executor_given(self) -> Person:
        return self._people[self.cleaned_data["executor"]]

    @property
    def controller_given(self) -> Person | None:
        return self._people.get(self.cleaned_data["controller"])


class OralForm(RequestMixin, DueMixin, OverrideMixin):
    """«The director said»: the executor writes it down."""

    what = forms.CharField(label=_("What was said"), widget=_WORDS, max_length=MOST_LETTERS)
    said_by = forms.ChoiceField(label=_("Who said it"), widget=Chips)

    field_order = ("what", "said_by", "due", "due_on", "override_reason", "request_id")

    def __init__(
        self, *args: Any, people: Iterable[Person], centre: Centre | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        _choose(self, "said_by", people_choices(people))
        if len(self._people) == 1:
            self.fields["said_by"].initial = next(iter(self._people))
        self.offer_days(centre, today)

    @property
    def said_by_given(self) -> Person:
        return self._people[self.cleaned_data["said_by"]]


class QuickForm(DueMixin):
    """A resolution in ten seconds: a person, a phrase, a day. Drawn by ``tasks/_quick_form.html``.

    `people` are those the resolution may go to. After ``is_valid()``: ``executor_given``, ``words``, ``day``.
    """

    executor = forms.ChoiceField(label=_("To whom"), widget=Chips)
    phrase = forms.ChoiceField(label=_("For what"), widget=Chips, required=False)
    what = forms.CharField(
        label=_("In your own words"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.TextInput(attrs={"maxlength": MOST_LETTERS, "autocomplete": "off"}),
    )

    field_order = ("executor", "phrase", "what", "due", "due_on")

    def __init__(
        self, *args: Any, people: Iterable[Person], centre: Centre | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        _choose(self, "executor", people_choices(people))
        _choose(self, "phrase", [(str(place), phrase) for place, phrase in enumerate(PHRASES)])
        self.fields["phrase"].initial = "0"
        self.offer_days(centre, today)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.cleaned_data.get("phrase") and not self.cleaned_data.get("what", "").strip():
            self.add_error("what", str(_("Choose a phrase or write what is to be done.")))
        return cleaned

    @property
    def executor_given(self) -> Person:
        return self._people[self.cleaned_data["executor"]]

    @property
    def words(self) -> str:
        """The resolution as it stands on the paper, in Uzbek whatever language the page is read in."""
        phrase, typed = self.cleaned_data.get("phrase"), self.cleaned_data.get("what", "").strip()
        with translation.override("uz"):
            said = str(PHRASES[int(phrase)]) if phrase else ""
        return f"{said}. {typed}" if said and typed else said or typed


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
