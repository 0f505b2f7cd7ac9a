"""Prohibited publications: what is in force, what looks like it, lists, alarms and checks. Nizom 2.11."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.collection.catalogue.isbn import isbn13
from javon.collection.catalogue.models import Identifier, Title
from javon.collection.stock.models import (
    Commission,
    Copy,
    ProhibitedCheck,
    ProhibitedEntry,
    ProhibitedList,
    ProhibitedMatch,
)
from javon.collection.stock.queries import commissions
from javon.collection.stock.rules.commissions import serves
from javon.collection.stock.rules.likeness import Book, Certainty, Likeness, Listed, Watch
from javon.collection.stock.rules.prohibited import CheckFacts, MatchFacts
from javon.core import clock
from javon.core.uzbek import fold

PURPOSE = "preservation"  # the commission that looks after the stock looks at these too
OF_A_RECORD = ("pk", "title", "subtitle", "author", "responsibility")
_AT_ONCE = 400
# The list made ready, until the next version comes: one centre has one.
_ready: dict[UUID, tuple[UUID, Watch]] = {}


def newest(centre_id: UUID) -> ProhibitedList | None:
    """The version that stands; None before the first."""
    return ProhibitedList.objects.filter(centre_id=centre_id).order_by("-number").first()


def in_force(centre_id: UUID) -> QuerySet[ProhibitedEntry]:
    """The lines that no later list has taken off."""
    return ProhibitedEntry.objects.filter(centre_id=centre_id, ended_with=None)


def watch(centre_id: UUID) -> Watch:
    """The list in force, ready to hold books against it. One query when it is known already."""
    lists = ProhibitedList.objects.filter(centre_id=centre_id).order_by("-number")
    version = lists.values_list("pk", flat=True).first()
    if version is None:
        return Watch(())
    known = _ready.get(centre_id)
    if known is None or known[0] != version:
        known = _ready[centre_id] = (version, Watch(map(_listed, in_force(centre_id))))
    return known[1]


def _listed(entry: ProhibitedEntry) -> Listed:
    names = tuple(entry.other_names.splitlines())
    return Listed(entry.pk, entry.title, entry.author, names, isbn13(entry.isbn) or "")


def books(rows: Iterable[Sequence[Any]]) -> list[tuple[UUID, Book]]:
    """Titles, as rows of OF_A_RECORD, as the rules hold them against the list. One query for their numbers."""
    found = list(rows)
    isbns: dict[UUID, list[str]] = defaultdict(list)
    for start in range(0, len(found), _AT_ONCE):
        keys = [row[0] for row in found[start : start + _AT_ONCE]]
        numbers = Identifier.objects.filter(title__in=keys, kind=Identifier.Kind.ISBN)
        for key, value in numbers.values_list("title_id", "value"):
            isbns[key].append(value)
    return [(row[0], Book(row[1], row[2], row[3], row[4], tuple(isbns[row[0]]))) for row in found]


def likenesses(centre_id: UUID, title_ids: Iterable[UUID]) -> dict[UUID, list[Likeness]]:
    """What these titles look like now, whatever was decided. Three queries; one while there is no list."""
    ready = watch(centre_id)
    keys = list(dict.fromkeys(title_ids))
    if not len(ready) or not keys:
        return {}
    rows = Title.objects.filter(pk__in=keys).values_list(*OF_A_RECORD)
    return {key: found for key, book in books(rows) if (found := ready.look(book))}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A title that looks like a line of the list, and nobody has said yet that it is another publication."""

    title_id: UUID
    entry: ProhibitedEntry
    certainty: str
    why: str
    is_withdrawn: bool = False


def suspicions(centre_id: UUID, title_ids: Iterable[UUID]) -> list[Suspicion]:
    """Those of these titles, the exact ones first: asked of the list itself, for an alarm may not be written yet."""
    likely = likenesses(centre_id, title_ids)
    if not likely:
        return []
    laid = ProhibitedMatch.objects.filter(title__in=list(likely))
    states = {(title, entry): state for title, entry, state in laid.values_list("title", "entry", "state")}
    open_ones = [
        (title, one)
        for title, found in likely.items()
        for one in found
        if states.get((title, one.key)) not in ("different", "released")
    ]
    entries = ProhibitedEntry.objects.select_related("came_with").in_bulk(
        [one.key for _title, one in open_ones]
    )
    made = [
        Suspicion(
            title,
            entries[one.key],
            one.certainty.value,
            one.why.value,
            states.get((title, one.key)) == "withdrawn",
        )
        for title, one in open_ones
    ]
    return sorted(made, key=lambda one: one.certainty != Certainty.EXACT)


def weightiest(found: Iterable[Suspicion]) -> dict[UUID, str]:
    """Of each title the surest suspicion: "exact" or "probable"."""
    heaviest: dict[UUID, str] = {}
    for one in found:
        if heaviest.get(one.title_id) != Certainty.EXACT:
            heaviest[one.title_id] = one.certainty
    return heaviest


def laid_aside(number: int | None) -> set[UUID]:
    """The lines of which somebody has said that the record with this number is another publication."""
    if number is None:
        return set()
    rows = ProhibitedMatch.objects.filter(title__number=number, state=ProhibitedMatch.State.DIFFERENT)
    return set(rows.values_list("entry", flat=True))


# --- pages


def lists(centre_id: UUID) -> QuerySet[ProhibitedList]:
    """Every version, the newest first."""
    return ProhibitedList.objects.filter(centre_id=centre_id).order_by("-number")


def entries(centre_id: UUID, words: str = "", is_ended: bool = False) -> QuerySet[ProhibitedEntry]:
    """Lines of the list in force, or those taken off, that answer what was typed in any script."""
    rows = ProhibitedEntry.objects.filter(centre_id=centre_id, ended_with__isnull=not is_ended)
    for word in fold(words).split():
        rows = rows.filter(Q(identity__contains=word) | Q(other_names__icontains=words))
    return rows.select_related("came_with", "ended_with").order_by("title", "pk")


def matches(centre_id: UUID, state: str = "open") -> QuerySet[ProhibitedMatch]:
    """Books that look like a line: the exact ones first, then the newest."""
    rows = ProhibitedMatch.objects.filter(entry__centre_id=centre_id)
    if state:
        rows = rows.filter(state=state)
    return (
        rows.select_related("title", "entry__came_with", "check_act")
        .defer("title__marc")
        .order_by("certainty", "-pk")
    )


def counts(centre_id: UUID) -> dict[str, int]:
    """How many suspicions there are, by their state."""
    rows = ProhibitedMatch.objects.filter(entry__centre_id=centre_id).values_list("state")
    return dict(rows.annotate(many=Count("pk")).order_by())


def open_count(centre_id: UUID) -> int:
    """Alarms that wait for somebody."""
    return ProhibitedMatch.objects.filter(entry__centre_id=centre_id, state="open").count()


def copies_by_title(title_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many copies of each are in the stock."""
    rows = Copy.objects.filter(title__in=list(title_ids)).exclude(state=Copy.State.WRITTEN_OFF)
    return dict(rows.values_list("title").annotate(many=Count("pk")).order_by())


def checks(centre_id: UUID) -> QuerySet[ProhibitedCheck]:
    """The acts, the newest first, with how many suspicions each had and how many titles it withdrew."""
    rows = ProhibitedCheck.objects.filter(centre_id=centre_id).select_related("against", "commission", "act")
    withdrawn = Count("matches", filter=Q(matches__finding="withdrawn"))
    return rows.annotate(found=Count("matches"), withdrawn=withdrawn).order_by("-number")


def check(centre_id: UUID, number: int) -> ProhibitedCheck | None:
    """The one with this short number."""
    rows = ProhibitedCheck.objects.select_related("against", "commission__order", "act", "centre")
    return rows.filter(centre_id=centre_id, number=number).first()


def matches_of(check: ProhibitedCheck) -> list[ProhibitedMatch]:
    """What lies before its commission, with book and line; `held`: copies in the stock now."""
    rows = list(
        check.matches.select_related("title", "entry").defer("title__marc").order_by("certainty", "pk")
    )
    held = copies_by_title(row.title_id for row in rows)
    for row in rows:
        row.held = held.get(row.title_id, 0)  # type: ignore[attr-defined]
    return rows


def open_check(centre_id: UUID) -> ProhibitedCheck | None:
    """The one that is on its way."""
    rows = ProhibitedCheck.objects.filter(centre_id=centre_id, state__in=["open", "act"])
    return rows.first()


def alarms_of(title_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], int]:
    """The written alarms on these titles, by title and line."""
    rows = ProhibitedMatch.objects.filter(title__in=list(title_ids))
    return {(title, entry): pk for title, entry, pk in rows.values_list("title", "entry", "pk")}


# --- facts for rules


def match_facts(match: ProhibitedMatch, note: str, finding: str = "different") -> MatchFacts:
    """What the rules need to know of a suspicion."""
    held = match.check_act
    return MatchFacts(
        certainty=match.certainty,
        state=match.state,
        note=note,
        finding=finding,
        is_before_commission=held is not None and held.state in ("open", "act"),
    )


def beginning_facts(centre_id: UUID, commission: Commission | None) -> CheckFacts:
    """What the rules need to know before a commission begins."""
    version, other = newest(centre_id), open_check(centre_id)
    return CheckFacts(
        has_list=version is not None,
        is_looked_over=version is not None and version.checked_at is not None,
        open_number=other.number if other else None,
        has_commission=commission is not None,
        commission_serves=commission is not None and _serves(commission),
    )


def _serves(commission: Commission) -> bool:
    return serves(commission.purposes, commission.valid_from, commission.valid_to, PURPOSE, clock.today())


def drafting_facts(check: ProhibitedCheck, kept_at: str) -> CheckFacts:
    """What the rules need to know before the act is drafted."""
    return CheckFacts(
        state=check.state,
        undecided=check.matches.filter(finding="").count(),
        withdrawn=check.matches.filter(finding="withdrawn").count(),
        kept_at=kept_at,
    )


def serving(centre_id: UUID) -> list[Commission]:
    """The commissions that may check today."""
    return commissions.serving(centre_id, PURPOSE, clock.today())


def looked_at(centre_id: UUID) -> tuple[int, int]:
    """Titles and copies that a check looks at: the whole of both."""
    titles = Title.objects.filter(centre_id=centre_id, is_donor=False, merged_into=None).count()
    copies = Copy.objects.filter(centre_id=centre_id).exclude(state=Copy.State.WRITTEN_OFF).count()
    return titles, copies
