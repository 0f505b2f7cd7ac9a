"""Write-offs: the list of them, one with its lines and sums, what its next step needs to know."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from javon.centre.documents.models import ApprovalStep, Version
from javon.collection.stock.models import Copy, Disposal, DisposalLine
from javon.collection.stock.queries.stocktaking import in_open_stocktaking
from javon.collection.stock.rules.balance import Quantity
from javon.collection.stock.rules.commissions import serves
from javon.collection.stock.rules.scanned import ELSEWHERE
from javon.collection.stock.rules.write_offs import StepFacts
from javon.core import clock

PURPOSE = "preservation"


def write_offs(centre_id: UUID, state: str = "", reason: str = "", words: str = "") -> QuerySet[Disposal]:
    """The newest first, with the number and the sum of their copies; `words` is a number of ours or of part 2."""
    rows = Disposal.objects.filter(centre_id=centre_id)
    if state == "open":
        rows = rows.filter(state__in=Disposal.OPEN)
    elif state:
        rows = rows.filter(state=state)
    if reason:
        rows = rows.filter(reason=reason)
    if words.isascii() and words.isdigit() and len(words) < 9:
        rows = rows.filter(Q(number=int(words)) | Q(book_number=int(words)))
    elif words:
        rows = rows.filter(Q(act__number__icontains=words) | Q(minutes_number__icontains=words))
    return (
        rows.select_related("act")
        .annotate(copies_listed=Count("lines"), amount=Sum("lines__price"))
        .order_by("-number")
    )


def write_off(centre_id: UUID, number: int) -> Disposal | None:
    """The one with this short number."""
    rows = Disposal.objects.filter(centre_id=centre_id, number=number)
    return rows.select_related("act", "commission", "centre").first()


def lines_of(disposal: Disposal) -> QuerySet[DisposalLine]:
    """Its lines with copy, title and place, in the order of the list."""
    return disposal.lines.select_related("copy__title", "copy__service_point").order_by("position")


def total_of(disposal: Disposal) -> Quantity:
    """How many copies, and for how much."""
    whole = disposal.lines.aggregate(copies=Count("pk"), amount=Sum("price"))
    return Quantity(whole["copies"], whole["amount"] or 0)


class Recap(NamedTuple):
    """Copies and tiyin by one dimension's values, the largest first."""

    name: str
    values: tuple[tuple[str, int, int], ...]


def recaps(lines: list[DisposalLine]) -> list[Recap]:
    """The totals that part 2 of the summary book takes: by kind, content group, language."""
    found = []
    for name in ("kind", "content_group", "language"):
        copies: Counter[str] = Counter()
        amounts: Counter[str] = Counter()
        for line in lines:
            value = getattr(line.copy, name)
            copies[value] += 1
            amounts[value] += line.price
        found.append(
            Recap(name, tuple((value, count, amounts[value]) for value, count in copies.most_common()))
        )
    return found


def step_facts(disposal: Disposal, **typed: object) -> StepFacts:
    """What the rules of its next step ask; `typed` overrides what is written down already."""
    today = clock.today()
    commission = typed.pop("commission", None) or disposal.commission
    copy_ids = list(disposal.lines.values_list("copy_id", flat=True))
    given: dict[str, object] = {
        "minutes_number": disposal.minutes_number,
        "minutes_on": disposal.minutes_on,
        "conclusion": disposal.conclusion,
        "consent": disposal.consent,
    } | typed
    return StepFacts(
        state=disposal.state,
        today=today,
        lines=len(copy_ids),
        has_commission=commission is not None,
        commission_serves=commission is not None and _serves(commission, today),
        rare=disposal.lines.filter(is_rare=True).count(),
        counted=len(in_open_stocktaking(copy_ids)),
        elsewhere=disposal.lines.filter(copy__state__in=[*ELSEWHERE, Copy.State.WRITTEN_OFF]).count(),
        **given,  # type: ignore[arg-type]
    )


def _serves(commission: object, day: date) -> bool:
    return serves(
        commission.purposes,  # type: ignore[attr-defined]
        commission.valid_from,  # type: ignore[attr-defined]
        commission.valid_to,  # type: ignore[attr-defined]
        PURPOSE,
        day,
    )


class Remark(NamedTuple):
    """Why the act came back: who said what on which day."""

    text: str
    who: str
    on: date | None


def remark_on(disposal: Disposal) -> Remark | None:
    """The remark with which the last act was returned, while the list is open again."""
    if disposal.act is None or disposal.state not in ("list", "commission", "minutes"):
        return None
    newest = disposal.act.versions.latest("number")
    if newest.state != Version.State.RETURNED:
        return None
    step = newest.route.filter(state=ApprovalStep.State.RETURNED).select_related("decided_by").first()
    if step is None:
        return None
    day = clock.day_of(step.decided_at) if step.decided_at else None
    return Remark(step.remark, str(step.decided_by or ""), day)
