"""The clerk's form of a letter that came, and the director's resolution on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from javon.centre.documents.models import CaseFile, Document
from javon.centre.documents.queries.registers import open_case_files
from javon.centre.organisation.models import Centre, Person
from javon.centre.tasks.forms import QuickForm
from javon.centre.tasks.forms.parts import DayInput, RequestMixin, people_choices
from javon.core.uzbek import day_and_weekday


class LetterForm(RequestMixin):
    """What the envelope and the first page say."""

    correspondent = forms.CharField(
        label=_("From whom"),
        max_length=240,
        widget=forms.TextInput(attrs={"list": "correspondents", "autocomplete": "off"}),
    )
    their_number = forms.CharField(
        label=_("Their number"), max_length=60, required=False,
        help_text=_("As it stands on the letter. Empty where it bears none."),
    )  # fmt: skip
    their_date = forms.DateField(label=_("Their date"), widget=DayInput, required=False)
    received_on = forms.DateField(label=_("Received on"), widget=DayInput)
    title = forms.CharField(
        label=_("What it is about"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
    )
    answer_due_on = forms.DateField(
        label=_("Answer due"),
        widget=DayInput,
        required=False,
        help_text=_("Empty where no answer is asked for."),
    )
    summary = forms.CharField(
        label=pgettext_lazy("letter", "Summary"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
    )
    case_file = forms.ModelChoiceField(
        CaseFile.objects.none(), label=_("Case file"), required=False, empty_label=_("the usual one")
    )
    is_confidential = forms.BooleanField(label=_("Confidential: read by right only"), required=False)

    def __init__(self, *args: Any, centre: Centre, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        self.fields["case_file"].queryset = open_case_files(centre.pk)  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return dict(self.cleaned_data)


class ResolutionForm(RequestMixin, QuickForm):
    """«X.ga, ijro uchun, 25.11 gacha»: the quick form, with the letter's own day and who controls."""

    controller = forms.ChoiceField(
        label=_("Who controls"), required=False, help_text=_("Nobody chosen: you control it yourself.")
    )

    def __init__(
        self,
        *args: Any,
        letter: Document,
        people: Iterable[Person],
        controllers: Iterable[Person],
        centre: Centre,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, people=people, centre=centre, today=today, **kwargs)
        self.order_fields(("executor", "phrase", "what", "due", "due_on", "controller"))
        self._controllers = {str(person.pk): person for person in controllers}
        self.fields["controller"].choices = [("", "–"), *people_choices(self._controllers.values())]  # type: ignore[attr-defined]
        if letter.answer_due_on is not None and letter.answer_due_on >= today:
            self._offer(letter.answer_due_on)

    def _offer(self, day: date) -> None:
        """The day that the letter itself asks for stands first."""
        field = self.fields["due"]
        assert isinstance(field, forms.ChoiceField)
        offered: list[Any] = list(field.choices)  # type: ignore[arg-type]
        others = [(value, label) for value, label in offered if value != day.isoformat()]
        asked = f"{_('as the letter asks')}: {day_and_weekday(day, get_language() or 'uz')}"
        field.choices = [(day.isoformat(), asked), *others]
        field.initial = day.isoformat()

    @property
    def controller_given(self) -> Person | None:
        return self._controllers.get(self.cleaned_data["controller"])
