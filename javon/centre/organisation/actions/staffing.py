"""The verbs of the staffing table: propose a version, withdraw it, put it in force. Nizom 3.7, 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.centre.organisation import happened, rights
from javon.centre.organisation.models import BasedOn, Centre, Post, StaffingLine, StaffingTable
from javon.centre.organisation.queries import staffing as facts
from javon.centre.organisation.rules import staffing as rules
from javon.centre.organisation.rules.spans import A_DAY
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce

State = StaffingTable.State


@action
def propose_table(
    *, by: Actor, centre_id: UUID, lines: Sequence[tuple[Post, int, int]], note: str
) -> StaffingTable:
    """Propose a staffing table: lines are post, positions, quarters of a rate (4 = 1.00); `note` says why.

    Nothing changes until it is put in force. Raises Refused: ``table_empty``, ``table_without_reason``,
    ``table_unchanged``, ``line_unreal``, ``line_of_a_closed_post``, ``post_twice_in_table``.
    """
    require(by, rights.PROPOSE_STAFFING)
    centre = Centre.objects.select_for_update().get(pk=centre_id)
    proposed = facts.proposed_lines(lines, clock.today())
    rules.may_propose(proposed, facts.lines_of(facts.table_in_force(centre.pk)), note).enforce()
    newest = facts.versions(centre.pk).values_list("number", flat=True).first() or 0
    table = StaffingTable.objects.create(
        centre=centre,
        number=newest + 1,
        note=note.strip()[:500],
        proposed_by_id=by.user_id,
        proposed_at=clock.now(),
    )
    StaffingLine.objects.bulk_create(
        StaffingLine(table=table, post=post, positions=positions, quarters=quarters, order=order)
        for order, (post, positions, quarters) in enumerate(lines)
    )
    audit.record(by, "staffing_proposed", table, reason=note.strip())
    return table


@action
def withdraw_table(*, by: Actor, table: StaffingTable) -> StaffingTable:
    """Take a proposal back. Raises Refused ``table_not_proposed``."""
    require(by, rights.PROPOSE_STAFFING)
    table = StaffingTable.objects.select_for_update().get(pk=table.pk)
    rules.may_withdraw(table.number, table.state).enforce()
    table.state = State.WITHDRAWN
    table.save(update_fields=["state"])
    audit.record(by, "staffing_withdrawn", table)
    return table


@action
def put_in_force(*, by: Actor, table: StaffingTable, based_on: BasedOn, from_day: date) -> StaffingTable:
    """The table takes effect on `from_day`; the one before it ends the day before.

    Called by ``documents`` when the approving paper comes into force (then `based_on` names the document, and that
    deed has asked for its right); otherwise the paper exists outside the system and the right is asked for here.
    Raises Refused: ``table_own_proposal``, ``table_without_paper``, ``table_too_early``, ``people_beyond_table``.
    """
    if based_on.document_id is None:
        require(by, rights.MANAGE_STRUCTURE)
    Centre.objects.select_for_update().get(pk=table.centre_id)
    # Appointing locks the row of its post: nobody is appointed by the old table while the new one takes effect.
    list(Post.objects.select_for_update().filter(centre_id=table.centre_id).order_by("pk"))
    table = StaffingTable.objects.select_for_update().get(pk=table.pk)
    rules.may_take_effect(
        facts.effect_facts(table, from_day, by_user_id=by.user_id, paper=based_on.label)
    ).enforce()
    current = facts.table_in_force(table.centre_id)
    if current is not None:
        current.state, current.valid_to = State.SUPERSEDED, from_day - A_DAY
        current.save(update_fields=["state", "valid_to"])
    table.state, table.valid_from = State.IN_FORCE, from_day
    for column, value in based_on.columns.items():
        setattr(table, column, value)
    table.save()
    audit.record(by, "staffing_in_force", table)
    announce(happened.StaffingTableInForce(table.pk, table.number, from_day))
    return table
