"""`javon check`: papers are what was approved, numbers have no gap, what others cite exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db import connection
from django.db.models import Max, Min

from javon.centre.documents.canonical import content_hash
from javon.centre.documents.jobs import print_version
from javon.centre.documents.models import Document, RegisterCounter, Version
from javon.centre.documents.triggers import missing_triggers
from javon.centre.organisation.models.basis import Basis
from javon.core import clock
from javon.core.files import storage
from javon.core.jobs.models import Job, State
from javon.core.jobs.tasks import name_of

PRINTED_WITHIN = timedelta(hours=1)  # after approval; later a missing PDF is a fault


def verify() -> Iterator[str]:
    """Every sentence that is not true."""
    for name in missing_triggers(connection):
        yield f"the database lost the guard {name}: approved papers could be changed"
    yield from _texts()
    yield from _prints()
    yield from _numbers()
    yield from _citations()


def _texts() -> Iterator[str]:
    for version in Version.objects.filter(state__in=Version.FIXED).select_related("document").iterator():
        if content_hash(version) != version.content_hash:
            yield f"document {version.document.short_id}, version {version.number}: not the text that was approved"


def _prints() -> Iterator[str]:
    """Every approved paper is printed and kept, or stands in the worker's queue."""
    waiting = set(
        Job.objects.filter(task=name_of(print_version))
        .exclude(state=State.DEAD)
        .values_list("unique", flat=True)
    )
    late = clock.now() - PRINTED_WITHIN
    approved = Version.objects.filter(state__in=Version.FIXED, approved_at__lt=late).select_related(
        "document", "pdf"
    )
    for version in approved:
        name = f"document {version.document.short_id}, version {version.number}"
        if version.pdf is None and str(version.pk) in waiting:
            continue
        if version.pdf is None:
            yield f"{name}: no PDF is kept"
        elif not storage.path_of(version.pdf.sha256).exists():
            yield f"{name}: its PDF is missing on the disk"


def _numbers() -> Iterator[str]:
    """A journal holds every number from the first that Javon gave (after those of the paper journal) to its last."""
    for counter in RegisterCounter.objects.select_related("register"):
        rows = Document.objects.filter(register=counter.register, year=counter.year, sequence__isnull=False)
        found = rows.aggregate(first=Min("sequence"), last=Max("sequence"))
        count, given = rows.count(), counter.last - counter.taken_over
        ends = (counter.taken_over + 1, counter.last)
        if count != given or (count and (found["first"], found["last"]) != ends):
            yield f"journal {counter.register.code} of {counter.year}: {count} papers, {given} numbers given"


def _citations() -> Iterator[str]:
    """Papers named as the basis of appointments, tasks and the like; documents stand above them, so no foreign key."""
    known = set(Document.objects.values_list("pk", flat=True))
    for model in apps.get_models():
        if not issubclass(model, Basis):
            continue
        cited = (
            model._default_manager.filter(basis_document_id__isnull=False)
            .values_list("basis_document_id", flat=True)
            .distinct()
        )
        for missing in sorted(set(cited) - known, key=str):
            yield f"{model._meta.verbose_name} names a document that does not exist: {missing}"
    grants = apps.get_model("organisation", "Grant")
    binding = set(grants._default_manager.filter(valid_to=None).values_list("document_id", flat=True))
    for missing in sorted(binding - known, key=str):
        yield f"a right rests on a document that does not exist: {missing}"
