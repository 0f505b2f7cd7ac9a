"""Titles taken from readers' eyes and given back: search, site, feeds and interfaces forget them; the staff does not.

Only inside a write transaction; the reasons are those of whoever asks. Nizom 2.11.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from javon.collection.catalogue.bulk import OUTBOX_KIND
from javon.collection.catalogue.models import Title
from javon.core.search.outbox import note_change


def hide(title_ids: Iterable[UUID]) -> None:
    """No reader finds these titles any more."""
    _set(title_ids, is_hidden=True)


def show(title_ids: Iterable[UUID]) -> None:
    """Readers find them again; a record that another stands for stays hidden."""
    _set(title_ids, is_hidden=False)


def _set(title_ids: Iterable[UUID], *, is_hidden: bool) -> None:
    keys = list(title_ids)
    if not keys:
        return
    Title.objects.filter(pk__in=keys, merged_into=None).update(is_hidden=is_hidden)
    note_change(OUTBOX_KIND, *keys)
