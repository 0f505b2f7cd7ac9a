"""The sentences around readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.functional import Promise

from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal
from javon.service.readers.wording import arrivals, doors, keeping, registering

SENTENCES: dict[str, Promise] = {
    **registering.SENTENCES,
    **keeping.SENTENCES,
    **arrivals.SENTENCES,
    **doors.SENTENCES,
}

__all__ = ["SENTENCES", "sentence", "sentences"]


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code in doors.SENTENCES:
        return doors.sentence(refusal)
    ours = {**keeping.SENTENCES, **arrivals.SENTENCES}
    if refusal.code not in ours:
        return registering.sentence(refusal)
    shown = {
        name: short_date(value) if isinstance(value, date) else value
        for name, value in refusal.details.items()
    }
    return str(ours[refusal.code]) % shown


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
