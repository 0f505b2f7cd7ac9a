"""A reader lost a copy, damaged it, says it was brought back. Nizom 2.11; dossier 3.3, 2.11.

Lost is one journey of five minutes: declared here, the copy gets its row of the book of replacements, where the
replacement is compared and the two acts follow; the loan is over with the declaration.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from javon.collection.stock.actions.losses import declare_loss
from javon.collection.stock.models import Copy, Loss
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.happened import CopyLost
from javon.service.lending.models import Damage, Deed, Loan
from javon.service.readers.queries import current_card

DAYS_TO_REPLACE = 30  # until the replacement is expected, unless a day is named
LONGEST = 200


def _locked(by: Actor, loan: Loan) -> Loan:
    """The loan, after its copy: in the one order of the desk. Raises Refused ``copy_of_another_centre``."""
    _of_own_centre(by, Copy.objects.select_for_update().get(pk=loan.copy_id))
    return (
        Loan.objects.select_for_update(of=("self",))
        .select_related("copy", "centre", "reader")
        .get(pk=loan.pk)
    )


def _of_own_centre(by: Actor, copy: Copy) -> None:
    if by.centre_id not in (None, copy.centre_id):
        raise Refused.because("copy_of_another_centre")


@action
def declare_lost(
    *,
    by: Actor,
    loan: Loan,
    circumstances: str,
    replace_by: date | None = None,
    price: int | None = None,
    request_id: UUID | None = None,
) -> Loss:
    """The reader has lost the copy: the loan ends, the copy gets its row of the book of replacements.

    `price` (tiyin) is for a copy that has none in the books. Raises Refused ``copy_of_another_centre``,
    ``loan_over`` and every objection of declaring a loss in the stock.
    """
    require(by, rights.LEND)
    row = _locked(by, loan)
    if row.state != Loan.State.OPEN or row.reader is None:
        raise Refused.because("loan_over")
    today = clock.today()
    card = current_card(row.reader)
    loss = declare_loss(
        by=by,
        centre=row.centre,
        code=row.copy.code or row.copy.inventory_number,
        reader_name=row.reader.full_name,
        reader_card=card.shown if card is not None else "",
        lost_on=today,
        circumstances=circumstances,
        due_on=replace_by or today + timedelta(days=DAYS_TO_REPLACE),
        price=price,
    )
    row.state, row.loss = Loan.State.LOST, loss
    row.save(update_fields=["state", "loss"])
    audit.record(by, "loan_lost", row, subject=row.reader)
    announce(CopyLost(row.pk, row.reader.pk, row.copy_id, row.copy.title_id, today))
    return loss


@action
def claim_returned(*, by: Actor, loan: Loan, request_id: UUID | None = None) -> Loan:
    """The reader says that the copy was brought back: no reminder goes out while it is looked for on the shelf.

    Raises Refused ``copy_of_another_centre``, ``loan_over``.
    """
    require(by, rights.LEND)
    row = _locked(by, loan)
    if row.state != Loan.State.OPEN:
        raise Refused.because("loan_over")
    row.claimed_returned_on = clock.today()
    row.save(update_fields=["claimed_returned_on"])
    Deed.objects.create(
        centre_id=row.centre_id,
        request_id=request_id,
        kind=Deed.Kind.CLAIMED,
        loan=row,
        at=clock.now(),
        by_user_id=by.user_id,
    )
    audit.record(by, "loan_claimed", row)
    return row


@action
def note_damage(
    *, by: Actor, copy: Copy, words: str, loan: Loan | None = None, request_id: UUID | None = None
) -> Damage:
    """Write down a defect of a copy, with the loan it was seen with.

    Raises Refused ``copy_of_another_centre``, ``damage_without_words``.
    """
    require(by, rights.LEND)
    _of_own_centre(by, copy)
    told = normalise(words).strip()[:LONGEST]
    if not told:
        raise Refused.because("damage_without_words")
    damage = Damage.objects.create(
        copy=copy, loan=loan, words=told, noted_on=clock.today(), noted_by_id=by.user_id
    )
    audit.record(by, "damage_noted", damage)
    return damage


@action
def mend(*, by: Actor, damage: Damage, request_id: UUID | None = None) -> Damage:
    """The defect is mended. Raises Refused ``copy_of_another_centre``."""
    require(by, rights.LEND)
    row = Damage.objects.select_for_update(of=("self",)).select_related("copy").get(pk=damage.pk)
    _of_own_centre(by, row.copy)
    row.mended_on = row.mended_on or clock.today()
    row.save(update_fields=["mended_on"])
    audit.record(by, "damage_mended", row)
    return row
