"""Texts of the consent and the consents themselves: given, given anew, withdrawn. Dossier 4.2."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation.models import BasedOn, Centre
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.service.readers import rights, standard
from javon.service.readers.actions.registering import is_gone, locked
from javon.service.readers.models import Consent, ConsentText, Reader
from javon.service.readers.queries import consents as queries
from javon.service.readers.rules import ages
from javon.service.readers.rules import consents as rules


@action
def load_standard_consent(*, by: Actor, centre: Centre) -> bool:
    """The first text, where a centre has none. Answers whether it was entered."""
    require(by, rights.SET_CONSENT_TEXT)
    if ConsentText.objects.filter(centre=centre).exists():
        return False
    first = standard.consent()
    text = ConsentText.objects.create(
        centre=centre,
        version=first.version,
        text=first.text,
        valid_from=first.valid_from,
        entered_at=clock.now(),
        entered_by_id=by.user_id,
        **BasedOn(first.basis, first.clause).columns,
    )
    audit.record(by, "consent_text_entered", text)
    return True


@action
def enter_consent_text(
    *,
    by: Actor,
    centre: Centre,
    text: str,
    valid_from: date | None,
    basis: BasedOn,
    request_id: UUID | None = None,
) -> ConsentText:
    """The next version, in force from a day on. Raises Refused with every objection of ``rules.may_enter_text``."""
    require(by, rights.SET_CONSENT_TEXT)
    Centre.objects.select_for_update().get(pk=centre.pk)
    texts = ConsentText.objects.filter(centre=centre)
    last = texts.order_by("-version").first()
    rules.may_enter_text(
        text=text,
        basis=basis.label,
        valid_from=valid_from,
        last_from=last.valid_from if last else None,
        last_text=last.text if last else "",
    ).enforce()
    assert valid_from is not None  # the rules have seen it
    entered = ConsentText.objects.create(
        centre=centre,
        version=last.version + 1 if last else 1,
        text=normalise(text).strip(),
        valid_from=valid_from,
        entered_at=clock.now(),
        entered_by_id=by.user_id,
        **basis.columns,
    )
    audit.record(by, "consent_text_entered", entered)
    return entered


@action
def take_consent(
    *, by: Actor, reader: Reader, way: str = Consent.Way.SHEET, request_id: UUID | None = None
) -> Consent:
    """The reader, or of a child the parent, agrees to the text in force today. Given already: the same consent.

    Raises Refused ``reader_is_gone``, ``no_consent_text``.
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    today = clock.today()
    text = queries.text_in_force(reader.centre_id, today)
    rules.may_take(is_gone=is_gone(reader), has_text=text is not None).enforce()
    assert text is not None  # the rules have seen it
    is_child = ages.needs_guardian(ages.age_on(reader.birth_date, today))
    given_by = Consent.Giver.GUARDIAN if is_child else Consent.Giver.SELF
    there = queries.standing(reader).filter(text=text, given_by=given_by).first()
    if there is not None:
        return there
    consent = Consent.objects.create(
        reader=reader,
        text=text,
        given_by=given_by,
        way=way if way in Consent.Way.values else Consent.Way.SHEET,
        given_on=today,
        taken_at=clock.now(),
        taken_by_id=by.user_id,
    )
    audit.record(by, "consent_taken", reader)
    return consent


@action
def withdraw_consent(
    *, by: Actor, reader: Reader, because: str = "", request_id: UUID | None = None
) -> Reader:
    """Every standing consent of a reader is withdrawn today. What follows (erasing) is asked for separately.

    Raises Refused ``nothing_to_withdraw``.
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    standing = list(queries.standing(reader))
    rules.may_withdraw(standing=len(standing)).enforce()
    today = clock.today()
    for consent in standing:
        consent.withdrawn_on = max(today, consent.given_on)
        consent.withdrawn_because = normalise(because).strip()[:200]
        consent.save(update_fields=["withdrawn_on", "withdrawn_because"])
    audit.record(by, "consent_withdrawn", reader)
    return reader
