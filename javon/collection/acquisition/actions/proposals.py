"""A book is asked for, chosen, declined. Nizom 2.11; dossier 2.6."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.acquisition import rights, rules
from javon.collection.acquisition.models import ProposalVoice, PurchaseProposal
from javon.collection.acquisition.queries import proposals as queries
from javon.collection.acquisition.rules.proposals import ProposalFacts
from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise


@action
def ask_for_book(
    *,
    by: Actor,
    centre: Centre,
    name: str,
    source: str,
    who: str = "",
    author: str = "",
    isbn: str = "",
    publisher: str = "",
    year: int | None = None,
    why: str = "",
    wanted: int = 1,
    asked_on: date | None = None,
    request_id: UUID | None = None,
) -> PurchaseProposal:
    """Write down that somebody wants the centre to have this book. An open proposal of it gets one voice more.

    Raises Refused with every objection of ``rules.proposals.may_ask``; that we hold it is a warning only.
    """
    require(by, rights.PROPOSE)
    today = clock.today()
    name, author, who, why, publisher = (
        normalise(text).strip() for text in (name, author, who, why, publisher)
    )
    number = queries.isbn_of(isbn)
    rules.proposals.may_ask(
        ProposalFacts(
            today=today,
            name=name,
            isbn_typed=isbn,
            isbn=number,
            year=year,
            source=source,
            who=who,
            wanted=wanted,
            asked_on=asked_on,
        )
    ).enforce()
    Centre.objects.select_for_update().get(pk=centre.pk)  # two desks at once write one proposal
    found = queries.open_proposal(centre.pk, name=name, author=author, isbn=number)
    if found is None:
        found = _new(centre, name=name, author=author, isbn=number, publisher=publisher, year=year)
    else:
        found = PurchaseProposal.objects.select_for_update().get(pk=found.pk)
        _complete(found, author=author, isbn=number, publisher=publisher, year=year)
    ProposalVoice.objects.create(
        proposal=found,
        source=source,
        who=who[:160],
        why=why[:300],
        wanted=wanted,
        asked_on=asked_on or today,
        written_at=clock.now(),
        written_by_id=by.user_id,
    )
    audit.record(by, "book_asked_for", found)
    return found


def _new(centre: Centre, *, name: str, author: str, isbn: str, **more: Any) -> PurchaseProposal:
    alike = queries.held(centre.pk, name=name, author=author, isbn=isbn)
    return PurchaseProposal.objects.create(
        centre=centre,
        number=counters.address_number("purchase-proposal", centre.pk),
        key=queries.key_of(name, author),
        name=name[:300],
        author=author[:200],
        isbn=isbn,
        title_record=alike[0].title if alike else None,
        created_at=clock.now(),
        **more,
    )


def _complete(proposal: PurchaseProposal, **told: Any) -> None:
    """What the first asker did not know, the next one may."""
    changed = [name for name, value in told.items() if value and not getattr(proposal, name)]
    for name in changed:
        setattr(proposal, name, told[name])
    if changed:
        proposal.save(update_fields=changed)


def _locked(proposal: PurchaseProposal) -> PurchaseProposal:
    return PurchaseProposal.objects.select_for_update().get(pk=proposal.pk)


@action
def choose_proposal(
    *, by: Actor, proposal: PurchaseProposal, request_id: UUID | None = None
) -> PurchaseProposal:
    """It shall be bought. Raises Refused ``proposal_is_…``."""
    require(by, rights.KEEP_LISTS)
    proposal = _locked(proposal)
    rules.proposals.may_choose(queries.decision_facts(proposal)).enforce()
    _decide(by, proposal, PurchaseProposal.State.CHOSEN)
    audit.record(by, "book_chosen", proposal)
    return proposal


@action
def decline_proposal(
    *, by: Actor, proposal: PurchaseProposal, reason: str, request_id: UUID | None = None
) -> PurchaseProposal:
    """It shall not be bought, and why. Raises Refused of ``rules.proposals.may_decline``."""
    require(by, rights.KEEP_LISTS)
    proposal = _locked(proposal)
    rules.proposals.may_decline(queries.decision_facts(proposal, reason)).enforce()
    _decide(by, proposal, PurchaseProposal.State.DECLINED, reason.strip()[:300])
    audit.record(by, "book_declined", proposal, reason=proposal.reason)
    return proposal


def _decide(by: Actor, proposal: PurchaseProposal, state: str, reason: str = "") -> None:
    proposal.state, proposal.reason = state, reason
    proposal.decided_at, proposal.decided_by_id = clock.now(), by.user_id
    proposal.save(update_fields=["state", "reason", "decided_at", "decided_by_id"])
