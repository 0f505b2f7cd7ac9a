"""Registration journals (roʻyxatga olish daftarlari) and the nomenclature of files (yigʻma jildlar)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Register(models.Model):
    """A journal that gives numbers, year by year from 1, without a gap: orders "-A", "-U", "-T", directives,
    letters in and out, minutes, acts, agreements.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=24)  # "order-main"
    title = models.CharField(max_length=160)
    title_cyrl = models.CharField(max_length=160, blank=True)
    pattern = models.CharField(max_length=40, default="{n}")  # "{n}-A"; {year} is known too
    kinds = models.JSONField(default=list)  # kinds of documents that it numbers
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("registration journal")
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["centre", "code"], name="register_code_once")]

    def __str__(self) -> str:
        return self.title


class RegisterCounter(models.Model):
    """The last number that a journal gave in a year; taken and raised inside the transaction that uses it."""

    id = UUIDv7Field(primary_key=True)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    taken_over = models.PositiveIntegerField(default=0)  # the last number that the paper journal gave

    class Meta:
        verbose_name = _("counter of a journal")
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="register_counter_once")]


class CaseFile(models.Model):
    """A file of the yearly nomenclature: its index ("01-05"), what lies in it, how long it is kept."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    index = models.CharField(max_length=16)
    title = models.CharField(max_length=240)
    title_cyrl = models.CharField(max_length=240, blank=True)
    retention = models.CharField(max_length=80, blank=True)  # "5 yil", "doimiy"
    kinds = models.JSONField(default=list)  # kinds of documents that go there by themselves
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("case file")
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "index"], condition=Q(valid_to=None), name="case_file_index_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.title}"
