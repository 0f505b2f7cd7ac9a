"""One figure a day under one name. No person, no address, no query text is kept: only how many."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """How many times a thing happened on a calendar day of Tashkent."""

    day = models.DateField()
    name = models.CharField(max_length=40)  # "search", "title_view", … (core.counts.counting.NAMES, FAMILIES)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("daily count")
        ordering = ["day", "name"]
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="daily_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}: {self.count}"
