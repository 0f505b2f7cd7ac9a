"""The check of the stock against the list of prohibited publications: commission → findings → act → withdrawn from use.

What the act decides follows its approval, in the very transaction: titles leave readers' eyes, copies go to the closed
place. Written off they are later, by an act of write-off. Nizom 2.11; dossier 2.10.
"""

from __future__ import annotations

from uuid import UUID

from javon.centre.documents import actions as documents
from javon.centre.documents.happened import DocumentApproved, DocumentReturned, DocumentWithdrawn
from javon.centre.documents.models import Version
from javon.centre.documents.queries import reading
from javon.centre.organisation.models import Centre
from javon.collection.catalogue import hiding
from javon.collection.stock import counters, rights, rules, whereabouts
from javon.collection.stock.models import Commission, Copy, ProhibitedCheck, ProhibitedMatch
from javon.collection.stock.prohibited_act import drafted
from javon.collection.stock.queries import prohibited as queries
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action


def _locked(check: ProhibitedCheck) -> ProhibitedCheck:
    rows = ProhibitedCheck.objects.select_for_update(of=("self",))
    return rows.select_related("centre", "against", "commission__order", "act").get(pk=check.pk)


@action
def begin_check(
    *, by: Actor, centre: Centre, commission: Commission | None, request_id: UUID | None = None
) -> ProhibitedCheck:
    """A commission begins: every open suspicion lies before it. Raises Refused with every objection of
    ``rules.prohibited.may_begin_check``.
    """
    require(by, rights.EXAMINE_PROHIBITED)
    rules.prohibited.may_begin_check(queries.beginning_facts(centre.pk, commission)).enforce()
    version = queries.newest(centre.pk)
    assert version is not None and commission is not None
    titles, copies = queries.looked_at(centre.pk)
    check = ProhibitedCheck(
        centre=centre,
        number=counters.address_number("prohibited-check", centre.pk),
        against=version,
        commission=commission,
        titles=titles,
        copies=copies,
        begun_at=clock.now(),
        begun_by_id=by.user_id,
    )
    check.save(force_insert=True)
    waiting = ProhibitedMatch.objects.filter(entry__centre=centre, state="open", check_act=None)
    waiting.update(check_act=check, finding="")
    audit.record(by, "prohibited_check_begun", check)
    return check


@action
def write_finding(
    *,
    by: Actor,
    check: ProhibitedCheck,
    match: ProhibitedMatch,
    finding: str,
    note: str = "",
    request_id: UUID | None = None,
) -> ProhibitedMatch:
    """What the commission has found on one book: another publication (and why), or to be withdrawn from use.

    Raises Refused with every objection of ``rules.prohibited.may_find``.
    """
    require(by, rights.EXAMINE_PROHIBITED)
    check = _locked(check)
    match = check.matches.select_for_update(of=("self",)).select_related("check_act").get(pk=match.pk)
    rules.prohibited.may_find(check.state, queries.match_facts(match, note, finding)).enforce()
    match.finding, match.note = finding, note.strip()[: rules.prohibited.LONGEST["note"]]
    match.save(update_fields=["finding", "note"])
    audit.record(by, "prohibited_found", check, reason=match.note)
    return match


@action
def draft_check_act(
    *, by: Actor, check: ProhibitedCheck, kept_at: str, request_id: UUID | None = None
) -> ProhibitedCheck:
    """Draft the act; from here on the findings are fixed. An act that came back gets its next version.

    Raises Refused with every objection of ``rules.prohibited.may_draft_check_act`` and of drafting a paper.
    """
    require(by, rights.EXAMINE_PROHIBITED)
    check = _locked(check)
    rules.prohibited.may_draft_check_act(queries.drafting_facts(check, kept_at)).enforce()
    check.kept_at = kept_at.strip()
    draft, enclosed = drafted(check)
    if check.act is not None:
        documents.draft_again(by=by, document=check.act, draft=draft, enclosed=enclosed)
    else:
        check.act = documents.draft_document(
            by=by, centre=check.centre, kind="act", draft=draft, enclosed=enclosed
        )
    check.state = ProhibitedCheck.State.ACT
    check.save(update_fields=["act", "state", "kept_at"])
    audit.record(by, "prohibited_act_drafted", check)
    return check


@action
def give_up_check(*, by: Actor, check: ProhibitedCheck, request_id: UUID | None = None) -> ProhibitedCheck:
    """Give it up before it is approved: the suspicions are open again, an act on its way is withdrawn.

    Raises Refused: ``check_is_done``, ``check_is_cancelled``; ``not_your_draft`` where the act is another's.
    """
    require(by, rights.EXAMINE_PROHIBITED)
    if check.act is not None:  # the paper is locked before the check, as its approval does
        version = reading.newest_version(check.act)
        if version.state in (Version.State.DRAFT, Version.State.AGREEING):
            rules.prohibited.may_give_up_check(check.state).enforce()
            documents.withdraw(by=by, version=version)
    check = _locked(check)
    rules.prohibited.may_give_up_check(check.state).enforce()
    check.matches.update(check_act=None, finding="", note="")
    check.state = ProhibitedCheck.State.CANCELLED
    check.save(update_fields=["state"])
    audit.record(by, "prohibited_check_cancelled", check)
    return check


# --- what follows when the act is decided on (config/reactions.py)


def finish_after_approval(approved: DocumentApproved) -> None:
    """The act is approved: every finding becomes the state of its suspicion, what is withdrawn leaves readers' eyes."""
    check = _waiting_for(approved.document_id)
    if check is None:
        return
    version = Version.objects.select_related("approved_by").get(pk=approved.version_id)
    person = version.approved_by
    by = Actor(
        user_id=person.user_id if person is not None else None,
        label=version.approver_name or "javon",
        centre_id=check.centre_id,
    )
    now = clock.now()
    check.state, check.done_on = ProhibitedCheck.State.DONE, version.approved_on or clock.today()
    check.save(update_fields=["state", "done_on"])
    withdrawn = list(check.matches.filter(finding="withdrawn"))
    moved = _withdraw(by, check, withdrawn)
    for match in check.matches.all():
        match.state, match.decided_at, match.decided_by_id = match.finding, now, by.user_id
        match.copies = moved.get(match.title_id, 0)
        match.save(update_fields=["state", "decided_at", "decided_by_id", "copies"])
    audit.record(by, "prohibited_checked", check, titles=len(withdrawn), copies=sum(moved.values()))


def _withdraw(by: Actor, check: ProhibitedCheck, matches: list[ProhibitedMatch]) -> dict[UUID, int]:
    """Titles hidden, copies at hand to the closed place; what is borrowed follows when it comes back."""
    keys = list(dict.fromkeys(match.title_id for match in matches))
    hiding.hide(keys)
    moved: dict[UUID, int] = {}
    for start in range(0, len(keys), 400):
        rows = Copy.objects.select_for_update().filter(
            title__in=keys[start : start + 400], state__in=whereabouts.IN_THE_HOUSE
        )
        copies = list(rows)
        for copy in copies:
            moved[copy.title_id] = moved.get(copy.title_id, 0) + 1
        whereabouts.set_apart(copies, by=by, because=check, note=check.kept_at)
    return moved


def reopen_check_after_return(returned: DocumentReturned) -> None:
    """The act came back with a remark: the findings are open to be put right."""
    _reopen(returned.document_id)


def reopen_check_after_withdrawal(withdrawn: DocumentWithdrawn) -> None:
    """The act was taken back by whoever prepared it."""
    _reopen(withdrawn.document_id)


def _reopen(document_id: UUID) -> None:
    check = _waiting_for(document_id)
    if check is not None:
        check.state = ProhibitedCheck.State.OPEN
        check.save(update_fields=["state"])


def _waiting_for(document_id: UUID) -> ProhibitedCheck | None:
    rows = ProhibitedCheck.objects.select_for_update(of=("self",)).select_related("centre")
    return rows.filter(act_id=document_id, state=ProhibitedCheck.State.ACT).first()
