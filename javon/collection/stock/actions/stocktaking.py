"""The verbs of a stocktaking as a whole: open it, end the counting, draft its act, follow its approval, cancel it.

Nothing that the counting found changes where a copy is said to be before the director has approved the act.
Dossier 3.8, 8.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Max

from javon.centre.documents import actions as documents
from javon.centre.documents.happened import DocumentApproved
from javon.centre.documents.models import Document
from javon.centre.organisation.models import Centre, Person
from javon.collection.stock import counters, rights
from javon.collection.stock.actions import made_good
from javon.collection.stock.models import (
    Commission,
    Copy,
    CountedShelf,
    Expectation,
    Stocktaking,
    Whereabouts,
)
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.rules import stocktaking as rules
from javon.collection.stock.stocktaking_act import act_of, enclosed_in
from javon.collection.stock.whereabouts import move
from javon.collection.stock.wording import acts
from javon.core import audit, clock
from javon.core.access import Actor, machine, require
from javon.core.database import action
from javon.core.verdict import Refused

State = Stocktaking.State
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Deed:
    """On whose word a session is opened and who answers for the stock."""

    order_label: str
    kind: str = Stocktaking.Kind.PLANNED
    commission: Commission | None = None
    liable_before: Person | None = None
    liable_after: Person | None = None
    note: str = ""


@action
def open_stocktaking(
    *,
    by: Actor,
    centre: Centre,
    scope: rules.Scope,
    deed: Deed,
    seed: int = 0,
    request_id: UUID | None = None,
) -> Stocktaking:
    """Open a session and freeze what it expects. `seed` draws the lot of a sample.

    Raises Refused with every objection of ``rules.stocktaking.may_open``.
    """
    require(by, rights.LEAD_STOCKTAKING)
    facts = queries.opening_facts(
        centre,
        scope,
        clock.today(),
        order_label=deed.order_label,
        is_handover=deed.kind == Stocktaking.Kind.HANDOVER,
        commission=deed.commission,
        liable_before=deed.liable_before,
        liable_after=deed.liable_after,
    )
    rules.may_open(facts).enforce()
    made = Stocktaking.objects.create(
        centre=centre,
        number=counters.address_number("stocktaking", centre.pk),
        kind=deed.kind,
        shelf=scope.shelf[:80],
        mark_from=scope.mark_from[:80],
        mark_to=scope.mark_to[:80],
        number_from=scope.number_from,
        number_to=scope.number_to,
        sample=scope.sample,
        commission=deed.commission,
        order_label=deed.order_label.strip()[:200],
        liable_before=deed.liable_before,
        liable_after=deed.liable_after or deed.liable_before,
        opened_at=clock.now(),
        opened_by_id=by.user_id,
        last_stay=Whereabouts.objects.aggregate(last=Max("pk"))["last"] or 0,
        note=deed.note.strip()[:300],
    )
    made.expected = _freeze(made, scope, seed)
    made.save(update_fields=["expected"])
    audit.record(by, "stocktaking_opened", made)
    return made


def _freeze(session: Stocktaking, scope: rules.Scope, seed: int) -> int:
    """Write the shelves and the expected copies; 5,000 rows are one statement of the database."""
    copies = queries.copies_in(session.centre_id, scope)
    if scope.sample:
        copies = Copy.objects.filter(pk__in=queries.drawn(session.centre_id, scope, seed))
    places = list(copies.order_by("service_point", "shelf").values_list("service_point", "shelf").distinct())
    bare = [(point, "") for point in scope.points if point not in {point for point, _name in places}]
    CountedShelf.objects.bulk_create(
        [CountedShelf(stocktaking=session, point_id=point, name=name) for point, name in [*places, *bare]],
        batch_size=200,
    )
    wanted, parameters = copies.order_by().values("pk").query.sql_with_params()
    key = Stocktaking._meta.pk.get_db_prep_value(session.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stock_expectation (stocktaking_id, copy_id, said, shelf_id, outcome)"
            " SELECT %s, c.id, c.state, s.id, '' FROM stock_copy c"
            " JOIN stock_countedshelf s ON s.stocktaking_id = %s AND s.point_id = c.service_point_id"
            f" AND s.name = c.shelf WHERE c.id IN ({wanted})"
            " ORDER BY s.id, c.shelf_mark, c.inventory_order",
            [key, key, *parameters],
        )
        cursor.execute(
            "UPDATE stock_countedshelf SET expected = (SELECT COUNT(*) FROM stock_expectation e"
            " WHERE e.shelf_id = stock_countedshelf.id) WHERE stocktaking_id = %s",
            [key],
        )
    return session.expectations.count()


def _locked(stocktaking: Stocktaking) -> Stocktaking:
    return Stocktaking.objects.select_for_update(of=("self",)).get(pk=stocktaking.pk)


@action
def end_counting(*, by: Actor, stocktaking: Stocktaking, request_id: UUID | None = None) -> Stocktaking:
    """Nobody counts any more: whatever was not seen gets its outcome. Raises Refused: ``not_counting``,
    ``nothing_counted``.
    """
    require(by, rights.LEAD_STOCKTAKING)
    session = _locked(stocktaking)
    if session.state != State.COUNTING:
        raise Refused.because("not_counting")
    if not session.scans.exists():
        raise Refused.because("nothing_counted")
    for outcome in queries.UNSEEN:
        rows = queries.with_outcome(session, is_over=True).filter(unseen=outcome)
        Expectation.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(outcome=outcome)
    session.state, session.counted_at = State.COUNTED, clock.now()
    session.save(update_fields=["state", "counted_at"])
    audit.record(by, "stocktaking_ended", session)
    return session


@action
def resume_counting(*, by: Actor, stocktaking: Stocktaking, request_id: UUID | None = None) -> Stocktaking:
    """Count on: something may yet be found. Raises Refused ``not_counted``."""
    require(by, rights.LEAD_STOCKTAKING)
    session = _locked(stocktaking)
    if session.state != State.COUNTED:
        raise Refused.because("not_counted")
    session.expectations.filter(outcome__in=queries.UNSEEN).update(outcome="")
    session.state, session.counted_at = State.COUNTING, None
    session.save(update_fields=["state", "counted_at"])
    audit.record(by, "stocktaking_resumed", session)
    return session


@action
def draft_act(*, by: Actor, stocktaking: Stocktaking, request_id: UUID | None = None) -> Document:
    """Draft the act with what was found; it goes the way of every paper. Raises Refused: ``not_counted``,
    ``act_is_there``, and what the documents object to.
    """
    require(by, rights.LEAD_STOCKTAKING)
    session = _locked(stocktaking)
    if session.state == State.ACT and session.act and session.act.status != Document.Status.WITHDRAWN:
        raise Refused.because("act_is_there")
    if session.state not in (State.COUNTED, State.ACT):
        raise Refused.because("not_counted")
    draft = act_of(session, queries.sums(session), queries.counts(session), clock.today())
    session.act = documents.draft_document(
        by=by,
        centre=session.centre,
        kind="act",
        draft=draft,
        template_code="act",
        enclosed=enclosed_in(session),
    )
    session.state = State.ACT
    session.save(update_fields=["state", "act"])
    audit.record(by, "stocktaking_act_drafted", session)
    return session.act


@action
def cancel(
    *, by: Actor, stocktaking: Stocktaking, reason: str, request_id: UUID | None = None
) -> Stocktaking:
    """End a session without an act; its scans stay to be read. Raises Refused: ``no_reason``, ``not_counting``,
    ``handover_needs_its_count``.
    """
    require(by, rights.LEAD_STOCKTAKING)
    session = _locked(stocktaking)
    if session.state not in (State.COUNTING, State.COUNTED):
        raise Refused.because("not_counting")
    if not reason.strip():
        raise Refused.because("no_reason")
    session.state, session.counted_at = State.CANCELLED, None
    session.note = reason.strip()[:300]
    session.save(update_fields=["state", "counted_at", "note"])
    audit.record(by, "stocktaking_cancelled", session, reason=reason)
    return session


def follow_approved_act(event: DocumentApproved) -> None:
    """A reaction to an approval: when the paper is the act of a stocktaking, the books now say what was found.

    What was not found is missing, what was found again is on its shelf; a copy that the desk has held since the
    counting stays where it is said to be. In the approval's own transaction.
    """
    session = Stocktaking.objects.select_for_update(of=("self",)).filter(act_id=event.document_id).first()
    if session is None or session.state != State.ACT:
        return
    by = machine("stocktaking", session.centre_id)
    assert session.counted_at is not None
    since = Whereabouts.objects.filter(pk__gt=session.last_stay, since__gt=session.counted_at).values("copy")
    rows = session.expectations.exclude(copy__in=since).order_by()
    _move(session, rows.filter(outcome="missing", copy__state=rules.AT_HAND), "missing", by)
    _move(session, rows.filter(outcome="found", copy__state__in=rules.NOT_THERE), rules.AT_HAND, by)
    session.state, session.closed_at = State.CLOSED, clock.now()
    session.save(update_fields=["state", "closed_at"])
    audit.record(by, "stocktaking_closed", session)


def _move(session: Stocktaking, rows: object, place: str, by: Actor) -> None:
    keys = list(rows.values_list("copy", flat=True))  # type: ignore[attr-defined]
    for start in range(0, len(keys), _AT_ONCE):
        copies = list(Copy.objects.select_for_update().filter(pk__in=keys[start : start + _AT_ONCE]))
        if place == rules.AT_HAND:  # what a loss has been made good for leaves by its act, found or not
            staying = made_good.those_that_stay(copies)
            copies = [copy for copy in copies if copy.pk not in staying]
            made_good.found_by_stocktaking(copies, by, acts.stocktaking_no(session.number))
        move(copies, to=place, by=by, because=session)


@action
def found_again(*, by: Actor, stocktaking: Stocktaking, copy: Copy, request_id: UUID | None = None) -> Copy:
    """A copy that the approved act calls missing has turned up: it is on its shelf. Raises Refused
    ``not_missing``.
    """
    require(by, rights.LEAD_STOCKTAKING)
    copy = Copy.objects.select_for_update().get(pk=copy.pk)
    if copy.state != Copy.State.MISSING:
        raise Refused.because("not_missing")
    move([copy], to=rules.AT_HAND, by=by, because=stocktaking)
    audit.record(by, "copy_found_again", copy)
    return copy
