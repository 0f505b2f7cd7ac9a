"""The sentences around papers: every refusal of a rule, and what states and marks are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise

from javon.centre.documents.wording import acknowledging, approval, drafting, letters
from javon.centre.tasks import wording as tasks
from javon.core.accounts import wording as accounts
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    **drafting.SENTENCES,
    **approval.SENTENCES,
    **acknowledging.SENTENCES,
    **letters.SENTENCES,
}


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    code = refusal.code
    if code == "saved_meanwhile" and not refusal.details.get("by"):
        code = "saved_meanwhile_by_somebody"
    if (
        code == "due_in_the_past" and "numbers" not in refusal.details
    ):  # of one task, not of the points of a draft
        return tasks.sentence(refusal)
    if code in SENTENCES:
        return str(SENTENCES[code]) % _shown(refusal.details)
    if code in tasks.SENTENCES:  # of a point or a resolution that becomes a task
        return tasks.sentence(refusal)
    return accounts.sentence(refusal)  # of the PIN


def _shown(details: Mapping[str, Any]) -> dict[str, Any]:
    """Days as people write them."""
    return {
        key: value.strftime("%d.%m.%Y") if isinstance(value, date) else value
        for key, value in details.items()
    }


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
