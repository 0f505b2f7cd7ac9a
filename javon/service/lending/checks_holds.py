"""`javon check`: reservations, their events, their targets and the ready shelf agree."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery

from javon.collection.stock.models import Copy
from javon.service.lending.models import Hold, HoldEvent, HoldTarget


def verify() -> Iterator[str]:
    """Every sentence that is not true."""
    yield from _ready_shelf()
    yield from _targets()
    yield from _events()
    yield from _loans()


def _ready_shelf() -> Iterator[str]:
    ready = Hold.objects.filter(state=Hold.State.READY)
    for hold in ready.exclude(copy__state="on_hold_shelf").select_related("copy"):
        where = hold.copy.state if hold.copy is not None else "nowhere"
        yield f"hold {hold.pk} is ready with a copy that is {where}"
    shelf = Copy.objects.filter(state="on_hold_shelf").exclude(pk__in=ready.values("copy_id"))
    for copy in shelf:
        yield f"copy {copy.code or copy.pk} stands on the shelf of reservations for nobody"


def _targets() -> Iterator[str]:
    for hold in Hold.objects.filter(targets=None):
        yield f"hold {hold.pk} waits for nothing"
    rows = HoldTarget.objects.select_related("hold")
    is_open = Q(hold__state__in=Hold.OPEN)
    for target in rows.filter((is_open & Q(is_open=False)) | (~is_open & Q(is_open=True))):
        yield f"hold {target.hold_id} is {target.hold.state}, its target says otherwise"
    differs = ~Q(reader=F("hold__reader")) & (Q(reader__isnull=False) | Q(hold__reader__isnull=False))
    for target in rows.filter(differs):
        yield f"hold {target.hold_id} and its target name two readers"
    for target in rows.filter(copy__isnull=False).exclude(copy__title=F("title")):
        yield f"hold {target.hold_id} waits for a copy of another title than it says"


def _events() -> Iterator[str]:
    """The log leads to the state that stands, and begins with the request."""
    rows = HoldEvent.objects.filter(hold=OuterRef("pk")).order_by("-id")
    first = HoldEvent.objects.filter(hold=OuterRef("pk")).order_by("id")
    holds = Hold.objects.annotate(
        told=Subquery(rows.values("state")[:1]), begun=Subquery(first.values("kind")[:1])
    )
    for hold in holds.exclude(told=F("state")) | holds.filter(told=None):
        yield f"hold {hold.pk} is {hold.state}, its last event led to {hold.told}"  # type: ignore[attr-defined]
    for hold in holds.exclude(begun="placed"):
        yield f"hold {hold.pk} has no beginning"
    before: HoldEvent | None = None
    for event in HoldEvent.objects.order_by("hold_id", "id").iterator(chunk_size=2000):
        same = before is not None and before.hold_id == event.hold_id
        if same and before is not None and event.state not in AFTER[before.state]:
            yield f"hold {event.hold_id} went from {before.state} to {event.state}"
        before = event


AFTER = {
    "waiting": {"waiting", "ready", "done", "cancelled", "not_found"},
    "ready": {"ready", "waiting", "done", "cancelled", "expired"},
    "done": {"waiting", "ready", "cancelled"},
    "cancelled": {"waiting"},
    "expired": set[str](),
    "not_found": set[str](),
}
"""State → the states that an event may lead to."""


def _loans() -> Iterator[str]:
    done = Hold.objects.filter(state=Hold.State.DONE)
    for hold in done.filter(loan__state="undone"):
        yield f"hold {hold.pk} was closed by a loan that never happened"
