"""The sentences of the organisation: every refusal of its rules."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.wording import daily, structure
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    **daily.SENTENCES,
    **structure.SENTENCES,
    "no_right": _("You do not have the right to do this. Ask the head of your department."),
    "request_id_reused": _(
        "This form was already used for something else. Nothing was changed; open the page again."
    ),
}


def sentence(refusal: Refusal) -> str:
    """What a person reads of one refusal."""
    return str(SENTENCES[refusal.code]) % structure.shown(refusal.details)


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """What a person reads, in the order of the checklist."""
    return [sentence(refusal) for refusal in refusals]
