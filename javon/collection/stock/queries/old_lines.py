"""Files of old inventory lines: what is known of their numbers and records, what stands in the way. Nizom 2.11."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from javon.collection.catalogue.models import Title
from javon.collection.catalogue.short_records import OWN_OF_TITLE
from javon.collection.stock.counters import MAIN_BOOK
from javon.collection.stock.models import Copy, InventoryBook, OldLine, OldLineCopy, OldLinesRun, Whereabouts
from javon.collection.stock.queries.old_copies import ours
from javon.collection.stock.rules.old_lines import MadeFacts, Standing, Understood, is_same_book
from javon.core.database.uses import uses

_AT_ONCE = 400  # values in one question


def made(run: OldLinesRun) -> tuple[int, int]:
    """Copies and records that the run has made and that are still there."""
    copies = OldLineCopy.objects.filter(line__run=run).count()
    return copies, OldLine.objects.filter(run=run, outcome__in=("entered", "stayed"), made_title=True).count()


# --- what is known of numbers


class Numbers:
    """What the inventory book of a run knows of numbers, and what earlier lines of the file have said of them."""

    def __init__(self, run: OldLinesRun) -> None:
        self._run = run
        self._book = InventoryBook.objects.filter(centre_id=run.centre_id, code=run.inventory_book).first()
        self._exists = self._book is not None or run.inventory_book == MAIN_BOOK
        self._seen: dict[str, tuple[int, str]] = {}  # number → row and wording of the first line that has it
        self._held: dict[str, list[str]] = {}

    def look(self, numbers: Iterable[str]) -> None:
        """Ask the book for these numbers; one query for every four hundred."""
        wanted = sorted(set(numbers))
        self._held = {}
        for start in range(0, len(wanted), _AT_ONCE):
            rows = Copy.objects.filter(
                centre_id=self._run.centre_id,
                inventory_book=self._run.inventory_book,
                inventory_number__in=wanted[start : start + _AT_ONCE],
            ).exclude(Exists(OldLineCopy.objects.filter(copy=OuterRef("pk"), line__run=self._run)))
            for number, title in rows.values_list("inventory_number", "title__title"):
                self._held.setdefault(number, []).append(title)

    def standing(self, line: Understood, row: int) -> Standing:
        """What there is to say of the numbers of a line that stands in `row`; it is remembered for those below it."""
        same, taken, earlier, first = [], [], [], 0
        is_twice = False
        for number in line.numbers:
            held = self._held.get(number, ())
            if any(is_same_book(line.title, title) for title in held):
                same.append(number)
            elif held:
                taken.append(number)
            if number in self._seen:
                first = first or self._seen[number][0]
                is_twice = is_twice or self._seen[number][1] == line.key
                earlier.append(number)
            else:
                self._seen[number] = (row, line.key)
        return Standing(
            self._exists,
            tuple(same),
            tuple(taken),
            ours(self._book, line.numbers),
            tuple(earlier),
            is_twice,
            first,
        )


# --- which records the lines are of


def titles_by_key(centre_id: UUID, keys: Iterable[str]) -> dict[str, Title]:
    """Records that other old lines of the same wording hang on: the one that stands for a merged one."""
    rows = OldLine.objects.filter(key__in=set(keys) - {""}, title__isnull=False, run__centre_id=centre_id)
    found: dict[str, Title] = {}
    for line in rows.select_related("title__merged_into").order_by("-id"):
        assert line.title is not None
        found[line.key] = line.title.merged_into or line.title
    return found


def titles_by_id(ids: Iterable[UUID]) -> dict[UUID, Title]:
    """These records without their text."""
    return {one.pk: one for one in Title.objects.filter(pk__in=list(ids)).defer("marc", "annotation")}


# --- what stands in the way of taking back


def made_facts(lines: Sequence[OldLine]) -> dict[int, list[tuple[Copy, MadeFacts]]]:
    """For each line the copies made from it, with what is known of each. A fixed number of queries."""
    links = OldLineCopy.objects.filter(line__in=[line.pk for line in lines]).select_related(
        "copy", "line__run"
    )
    rows = list(links.order_by("line_id", "id"))
    copies = [link.copy for link in rows]
    stays = dict(
        Whereabouts.objects.filter(copy__in=copies).values_list("copy").annotate(count=Count("pk")).order_by()
    )
    found: dict[int, list[tuple[Copy, MadeFacts]]] = {}
    for link in rows:
        copy = link.copy
        facts = MadeFacts(
            number=copy.inventory_number,
            is_on_its_shelf=copy.state == Copy.State.ON_SHELF and stays.get(copy.pk, 0) == 1,
            is_as_entered=_is_as_entered(link),
        )
        found.setdefault(link.line_id, []).append((copy, facts))
    return found


def _is_as_entered(link: OldLineCopy) -> bool:
    copy, line = link.copy, link.line
    run = line.run
    return (
        copy.title_id == line.title_id
        and (copy.inventory_number, copy.price) == (link.number, link.price)
        and copy.inventory_book == run.inventory_book
        and copy.service_point_id == run.service_point_id
        and copy.delivery_id is None
        and copy.disposal_id is None
    )


# What belongs to a copy itself and goes with it.
OWN_OF_COPY = frozenset({"stock.whereabouts", "stock.oldlinecopy"})


def uses_of_copies(copies: Sequence[Copy]) -> dict[Any, str]:
    """What else holds on to copies: movements, loans, labels, whatever module comes; the kind of thing in words."""
    return uses(Copy, [copy.pk for copy in copies], OWN_OF_COPY)


def uses_of_titles(ids: Iterable[UUID]) -> dict[Any, str]:
    """The same of records: copies, lines of deliveries, revisions, merges."""
    return uses(Title, list(ids), OWN_OF_TITLE)
