"""The tables of author marks that a centre has loaded, and the one in force. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from javon.collection.catalogue.author_marks import MarkTable, standard_table
from javon.collection.catalogue.models import AuthorMarkTable, TitleAuthority
from javon.collection.catalogue.prepared import key_of
from javon.collection.catalogue.suggesting import OwnMarks, own_marks

_MOST_TITLES = 300  # of an author or a subject: the commonest mark is known by then


def tables_of(centre_id: UUID) -> QuerySet[AuthorMarkTable]:
    """Every table that was loaded, the newest first, without their rows."""
    return (
        AuthorMarkTable.objects.filter(centre_id=centre_id)
        .defer("rows")
        .order_by("-valid_from", "-loaded_at")
    )


def in_force(centre_id: UUID | None, day: date) -> tuple[MarkTable, AuthorMarkTable | None]:
    """The table by which marks are given on `day`, and its row; (the standard table, None) before any was loaded."""
    row = tables_of(centre_id).filter(valid_from__lte=day).first() if centre_id else None
    return (_read(row.pk), row) if row else (standard_table(), None)


@lru_cache(maxsize=8)
def _read(pk: UUID) -> MarkTable:
    # A table never changes once it is loaded: it is replaced by another.
    text = AuthorMarkTable.objects.values_list("rows", flat=True).get(pk=pk)
    return MarkTable(
        tuple((syllable, figures) for syllable, figures in (line.split("\t") for line in text.splitlines()))
    )


def as_text(rows: Iterable[tuple[str, str]]) -> str:
    """Rows as they are kept and handed out: one syllable to the line, a tab, its figures."""
    return "".join(f"{syllable}\t{figures}\n" for syllable, figures in rows)


def name_of(row: AuthorMarkTable | None) -> str:
    """What the table is called on a page."""
    return row.name if row else _("Standard table of Javon")


def marks_of_kin(
    centre_id: UUID, *, author: str, subjects: Iterable[str], besides: UUID | None = None
) -> OwnMarks:
    """Marks of our own titles with this author, or with any of these subjects. One query, none when nothing is typed."""
    author_key = key_of(author) if author.strip() else ""
    subject_keys = {key_of(subject) for subject in subjects} - {""}
    if not (author_key or subject_keys):
        return OwnMarks()
    ties = TitleAuthority.objects.filter(
        authority__centre_id=centre_id,
        authority__key__in={author_key, *subject_keys} - {""},
        title__is_donor=False,
    )
    if besides is not None:
        ties = ties.exclude(title_id=besides)
    rows = ties.values_list(
        "role", "authority__key", "authority__kind", "title__udc", "title__bbk", "title__author_mark"
    )[:_MOST_TITLES]
    return own_marks(
        (role == "author", marks)
        for role, key, kind, *marks in rows
        if (role == "author" and key == author_key)
        or (role == "subject" and kind != "person" and key in subject_keys)
    )
