"""The people who work here, what they are appointed to, who stands in for whom. Nizom 1.3, 4.1, 4.2.

Personal data is kept for the reports that ask for it (education, years of service, birth year, computer skill)
and for reaching a colleague; nothing else. It ends five years after the person has left.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.basis import Basis
from javon.centre.organisation.models.staffing import Post
from javon.centre.organisation.models.structure import Centre
from javon.core.database.fields import UUIDv7Field

DIGRAPHS = frozenset({"sh", "ch", "oʻ", "gʻ"})  # one letter each, also as an initial


class Person(models.Model):
    """An employee (xodim). Initials stand before the surname in signatures, after it in lists."""

    class Education(models.TextChoices):
        HIGHER_LIBRARY = "higher_library", _("higher, in librarianship")
        HIGHER = "higher", _("higher")
        SECONDARY_LIBRARY = "secondary_library", _("secondary special, in librarianship")
        SECONDARY_SPECIAL = "secondary_special", _("secondary special")
        SECONDARY = "secondary", _("secondary")

    class ComputerSkill(models.TextChoices):
        NONE = "none", _("none")
        BASIC = "basic", _("basic")
        CONFIDENT = "confident", _("confident")
        ADVANCED = "advanced", _("advanced")

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # None: works here and has no account
    surname = models.CharField(max_length=80)  # Uzbek Latin
    given_name = models.CharField(max_length=80)
    patronymic = models.CharField(max_length=80, blank=True)
    name_cyrl = models.CharField(max_length=250, blank=True)  # whole, where transliteration is wrong
    search_key = models.CharField(max_length=300, blank=True)  # folded: any script finds it
    sex = models.CharField(max_length=8, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    education = models.CharField(max_length=24, choices=Education, blank=True)
    speciality = models.CharField(max_length=160, blank=True)
    working_since = models.DateField(null=True, blank=True)  # years of service, all
    library_since = models.DateField(null=True, blank=True)  # years of service in libraries
    computer_skill = models.CharField(max_length=16, choices=ComputerSkill, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    left_on = models.DateField(null=True, blank=True)  # the last working day

    class Meta:
        verbose_name = _("employee")
        ordering = ["surname", "given_name"]
        indexes = [models.Index(fields=["centre", "search_key"], name="person_by_name")]

    def __str__(self) -> str:
        return self.short_name

    @property
    def full_name(self) -> str:
        """Surname first, as in lists: "Yoʻldosheva Barno Alisherovna"."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """As people are called on screen: "Barno Yoʻldosheva"."""
        return f"{self.given_name} {self.surname}".strip()

    @property
    def signature_name(self) -> str:
        """As papers are signed: "B. Yoʻldosheva", "Sh. Qodirova"."""
        first = self.given_name[:2] if self.given_name[:2].lower() in DIGRAPHS else self.given_name[:1]
        return f"{first}. {self.surname}" if first else self.surname


class Appointment(Basis):
    """A person holds a post at a rate from one day to another. Both days are included."""

    id = UUIDv7Field(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    quarters = models.PositiveSmallIntegerField(default=4)  # the rate in quarters: 4 = 1.00
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("appointment")
        ordering = ["valid_from"]
        indexes = [models.Index(fields=["post", "valid_from"], name="appointment_of_post")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "post"], condition=Q(valid_to=None), name="person_holds_post_once_now"
            ),
            models.CheckConstraint(
                condition=Q(quarters__gte=1, quarters__lte=6), name="appointment_rate_real"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
        ]


class Absence(Basis):
    """Why somebody is not at work, from one day to another, both included."""

    class Kind(models.TextChoices):
        LEAVE = "leave", _("leave")
        SICK = "sick", _("illness")
        TRIP = "trip", _("business trip")
        TRAINING = "training", _("training")
        MATERNITY = "maternity", _("maternity leave")
        OTHER = "other", _("other")

    id = UUIDv7Field(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=16, choices=Kind)
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("absence")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            ),
        ]


class Substitution(Basis):
    """One person stands in for the holder of an appointment on these days, with the rights of that post."""

    id = UUIDv7Field(primary_key=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="substitutions")
    absence = models.ForeignKey(
        Absence, null=True, blank=True, on_delete=models.PROTECT, related_name="substitutions"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("substitution")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="substitution_ends_after_it_begins"
            ),
        ]
