"""The opening balance taken over once, the yearly reconciliation with accounting. Nizom 2.11; dossier 2.8, 8.1."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.documents import rights as document_rights
from javon.centre.documents.actions.drafting import Draft, draft_document
from javon.centre.documents.models import Document, Register
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Centre
from javon.centre.periods import queries as periods
from javon.collection.stock import act_texts, counters, ledger, rights
from javon.collection.stock.models import Movement, OpeningBalance, Reconciliation
from javon.collection.stock.queries import balance, books
from javon.collection.stock.rules import opening as opening_rules
from javon.collection.stock.rules.balance import Quantity
from javon.collection.stock.rules.opening import OpeningFacts, PaperBalance
from javon.collection.stock.rules.reconciling import ReconcilingFacts, may_reconcile
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise


@action
def take_over_balance(
    *,
    by: Actor,
    centre: Centre,
    as_of: date,
    act_label: str,
    paper: PaperBalance,
    inventory: Quantity,
    accounting: Quantity,
    today: date,
    act: Document | None = None,
    request_id: UUID | None = None,
) -> OpeningBalance:
    """Take over what the last page of the paper summary book says; once. Its soʻm and copies become `begin` of the books.

    `inventory` and `accounting` are what the other two books said on that day: they may differ, the page tells it.
    Raises Refused with every objection of ``rules.opening``.
    """
    require(by, rights.TAKE_OVER_BALANCE)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    act_label = normalise(act_label).strip()[: opening_rules.LONGEST_LABEL]
    facts = OpeningFacts(
        balance=paper,
        inventory=inventory,
        accounting=accounting,
        as_of=as_of,
        today=today,
        act_label=act_label,
        is_taken_over=OpeningBalance.objects.filter(centre=centre).exists(),
        first_fact_on=balance.first_fact_on(centre.pk),
        month_is_closed=periods.is_closed(centre, as_of),
    )
    opening_rules.may_take_over(facts).enforce()
    made = OpeningBalance.objects.create(
        centre=centre,
        as_of=as_of,
        act_label=act_label,
        act=act,
        inventory_copies=inventory.copies,
        inventory_amount=inventory.amount,
        accounting_copies=accounting.copies,
        accounting_amount=accounting.amount,
        signed_at=clock.now(),
        signed_by_id=by.user_id,
    )
    rows = opening_rules.rows_of(paper)
    ledger.write(
        [Movement(side=Movement.Side.OPENING, opening=made, **row._asdict()) for row in rows], centre, as_of
    )
    audit.record(by, "balance_taken_over", made, copies=paper.copies, amount=paper.amount)
    return made


@action
def reconcile(
    *,
    by: Actor,
    centre: Centre,
    as_of: date,
    accounting: Quantity,
    explanation: str,
    today: date,
    request_id: UUID | None = None,
) -> Reconciliation:
    """Compare the books with accounting at the end of the month `as_of` and keep both figures; an act is drafted of them.

    Whoever may not draft papers gets the comparison without the act. Raises Refused of ``rules.reconciling``.
    """
    require(by, rights.CORRECT_BOOKS)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    explanation = normalise(explanation).strip()[:600]
    summary = books.at_the_end_of(centre.pk, as_of)
    facts = ReconcilingFacts(
        as_of=as_of,
        today=today,
        books=summary,
        accounting=accounting,
        explanation=explanation,
        has_opening=OpeningBalance.objects.filter(centre=centre).exists(),
        is_done=Reconciliation.objects.filter(centre=centre, as_of=as_of).exists(),
    )
    may_reconcile(facts).enforce()
    inventory = balance.inventory_at(centre.pk, as_of)
    made = Reconciliation.objects.create(
        centre=centre,
        number=counters.address_number("reconciliation", centre.pk),
        as_of=as_of,
        summary_copies=summary.copies,
        summary_amount=summary.amount,
        inventory_copies=inventory.copies,
        inventory_amount=inventory.amount,
        accounting_copies=accounting.copies,
        accounting_amount=accounting.amount,
        explanation=explanation,
        entered_at=clock.now(),
        entered_by_id=by.user_id,
    )
    if by.may(document_rights.DRAFT):
        made.act = _drafted(by, centre, made)
        made.save(update_fields=["act"])
    audit.record(by, "reconciled", made, copies=accounting.copies, amount=accounting.amount)
    return made


def _drafted(by: Actor, centre: Centre, made: Reconciliation) -> Document:
    """The act on paper, in Uzbek as every official paper of the house; its figures are those kept."""
    register = Register.objects.filter(centre=centre, code="act").first()
    points = [Point(text, str(number)) for number, text in enumerate(act_texts.reconciliation(made), start=1)]
    draft = Draft(
        title=act_texts.reconciliation_title(made),
        points=tuple(points),
        preamble=act_texts.RECONCILIATION_PREAMBLE,
        register=register,
    )
    return draft_document(by=by, centre=centre, kind=Document.Kind.ACT, draft=draft, template_code="act")
