"""What stands in what: articles and chapters in their hosts, volumes in their sets, titles in their series.

Rows of this file are derived from the records by ``hosts.py``, like the columns of a title. Nizom 5.2.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartLink(models.Model):
    """A record that is a part of another: an article of a magazine, a chapter of a book, a volume of a set.

    `host` stays the record that was meant even when it is merged into another since: whoever asks follows
    ``merged_into``, so that a merge and its undoing have nothing to rewrite.
    """

    class Kind(models.TextChoices):
        PART = "part", _("article or part")
        VOLUME = "volume", pgettext_lazy("of a set", "volume")

    id = models.BigAutoField(primary_key=True)
    title = models.OneToOneField("Title", on_delete=models.CASCADE, related_name="host_link")
    # None: the host is named, and is not in the catalogue, or not yet.
    host = models.ForeignKey(
        "Title", null=True, on_delete=models.SET_NULL, related_name="part_links", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind)
    host_title = models.CharField(max_length=500, blank=True)  # as the part writes it
    source = models.CharField(max_length=64, blank=True)  # 003 of the host
    number = models.CharField(max_length=64, blank=True)  # 001 of the host
    standard = models.CharField(max_length=20, blank=True)  # ISBN or ISSN of the host
    label = models.CharField(max_length=200, blank=True)  # "2021. — № 2. — B. 34–37", "3-jild"
    year = models.SmallIntegerField(null=True)
    issue = models.SmallIntegerField(null=True)  # of the issue or of the volume
    page = models.IntegerField(null=True)  # the first

    class Meta:
        verbose_name = _("part of a title")
        indexes = [
            models.Index(
                fields=["host", "kind", "year", "issue", "page"],
                name="part_of_host",
                condition=Q(host__isnull=False),
            ),
            models.Index(fields=["number", "source"], name="part_without_host", condition=Q(host=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(host=None) | ~Q(host=F("title")), name="part_not_of_itself"),
        ]

    def __str__(self) -> str:
        return self.label


class SeriesLink(models.Model):
    """A title's place in a series. Series have no authority records of their own: spellings meet in the folded name."""

    id = models.BigAutoField(primary_key=True)
    title = models.ForeignKey("Title", on_delete=models.CASCADE, related_name="series_links", db_index=False)
    key = models.CharField(max_length=160)
    name = models.CharField(max_length=300)
    label = models.CharField(max_length=80, blank=True)  # "12-kitob"
    number = models.SmallIntegerField(null=True)

    class Meta:
        verbose_name = _("title in a series")
        indexes = [models.Index(fields=["key", "number"], name="series_key_number")]
        constraints = [models.UniqueConstraint(fields=["title", "key"], name="title_in_series_once")]

    def __str__(self) -> str:
        return self.name
