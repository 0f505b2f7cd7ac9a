"""Questions about records that may be of one book, and about merges that were made. Nizom 5.2.

The groups of probable duplicates come from three questions over the whole catalogue, each answered by the database
alone; docs/algorithms/merging.md says how long they take.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.collection.catalogue import contents, queries
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.models import Merge, NotDuplicate, Title
from javon.collection.catalogue.rules import MergeFacts, UnmergeFacts
from javon.collection.sources.record import Record

BY = ("isbn", "fingerprint", "title")
MOST_IN_A_GROUP = 20  # shown; a textbook's ISBN may stand on hundreds of records

# A group's key as the database answers it: one value, or title, author, year and script.
Key = tuple[str | int | None, ...]
_NAMES: dict[str, tuple[str, ...]] = {
    "isbn": ("identifiers__value",),
    "fingerprint": ("fingerprint",),
    "title": ("title_key", "author_key", "year", "script"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Records that may be one. `size` counts those not shown too."""

    titles: tuple[Title, ...]
    size: int


def group_keys(by: str, centre_id: UUID) -> list[tuple[Key, int]]:
    """The key and the size of every group that is not wholly set apart, the largest first. One or two queries."""
    names = _NAMES[by]
    sizes = _own(by, centre_id).values_list(*names).annotate(size=Count("pk", distinct=by == "isbn"))
    found = {tuple(row[:-1]): row[-1] for row in sizes.filter(size__gt=1).order_by("-size", *names)}
    apart = _pairs_apart(by, centre_id)
    return [(key, size) for key, size in found.items() if apart.get(key, 0) < size * (size - 1) // 2]


def groups(by: str, centre_id: UUID, keys: Sequence[tuple[Key, int]]) -> list[Group]:
    """The records behind these keys, in the order of the keys. Two queries; at most as many keys as a page has."""
    if not keys:
        return []
    names = _NAMES[by]
    wanted = Q()
    for key, _size in keys:
        wanted |= Q(**dict(zip(names, key, strict=True)))
    members: dict[Key, list[UUID]] = defaultdict(list)
    for pk, *key in _own(by, centre_id).filter(wanted).order_by("number").values_list("pk", *names):
        if len(members[tuple(key)]) < MOST_IN_A_GROUP:
            members[tuple(key)].append(pk)
    shown = Title.objects.defer("marc").in_bulk({pk for found in members.values() for pk in found})
    return [Group(tuple(shown[pk] for pk in members[key]), size) for key, size in keys]


def _own(by: str, centre_id: UUID) -> QuerySet[Title]:
    titles = queries.own_titles(centre_id)
    if by == "isbn":
        return titles.filter(identifiers__kind="isbn")
    return titles.exclude(fingerprint="") if by == "fingerprint" else titles.exclude(year=None)


def _pairs_apart(by: str, centre_id: UUID) -> dict[Key, int]:
    """How many pairs of each group were set apart."""
    pairs = list(NotDuplicate.objects.filter(first__centre_id=centre_id).values_list("first", "second"))
    if not pairs:
        return {}
    keys: dict[UUID, set[Key]] = defaultdict(set)
    wanted = {title for pair in pairs for title in pair}
    for pk, *key in _own(by, centre_id).filter(pk__in=wanted).values_list("pk", *_NAMES[by]):
        keys[pk].add(tuple(key))
    counted: dict[Key, int] = defaultdict(int)
    for one, other in pairs:
        for key in keys[one] & keys[other]:
            counted[key] += 1
    return counted


def set_apart_already(titles: Iterable[Title]) -> set[tuple[UUID, UUID]]:
    """The pairs among these that somebody has looked at and called two books."""
    ids = [title.pk for title in titles]
    rows = NotDuplicate.objects.filter(first__in=ids, second__in=ids)
    return set(rows.values_list("first", "second"))


# --- facts for rules


def merge_facts(keep: Title, take: Title, record: Record, keep_version: int, take_version: int) -> MergeFacts:
    """What the rules need to know of a merge; `record` is what would come out."""
    changed = []
    for title, expected in ((keep, keep_version), (take, take_version)):
        if title.version != expected:
            last = queries.last_change(title)
            changed.append((title.number, last.by if last else "", queries.moment(last.at) if last else ""))
    merged = next((title for title in (keep, take) if title.merged_into_id), None)
    return MergeFacts(
        kept=keep.number,
        taken=take.number,
        is_donor=keep.is_donor or take.is_donor,
        merged_into=merged.merged_into.number if merged and merged.merged_into else None,
        merged_number=merged.number if merged else None,
        changed=tuple(changed),
        title=derive(record).title,
        letters=len(record.to_json()),
        scripts=(keep.script, take.script),
        years=(keep.year, take.year),
        kinds=(keep.kind, take.kind),
        is_host_and_part=contents.are_host_and_part(keep, take),
    )


def unmerge_facts(merge: Merge, keep: Title) -> UnmergeFacts:
    """What the rules need to know before a merge is taken back. `keep` as it is now."""
    made = queries.revision_of(keep, merge.merged_version)
    last = queries.last_change(keep)
    return UnmergeFacts(
        is_undone=merge.undone_at is not None,
        kept_merged_into=keep.merged_into.number if keep.merged_into else None,
        merged_version=merge.merged_version,
        is_changed=keep.version != merge.merged_version and (made is None or made.marc != keep.marc),
        changed_by=last.by if last else "",
        changed_at=queries.moment(last.at) if last else "",
    )


def merged_before_into(title: Title) -> list[UUID]:
    """Records that stand for nothing but through `title`: merged into it, or into what was merged into it."""
    found: list[UUID] = []
    looked_at = [title.pk]
    while looked_at:
        active = Merge.objects.filter(kept__in=looked_at, undone_at=None)
        looked_at = [pk for pk in active.values_list("taken", flat=True) if pk not in found]
        found += looked_at
    return found


# --- pages


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge on the history of the kept record. `may_undo`: no later merge stands in the way."""

    merge: Merge
    by: str
    at: datetime
    revisions: tuple[queries.RevisionRow, ...]  # of the record taken in
    may_undo: bool


def merges_of(title: Title) -> list[MergeRow]:
    """What was merged into this record, directly or on the way, the newest first; undone merges are not told."""
    rows = list(
        Merge.objects.filter(Q(kept=title) | Q(kept__merged_into=title), undone_at=None)
        .select_related("taken", "kept")
        .order_by("-at")
    )
    names = queries.names([row.by_user_id for row in rows])
    return [
        MergeRow(
            row,
            names.get(row.by_user_id, ""),
            row.at,
            tuple(queries.revisions(row.taken, 10)) if row.taken.version > 1 else (),
            row.kept_id == title.pk,
        )
        for row in rows
    ]
