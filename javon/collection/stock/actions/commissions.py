"""Enter a commission that an order has set up; end it. Dossier 2.9, 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.centre.documents.models import Document
from javon.centre.organisation.models import Centre, Person
from javon.collection.stock import rights
from javon.collection.stock.models import Commission, CommissionMember
from javon.collection.stock.queries import commissions as queries
from javon.collection.stock.rules import commissions as rules
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action


@action
def set_commission(
    *,
    by: Actor,
    centre: Centre,
    name: str,
    purposes: Sequence[str],
    valid_from: date,
    chair: Person | None,
    members: Sequence[Person],
    valid_to: date | None = None,
    order: Document | None = None,
    order_label: str = "",
    request_id: UUID | None = None,
) -> Commission:
    """Enter a commission: a chair, members, the order behind it (of the system, or in the words of the paper).

    Raises Refused with every objection of ``rules.commissions.may_set``.
    """
    require(by, rights.SET_COMMISSIONS)
    people = [*([chair] if chair is not None else []), *members]
    rules.may_set(
        rules.CommissionFacts(
            name=name,
            purposes=purposes,
            has_order=order is not None or bool(order_label.strip()),
            valid_from=valid_from,
            valid_to=valid_to,
            chair=chair.pk if chair is not None else None,
            members=[one.pk for one in members],
            left=[str(one) for one in people if one.left_on is not None and one.left_on < valid_from],
        )
    ).enforce()
    commission = Commission.objects.create(
        centre=centre,
        name=name.strip()[:200],
        purposes=[one for one in rules.PURPOSES if one in purposes],
        order=order,
        order_label=order_label.strip()[:200],
        valid_from=valid_from,
        valid_to=valid_to,
    )
    roles = [CommissionMember.Role.CHAIR, *[CommissionMember.Role.MEMBER] * len(members)]
    CommissionMember.objects.bulk_create(
        [
            CommissionMember(commission=commission, person=person, role=role, position=place)
            for place, (person, role) in enumerate(zip(dict.fromkeys(people), roles, strict=False))
        ]
    )
    audit.record(by, "commission_set", commission)
    return commission


@action
def end_commission(
    *, by: Actor, commission: Commission, last_day: date, request_id: UUID | None = None
) -> Commission:
    """Let it serve no longer than `last_day`. Raises Refused: ``commission_ends_first``,
    ``commission_ended_already``, ``commission_has_work``.
    """
    require(by, rights.SET_COMMISSIONS)
    commission = Commission.objects.select_for_update().get(pk=commission.pk)
    works = queries.open_works(commission)
    rules.may_end(commission.valid_from, commission.valid_to, last_day, works).enforce()
    commission.valid_to = last_day
    commission.save(update_fields=["valid_to"])
    audit.record(by, "commission_ended", commission)
    return commission
