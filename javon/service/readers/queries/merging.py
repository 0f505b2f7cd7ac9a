"""Who may be one person twice, what may be joined, and whether anything has happened since. Issue D, 1; dossier 6.8."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models import Guardianship, NotTheSamePerson, Reader, ReaderMerge
from javon.service.readers.queries.likenesses import face_of
from javon.service.readers.rules.likeness import Sure, are_alike
from javon.service.readers.rules.merging import MergeFacts

MOST_PAIRS = 200
_MOST_OF_ONE_NAME = 40  # of one name and birth date: more are a slip of an import


class Pair(NamedTuple):
    """Two rows that look like one person: the older row first, for it usually stays."""

    kept: Reader
    gone: Reader
    sure: Sure


def facts(kept: Reader, gone: Reader) -> MergeFacts:
    """What the decision needs. Two or three queries."""
    family = Q(reader=kept, guardian=gone) | Q(reader=gone, guardian=kept)
    return MergeFacts(
        is_same_row=kept.pk == gone.pk,
        kept_is_here=kept.is_here,
        gone_is_here=gone.merged_into_id is None and gone.erased_at is None,
        kinds_agree=kept.kind == gone.kind,
        are_family=Guardianship.objects.filter(family, ended_on=None).exists(),
        birth_dates_differ=None not in (kept.birth_date, gone.birth_date)
        and kept.birth_date != gone.birth_date,
        sexes_differ=bool(kept.sex and gone.sex and kept.sex != gone.sex),
        are_told_apart=marks_between(kept, gone).exists(),
    )


def marks_between(one: Reader, other: Reader) -> QuerySet[NotTheSamePerson]:
    """What was said of the two: of these rows, or of rows that were joined with them."""
    said = _stands_for("first", one) & _stands_for("second", other)
    said |= _stands_for("first", other) & _stands_for("second", one)
    return NotTheSamePerson.objects.filter(said)


def _stands_for(side: str, reader: Reader) -> Q:
    """`side` of a mark is `reader`, or was joined with it."""
    return Q(**{side: reader}) | Q(**{f"{side}__merged_into": reader})


def marks(centre_id: UUID, limit: int) -> list[NotTheSamePerson]:
    """Pairs of whom it was said that they are two people, the latest first."""
    rows = NotTheSamePerson.objects.filter(first__centre_id=centre_id)
    related = rows.select_related("first__merged_into", "second__merged_into")
    return list(related.order_by("-said_at", "-pk")[:limit])


def _told_apart(centre_id: UUID) -> set[frozenset[UUID]]:
    """The pairs that are not proposed: a row that was joined with another speaks for that one."""
    rows = NotTheSamePerson.objects.filter(first__centre_id=centre_id).values_list(
        "first_id", "first__merged_into_id", "second_id", "second__merged_into_id"
    )
    return {frozenset((into or one, other_into or other)) for one, into, other, other_into in rows}


def merge(centre_id: UUID, key: UUID) -> ReaderMerge | None:
    """One merging."""
    rows = ReaderMerge.objects.filter(kept__centre_id=centre_id, pk=key)
    return rows.select_related("kept", "gone").first()


def merges(centre_id: UUID, limit: int = 50) -> list[ReaderMerge]:
    """The latest."""
    rows = ReaderMerge.objects.filter(kept__centre_id=centre_id).select_related("kept", "gone")
    return list(rows.order_by("-at")[:limit])


def happened_since(merge: ReaderMerge) -> tuple[str, ...]:
    """Kinds of things that were entered about the reader who stayed after the merge, whatever module they are of.

    Identifiers grow with time: a row that is younger than the merge has a larger one.
    """
    found: list[str] = []
    for relation in Reader._meta.get_fields(include_hidden=True):
        user: Any = relation.related_model
        if not relation.auto_created or relation.concrete or user in (ReaderMerge, Reader):
            continue
        if not isinstance(user._meta.pk, UUIDv7Field):
            continue
        name = relation.field.attname  # type: ignore[union-attr]
        if user._base_manager.filter(**{name: merge.kept_id, "pk__gt": merge.pk}).exists():
            found.append(str(user._meta.verbose_name))
    if ReaderMerge.objects.filter(
        Q(kept=merge.kept) | Q(gone=merge.kept), pk__gt=merge.pk, undone_at=None
    ).exists():
        found.append(str(ReaderMerge._meta.verbose_name))
    return tuple(dict.fromkeys(found))


def likely_doubles(centre_id: UUID) -> list[Pair]:
    """Rows that look like one person, the surest first: one name and birth date, or one of the dates is not known.

    Members of one family share a surname, a phone and a house, and are not offered for it: given names must agree, and
    who is the guardian of the other never is the other. Nor is a pair of whom
    somebody has said that they are two people. Five queries however many readers there are.
    """
    here = Reader.objects.filter(
        centre_id=centre_id, kind=Reader.Kind.PERSON, merged_into=None, erased_at=None
    ).exclude(search_key="")
    several = here.values("search_key").annotate(count=Count("pk")).filter(count__gt=1).order_by("search_key")
    keys = [row["search_key"] for row in several[: MOST_PAIRS * 2]]
    named: dict[str, list[Reader]] = defaultdict(list)
    for at in range(0, len(keys), 400):
        for reader in here.filter(search_key__in=keys[at : at + 400]).select_related("mahalla", "school"):
            named[reader.search_key].append(reader)
    family = set(
        Guardianship.objects.filter(reader__search_key__in=keys[:400], ended_on=None)
        .exclude(guardian=None)
        .values_list("reader_id", "guardian_id")
    )
    apart = _told_apart(centre_id)
    pairs = [
        pair
        for rows in named.values()
        for pair in _pairs(rows, family)
        if frozenset((pair.kept.pk, pair.gone.pk)) not in apart
    ]
    return sorted(pairs, key=lambda pair: (-pair.sure, pair.kept.sort_key))[:MOST_PAIRS]


def _pairs(rows: list[Reader], family: set[tuple[UUID, Any]]) -> Iterator[Pair]:
    ordered = sorted(rows, key=lambda one: one.number)[:_MOST_OF_ONE_NAME]
    for one, other in combinations(ordered, 2):
        if (one.pk, other.pk) in family or (other.pk, one.pk) in family:
            continue
        sure = are_alike(face_of(one), face_of(other))
        if sure is not Sure.NOT:
            yield Pair(one, other, sure)
