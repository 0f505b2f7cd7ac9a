"""Which text of the consent is in force, and who has agreed to it. Dossier 4.2, 8.3."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.service.readers.models import Consent, ConsentText, Reader
from javon.service.readers.rules import ages


def text_in_force(centre_id: UUID, day: date) -> ConsentText | None:
    """The newest text whose day has come; None where none was ever entered."""
    texts = ConsentText.objects.filter(centre_id=centre_id, valid_from__lte=day)
    return texts.order_by("-valid_from", "-version").first()


def standing(reader: Reader) -> QuerySet[Consent]:
    """The consents of a reader that were not withdrawn, newest first."""
    return Consent.objects.filter(reader=reader, withdrawn_on=None).select_related("text")


def is_wanted(reader: Reader, day: date) -> str:
    """Why the reader is to be asked again: "none", "older_text", "own" (came of age since); "" when all is well."""
    if reader.kind == Reader.Kind.COLLECTIVE:
        return ""
    consents = list(standing(reader))
    if not consents:
        return "none"
    by_guardian_only = all(one.given_by == Consent.Giver.GUARDIAN for one in consents)
    if by_guardian_only and not ages.needs_guardian(ages.age_on(reader.birth_date, day)):
        return "own"
    text = text_in_force(reader.centre_id, day)
    return "older_text" if text is not None and all(one.text_id != text.pk for one in consents) else ""


def versions(centre_id: UUID) -> QuerySet[ConsentText]:
    """Every text, the newest first, with `given`: how many consents to it stand."""
    texts = ConsentText.objects.filter(centre_id=centre_id)
    given = Count("consents", filter=Q(consents__withdrawn_on=None))
    return texts.annotate(given=given).order_by("-version")
