"""A new reader in seven fields, nine for a child; the same fields corrected later. ux 3.4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.forms.asked import NamedField
from javon.centre.organisation.models import Centre, LocalBody
from javon.centre.tasks.forms.parts import Chips, RequestMixin
from javon.service.readers.forms.parts import CardField, PhoneField, TypedDayField
from javon.service.readers.models import Category, Guardianship, Reader, Sex
from javon.service.readers.queries import listing
from javon.service.readers.queries.classes import in_order
from javon.service.readers.rules.registering import LAST_GRADE, LONGEST, GuardianData, ReaderData
from javon.service.readers.wording import SENTENCES

Kind = LocalBody.Kind
GRADES = [("", "–"), *((str(grade), str(grade)) for grade in range(1, LAST_GRADE + 1))]
# Which field an objection of the rules stands beside.
FIELD_OF = {
    "surname_missing": "surname",
    "birth_date_missing": "birth_date",
    "born_in_future": "birth_date",
    "born_too_long_ago": "birth_date",
    "sex_missing": "sex",
    "category_missing": "category",
    "grade_unreal": "grade",
    "grade_of_no_pupil": "grade",
    "pupil_without_grade": "grade",
    "phone_unreal": "phone",
    "guardian_missing": "guardian_name",
    "guardian_phone_unreal": "guardian_phone",
    "guardian_consent_missing": "consent",
    "consent_missing": "consent",
    "card_unreal": "card_number",
    "card_taken": "card_number",
}


def _wanted(code: str) -> Any:
    return {"required": SENTENCES[code]}


class _InOrder(ModelChoiceIterator):
    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield ("", self.field.empty_label)
        yield from map(self.choice, sorted(self.queryset, key=lambda body: in_order(body.name)))


class BodyField(NamedField):
    """A school or a mahalla of the district, in the script of the page; 2-maktab stands before 10-maktab."""

    iterator = _InOrder


class PersonForm(RequestMixin):
    """What is known of a person."""

    surname = forms.CharField(
        label=_("Surname"), max_length=LONGEST["surname"], error_messages=_wanted("surname_missing")
    )
    given_name = forms.CharField(label=_("Given name"), max_length=LONGEST["given_name"], required=False)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=LONGEST["patronymic"], required=False)
    birth_date = TypedDayField(label=_("Birth date"), error_messages=_wanted("birth_date_missing"))
    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex.choices, widget=Chips, error_messages=_wanted("sex_missing")
    )
    category = forms.ChoiceField(
        label=_("What the reader does"),
        choices=[("", _("choose")), *Category.choices],
        error_messages=_wanted("category_missing"),
    )
    school = BodyField(
        LocalBody.objects.none(), label=_("School or college"), required=False, empty_label=_("none")
    )
    grade = forms.TypedChoiceField(
        label=_("Class"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    class_letter = forms.CharField(
        label=_("Letter"),
        max_length=LONGEST["class_letter"],
        required=False,
        widget=forms.TextInput(attrs={"size": 4}),
    )
    mahalla = BodyField(LocalBody.objects.none(), label=_("Mahalla"), required=False, empty_label=_("none"))
    phone = PhoneField(label=_("Phone"))
    workplace = forms.CharField(label=_("Workplace"), max_length=LONGEST["workplace"], required=False)
    address = forms.CharField(label=_("Street and house"), max_length=LONGEST["address"], required=False)
    note = forms.CharField(
        label=_("Note"), max_length=LONGEST["note"], required=False, help_text=_("Only the staff sees it.")
    )
    is_visually_impaired = forms.BooleanField(label=_("Large letters on slips"), required=False)

    def __init__(self, typed: Any = None, *, centre: Centre, **kwargs: Any) -> None:
        super().__init__(_with_category(typed), **kwargs)
        for name, kinds in (("school", listing.PLACES_OF_LEARNING), ("mahalla", (Kind.MAHALLA,))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = listing.bodies(centre.pk, *kinds)
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs.setdefault("autocomplete", "off")

    @property
    def data_given(self) -> ReaderData:
        """For the action."""
        given = dict(self.cleaned_data)
        names = ("surname", "given_name", "patronymic", "birth_date", "sex", "category", "grade", "class_letter",
                 "workplace", "address", "phone", "note", "is_visually_impaired")  # fmt: skip
        return ReaderData(
            school_id=_key(given.get("school")),
            mahalla_id=_key(given.get("mahalla")),
            **{name: given[name] for name in names},
        )


def _key(body: LocalBody | None) -> UUID | None:
    return body.pk if body is not None else None


def _with_category(typed: Any) -> Any:
    """Who sits in a class is a pupil: it need not be said twice."""
    if typed is None or typed.get("category") or not typed.get("grade"):
        return typed
    typed = typed.copy()
    typed["category"] = Category.PUPIL
    return typed


class NewReaderForm(PersonForm):
    """A new reader, the adult who answers for a child, and the consent."""

    card_number = CardField(label=_("Card"), help_text=_("Scan it; empty: the next number is given."))
    guardian_name = forms.CharField(label=_("Parent or guardian of a child"), max_length=200, required=False)
    guardian_phone = PhoneField("guardian_phone_unreal", label=_("Phone of the parent"))
    guardian_relation = forms.ChoiceField(
        label=_("Who it is"),
        choices=[
            choice
            for choice in Guardianship.Relation.choices
            if choice[0] in ("mother", "father", "guardian")
        ],
        required=False,
    )
    guardian_number = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=999_999
    )
    consent = forms.BooleanField(
        label=_("The consent to the use of personal data is given (of a child: by the parent)"),
        required=False,
    )
    is_another = forms.BooleanField(label=_("It is another person, I have looked"), required=False)
    field_order = ("card_number",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre: Centre = kwargs["centre"]
        first = "card_number" if not self.is_bound else ""
        if first:
            self.fields[first].widget.attrs["autofocus"] = True

    @property
    def guardian_given(self) -> GuardianData:
        """For the action; of a parent who is a reader, the reader."""
        given = self.cleaned_data
        number = given.get("guardian_number")
        parent = Reader.objects.filter(centre=self.centre, number=number).first() if number else None
        return GuardianData(
            name=given.get("guardian_name") or "",
            phone=given.get("guardian_phone") or "",
            relation=given.get("guardian_relation") or Guardianship.Relation.GUARDIAN,
            reader_id=parent.pk if parent is not None and parent.is_here else None,
        )


def initial_of(reader: Reader) -> dict[str, Any]:
    """What the form of a correction begins with."""
    names = ("surname", "given_name", "patronymic", "birth_date", "sex", "category", "grade", "class_letter",
             "workplace", "address", "phone", "note", "is_visually_impaired")  # fmt: skip
    return {
        **{name: getattr(reader, name) for name in names},
        "school": reader.school_id,
        "mahalla": reader.mahalla_id,
        "head_count": reader.head_count,
    }


class EditForm(PersonForm):
    """A correction, with the correction that was last when it began."""

    expected_edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class GroupFields(RequestMixin):
    """What is known of a class, a mahalla or a kindergarten that borrows together."""

    surname = forms.CharField(
        label=_("Name of the group"),
        max_length=LONGEST["surname"],
        error_messages=_wanted("group_without_name"),
        help_text=_("For example: 5-maktab, 5-«B» sinf."),
    )
    head_count = forms.IntegerField(
        label=_("How many people"), required=False, min_value=0, max_value=100_000
    )
    category = forms.ChoiceField(
        label=_("Who they are"),
        choices=[("", _("choose")), *Category.choices],
        error_messages=_wanted("category_missing"),
    )
    school = BodyField(
        LocalBody.objects.none(), label=_("School or kindergarten"), required=False, empty_label=_("none")
    )
    grade = forms.TypedChoiceField(
        label=_("Class"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    class_letter = forms.CharField(
        label=_("Letter"),
        max_length=LONGEST["class_letter"],
        required=False,
        widget=forms.TextInput(attrs={"size": 4}),
    )
    mahalla = BodyField(LocalBody.objects.none(), label=_("Mahalla"), required=False, empty_label=_("none"))

    def __init__(self, typed: Any = None, *, centre: Centre, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        for name, kinds in (("school", listing.PLACES_OF_LEARNING), ("mahalla", (Kind.MAHALLA,))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = listing.bodies(centre.pk, *kinds)
        self.fields["surname"].widget.attrs["autofocus"] = True

    @property
    def data_given(self) -> ReaderData:
        """For the action."""
        given = self.cleaned_data
        return ReaderData(
            surname=given["surname"],
            kind=Reader.Kind.COLLECTIVE,
            category=given["category"],
            school_id=_key(given["school"]),
            grade=given["grade"],
            class_letter=given["class_letter"],
            mahalla_id=_key(given["mahalla"]),
            head_count=given["head_count"],
        )


class GroupForm(GroupFields):
    """A new group, and who answers for it."""

    guardian_name = forms.CharField(label=_("Who answers for the group"), max_length=200, required=False)
    guardian_phone = PhoneField("guardian_phone_unreal", label=_("Phone"))

    @property
    def guardian_given(self) -> GuardianData:
        """For the action."""
        given = self.cleaned_data
        return GuardianData(
            name=given["guardian_name"], phone=given["guardian_phone"], relation="responsible"
        )


class GroupEditForm(GroupFields):
    """A correction of a group; who answers for it is changed by deeds of their own."""

    phone = PhoneField(label=_("Phone"))
    address = forms.CharField(label=_("Street and house"), max_length=LONGEST["address"], required=False)
    note = forms.CharField(label=_("Note"), max_length=LONGEST["note"], required=False)
    expected_edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def data_given(self) -> ReaderData:
        """For the action."""
        given = self.cleaned_data
        return replace(super().data_given, phone=given["phone"], address=given["address"], note=given["note"])
