"""Acts of others that bind us: entered, ended; the ones that every centre lives under, loaded. Nizom 1.7.

What follows from an act is a task like any other (``tasks.issue``) that cites it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from javon.centre.documents import happened, rights, standard
from javon.centre.documents.actions.drafting import next_short_id
from javon.centre.documents.actions.force import note_change
from javon.centre.documents.models import Document
from javon.centre.documents.queries import external as queries
from javon.centre.documents.rules import external as rules
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise

# The rung of each kind on the ladder of normative documents (dossier 4.3).
LEVELS = {
    "constitution": 1, "law": 2, "parliament": 3, "president": 4, "cabinet": 5, "ministry": 6, "hokim": 7,
    "national_library": 8, "regional": 9,
}  # fmt: skip


@action
def enter_act(
    *,
    by: Actor,
    centre: Centre,
    kind: str,
    title: str,
    today: date,
    number: str = "",
    dated_on: date | None = None,
    issuer: str = "",
    summary: str = "",
    source_url: str = "",
    valid_from: date | None = None,
    title_cyrl: str = "",
    request_id: UUID | None = None,
) -> Document:
    """An act of somebody above us, in force. Raises Refused ``act_known``, ``act_not_external``, ``no_title`` …"""
    require(by, rights.MANAGE_EXTERNAL)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    title = normalise(title).strip()
    facts = queries.act_facts(centre, kind=kind, number=number, title=title, dated_on=dated_on, today=today)
    rules.may_enter_act(facts).enforce()
    act = Document(
        centre=centre,
        short_id=next_short_id(centre),
        kind=kind,
        level=LEVELS[kind],
        status=Document.Status.IN_FORCE,
        title=title[:400],
        title_cyrl=title_cyrl[:400],
        number=normalise(number).strip()[:60],
        dated_on=dated_on,
        valid_from=valid_from or dated_on,
        correspondent=normalise(issuer).strip()[:240],
        summary=normalise(summary).strip(),
        source_url=source_url.strip()[:400],
        author=organisation.person_of(by),
        created_at=clock.now(),
    )
    act.search_key = queries.act_key(act)
    act.save()
    audit.record(by, "act_entered", act)
    return act


@action
def end_act(
    *,
    by: Actor,
    act: Document,
    last_day: date,
    replaced_by: Document | None = None,
    request_id: UUID | None = None,
) -> Document:
    """The act has lost force after `last_day`; papers of ours that rest on it are listed until somebody looks."""
    require(by, rights.MANAGE_EXTERNAL)
    act = Document.objects.select_for_update().get(pk=act.pk)
    in_force = act.status == Document.Status.IN_FORCE and act.kind in Document.EXTERNAL
    is_itself = replaced_by is not None and replaced_by.pk == act.pk
    binds = replaced_by is None or (
        replaced_by.kind in Document.EXTERNAL and replaced_by.status == Document.Status.IN_FORCE
    )
    rules.may_end_act(
        rules.EndingFacts(in_force, last_day, act.valid_from, clock.today(), is_itself, binds)
    ).enforce()
    act.status = Document.Status.SUPERSEDED
    act.valid_to = last_day
    act.superseded_by = replaced_by
    act.save(update_fields=["status", "valid_to", "superseded_by"])
    note_change(act)
    audit.record(by, "act_ended", act)
    announce(happened.DocumentLostForce(act.pk, last_day))
    return act


@action
def load_acts(*, by: Actor, centre: Centre, today: date) -> int:
    """Enter the acts that every centre lives under and this one has not; answers how many were new."""
    require(by, rights.MANAGE_EXTERNAL)
    made = 0
    for one in standard.external_acts():
        facts = queries.act_facts(
            centre, kind=one.kind, number=one.number, title=one.title, dated_on=one.adopted_on, today=today
        )
        if not rules.may_enter_act(facts):
            continue
        same = Document.objects.filter(centre=centre, kind=one.kind)
        if same.filter(Q(template_code=queries.act_code(one.code)) | Q(number="", title=one.title)).exists():
            continue
        ended = one.status != "in_force"
        act = Document(
            centre=centre,
            short_id=next_short_id(centre),
            kind=one.kind,
            level=one.level,
            status=Document.Status.SUPERSEDED if ended else Document.Status.IN_FORCE,
            title=one.title,
            title_cyrl=one.title_cyrl,
            number=one.number,
            dated_on=one.adopted_on,
            valid_from=one.adopted_on,
            valid_to=one.valid_to,
            correspondent=one.issuer,
            summary=one.summary,
            source_url=one.source_url,
            template_code=queries.act_code(one.code),
            created_at=clock.now(),
        )
        act.search_key = queries.act_key(act)
        act.save()
        made += 1
    if made:
        audit.record(by, "acts_loaded", centre)
    return made
