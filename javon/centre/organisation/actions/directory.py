"""The verbs of the district's directory and of the centre's passport."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation import rights
from javon.centre.organisation.models import Centre, LocalBody, PassportFigure
from javon.centre.organisation.queries import directory as queries
from javon.centre.organisation.rules.directory import may_keep_body
from javon.centre.organisation.rules.passport import may_enter_figure
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import fold, normalise
from javon.core.verdict import Refused


@action
def keep_body(
    *,
    by: Actor,
    centre: Centre,
    kind: str,
    name: str,
    body_id: UUID | None = None,
    name_cyrl: str = "",
    mahalla: LocalBody | None = None,
    address: str = "",
    contact_name: str = "",
    phone: str = "",
    distance_km: int | None = None,
    request_id: UUID | None = None,
) -> LocalBody:
    """Enter a mahalla, school …, or give the one with `body_id` these words. Raises Refused ``body_known`` …"""
    require(by, rights.MANAGE_DIRECTORY)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    name = normalise(name).strip()
    may_keep_body(queries.body_facts(centre, name=name, kind=kind, mahalla=mahalla, own=body_id)).enforce()
    words = {
        "kind": kind,
        "name": name,
        "name_cyrl": normalise(name_cyrl).strip(),
        "search_key": fold(name)[:200],
        "mahalla": mahalla,
        "address": normalise(address).strip(),
        "contact_name": normalise(contact_name).strip(),
        "phone": phone.strip(),
        "distance_km": distance_km,
    }
    if body_id is None:
        body = LocalBody.objects.create(centre=centre, **words)
    else:
        found = LocalBody.objects.select_for_update().filter(pk=body_id, centre=centre).first()
        if found is None:
            raise Refused.because("no_such_body")
        body = found
        for field, value in words.items():
            setattr(body, field, value)
        body.save()
    audit.record(by, "local_body_kept", body)
    return body


@action
def close_body(*, by: Actor, body: LocalBody, last_day: date) -> LocalBody:
    """The body is in the directory until `last_day`; what cites it stays."""
    require(by, rights.MANAGE_DIRECTORY)
    body = LocalBody.objects.select_for_update().get(pk=body.pk)
    if body.valid_from is not None and last_day < body.valid_from:
        raise Refused.because("range_upside_down", first=body.valid_from, last=last_day)
    body.valid_to = last_day
    body.save(update_fields=["valid_to"])
    audit.record(by, "local_body_closed", body)
    return body


@action
def enter_figure(
    *,
    by: Actor,
    centre: Centre,
    indicator: str,
    value: int,
    as_of: date,
    basis_label: str,
    basis_document_id: UUID | None = None,
    basis_clause: str = "",
    body: LocalBody | None = None,
    age_group: str = "",
    today: date,
    request_id: UUID | None = None,
) -> PassportFigure:
    """A figure of the passport as it stood on `as_of`, and the paper that says so. Nothing earlier is changed."""
    require(by, rights.MANAGE_PASSPORT)
    facts = queries.figure_facts(
        centre,
        code=indicator,
        value=value,
        as_of=as_of,
        today=today,
        has_basis=bool(basis_label.strip()),
        body=body,
        age_group=age_group,
    )
    may_enter_figure(facts).enforce()
    figure = PassportFigure.objects.create(
        centre=centre,
        indicator=indicator,
        body=body,
        age_group=age_group,
        as_of=as_of,
        value=value,
        entered_at=clock.now(),
        entered_by_id=by.user_id,
        basis_label=normalise(basis_label).strip(),
        basis_document_id=basis_document_id,
        basis_clause=basis_clause.strip(),
    )
    audit.record(by, "figure_entered", figure)
    return figure
