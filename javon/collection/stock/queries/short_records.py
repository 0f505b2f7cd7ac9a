"""Short records with their copies: the list of those to complete, in two orders, and which comes next. Nizom 5.2."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from javon.collection.catalogue import short_records
from javon.collection.catalogue.models import ShortRecord
from javon.collection.stock.models import Copy

SORTS = ("copies", "newest")


def to_complete(centre_id: UUID, sort: str) -> QuerySet[ShortRecord]:
    """Those that still lack something, with `copies`; by most copies, or the newest first."""
    held = Copy.objects.filter(title=OuterRef("title")).exclude(state=Copy.State.WRITTEN_OFF)
    count = held.order_by().values("title").annotate(count=Count("pk")).values("count")
    rows = short_records.to_complete(centre_id)
    rows = rows.annotate(copies=Coalesce(Subquery(count, output_field=IntegerField()), 0))
    return rows.order_by("-copies", "-title__number") if sort == "copies" else rows


def next_number(centre_id: UUID, sort: str, after: int) -> int | None:
    """The number of the record that follows this one in the list, whether this one still stands there or not."""
    rows = to_complete(centre_id, sort)
    if sort == "copies":
        copies = Copy.objects.filter(title__number=after).exclude(state=Copy.State.WRITTEN_OFF).count()
        rows = rows.filter(Q(copies__lt=copies) | Q(copies=copies, title__number__lt=after))
    else:
        rows = rows.filter(title__number__lt=after)
    return rows.values_list("title__number", flat=True).first()
