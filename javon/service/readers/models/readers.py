"""A reader (kitobxon): a person, or a group that borrows together. Dossier 1.B, 2.1, 3.4."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.card_code import LAST_NUMBER
from javon.core.database.fields import UUIDv7Field


class Category(models.TextChoices):
    """What a reader does (toifa). The classes of a school are told apart by grade when facts are counted."""

    PRESCHOOL = "preschool", _("before school")
    PUPIL = "pupil", _("pupil")
    COLLEGE = "college", _("college student")
    STUDENT = "student", _("university student")
    APPLICANT = "applicant", _("applicant")
    TEACHER = "teacher", _("teacher")
    RESEARCHER = "researcher", _("researcher")
    OFFICE = "office", _("office worker")
    WORKER = "worker", _("worker")
    FARMER = "farmer", _("farmer")
    ENTREPRENEUR = "entrepreneur", _("entrepreneur")
    HOUSEWIFE = "housewife", _("housewife")
    PENSIONER = "pensioner", _("pensioner")
    UNEMPLOYED = "unemployed", _("out of work for now")
    OTHER = "other", pgettext_lazy("of readers", "other")


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")


class Reader(models.Model):
    """One reader, known by a number that never changes.

    Age, age group and "young" are never stored: they are computed for a day and frozen on each fact
    (:class:`Portrait`). A collective reader (class, mahalla, kindergarten) has its name in `surname`, no birth date,
    a `head_count`, and the person who answers for it as its guardian. Retention: five years after the last
    registration, then erased; at once on request where nothing is on loan.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        COLLECTIVE = "collective", _("collective reader")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()  # 127: the first card is K000127
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    surname = models.CharField(max_length=80)  # as typed, either script
    given_name = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    search_key = models.CharField(max_length=300, blank=True)  # names.search_key: any spelling finds it
    given_key = models.CharField(max_length=160, blank=True)  # names.name_key of the given name
    sort_key = models.CharField(max_length=300, blank=True)  # Uzbek alphabet
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, blank=True)
    category = models.CharField(max_length=16, choices=Category, default=Category.OTHER)
    school = models.ForeignKey(
        "organisation.LocalBody", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # school, college, kindergarten
    grade = models.PositiveSmallIntegerField(null=True, blank=True)  # of a pupil: 1-11
    class_letter = models.CharField(max_length=4, blank=True)  # "B"
    workplace = models.CharField(max_length=160, blank=True)
    mahalla = models.ForeignKey(
        "organisation.LocalBody", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(max_length=200, blank=True)  # street and house
    phone = models.CharField(max_length=20, blank=True)  # digits with the country: 998901234567
    # Its last nine digits read backwards (phones.phone_key): people remember the last ones, an index the first.
    phone_key = models.CharField(max_length=9, blank=True)
    head_count = models.PositiveIntegerField(null=True, blank=True)  # of a collective reader
    photo = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)  # seen by staff only
    is_visually_impaired = models.BooleanField(default=False)  # large letters on slips; only by consent
    keeps_history = models.BooleanField(default=False)  # asked that loans stay in the cabinet
    history_from = models.DateTimeField(
        null=True, blank=True
    )  # erased then: what came back before is not shown
    registered_on = models.DateField()  # reader since
    left_on = models.DateField(null=True, blank=True)  # moved away, died: closed, not erased
    left_because = models.CharField(max_length=120, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True, blank=True)  # nothing personal is left in this row
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True, blank=True)
    edits = models.PositiveIntegerField(default=0)  # who corrects must have seen the last one

    class Meta:
        verbose_name = _("reader")
        indexes = [
            models.Index(fields=["centre", "search_key"], name="reader_by_name"),
            models.Index(fields=["centre", "given_key"], name="reader_by_given_name"),
            models.Index(fields=["centre", "sort_key"], name="reader_in_order"),
            models.Index(fields=["phone_key"], name="reader_by_phone", condition=~Q(phone_key="")),
            models.Index(fields=["school", "grade", "class_letter"], name="reader_of_class"),
            models.Index(fields=["mahalla"], name="reader_of_mahalla"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="reader_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=LAST_NUMBER), name="reader_number_six_digits"
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__gte=1, grade__lte=11), name="reader_grade_real"
            ),
            models.CheckConstraint(
                condition=Q(kind="person", head_count=None) | Q(kind="collective", head_count__gte=1),
                name="collective_reader_has_heads",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    given_name="",
                    patronymic="",
                    birth_date=None,
                    phone="",
                    address="",
                    note="",
                    photo=None,
                    search_key="",
                    given_key="",
                    phone_key="",
                ),
                name="erased_reader_is_nobody",
            ),
        ]

    @property
    def full_name(self) -> str:
        """Surname first, as in lists: "Karimova Dilnoza Anvar qizi"."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """As people are called on screen: "Dilnoza Karimova"."""
        return f"{self.given_name} {self.surname}".strip()

    @property
    def class_name(self) -> str:
        """ "5-«B»"; "" for whoever is in no class."""
        if self.grade is None:
            return ""
        return f"{self.grade}-«{self.class_letter}»" if self.class_letter else f"{self.grade}"

    @property
    def is_here(self) -> bool:
        """False for whoever left, was merged into another row, or was erased."""
        return self.left_on is None and self.merged_into_id is None and self.erased_at is None


class Portrait(models.Model):
    """Who the reader was on the day of a fact: frozen, so that reports of old years never change. Dossier 3.4.

    `age` in whole years on that day (None: no birth date, or a group). With the reader unlinked it is all that
    remains of the person, and it names nobody.
    """

    category = models.CharField(max_length=16, choices=Category, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, blank=True)
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    school = models.ForeignKey(
        "organisation.LocalBody", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    mahalla = models.ForeignKey(
        "organisation.LocalBody", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip

    class Meta:
        abstract = True
