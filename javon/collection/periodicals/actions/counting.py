"""Issues come into the books: journals by issue copies, newspapers by bound sets. Dossier 2.7, 2.8.

A registration sheet is the individual account of a periodical, so no issue gets an inventory number (2.7). The summary
book counts «jurnallar» by copies: issues not counted yet go on a delivery of the kind «subscription», summary only.
Newspapers are counted by annual sets: a bound set (gazeta taxlami, 1.D) is one copy with an inventory number, for it
lies on the shelf as a book does; its issues are counted nowhere else. A bound volume of a journal is counted by its
issues already and makes no copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.periodicals import rights, rules
from javon.collection.periodicals.models import BoundVolume, Issue, Periodical, SubscriptionLine
from javon.collection.periodicals.queries import orders as queries
from javon.collection.stock import counters
from javon.collection.stock import rights as stock_rights
from javon.collection.stock.actions import deliveries
from javon.collection.stock.models import Delivery, StockKind
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused

POST = "Oʻzbekiston pochtasi"


def _head(source: str, note: str) -> dict[str, Any]:
    return {"kind": "subscription", "source": source, "received_on": clock.today(), "note": note[:300]}


@action
def bind_volume(
    *,
    by: Actor,
    periodical: Periodical,
    year: int,
    issues: Sequence[Issue],
    label: str,
    service_point: ServicePoint,
    price: int | None = None,
    request_id: UUID | None = None,
) -> BoundVolume:
    """Sew issues of a year together. A newspaper's set begins a delivery of one copy at `price` (tiyin), to be accepted.

    Issues that are bound already are passed over. Raises Refused of ``rules.may_bind`` and of the stock.
    """
    require(by, rights.REGISTER_ISSUES)
    periodical = (
        Periodical.objects.select_for_update().select_related("title", "centre").get(pk=periodical.pk)
    )
    is_counted = periodical.kind == Periodical.Kind.NEWSPAPER
    if is_counted:
        require(by, stock_rights.ENTER_DELIVERIES)
    loose = Issue.objects.filter(
        pk__in=[one.pk for one in issues], periodical=periodical, year=year, volume=None, is_published=True
    )
    label = normalise(label).strip()[:80]
    rules.may_bind(
        issues=loose.count(),
        label=label,
        label_taken=BoundVolume.objects.filter(periodical=periodical, year=year, label=label).exists(),
        price=price,
        is_counted=is_counted,
    ).enforce()
    made = BoundVolume.objects.create(
        centre=periodical.centre,
        number=counters.address_number("bound-volume", periodical.centre_id),
        periodical=periodical,
        year=year,
        label=label,
        bound_on=clock.today(),
    )
    loose.update(volume=made)
    if is_counted and price is not None:
        head = _head(_source_of(periodical, year), f"{periodical.title.title}, {year}: {label}")
        delivery = deliveries.enter_delivery(by=by, centre=periodical.centre, head=head)
        deliveries.put_line(
            by=by,
            delivery=delivery,
            title=periodical.title,
            copies=1,
            unit_price=price,
            service_point=service_point,
            loanable=False,
            counted_as=StockKind.NEWSPAPER,
        )
        made.delivery = delivery
        made.save(update_fields=["delivery"])
    audit.record(by, "volume_bound", made)
    return made


def _source_of(periodical: Periodical, year: int) -> str:
    lines = SubscriptionLine.objects.filter(periodical=periodical, subscription__year=year)
    return lines.values_list("subscription__supplier", flat=True).first() or POST


@action
def count_journals(
    *, by: Actor, centre: Centre, service_point: ServicePoint, request_id: UUID | None = None
) -> Delivery:
    """Put every issue of a journal that the books do not know on one delivery, by titles, summary book only.

    The price of an issue is what the subscription says, or nothing; it is corrected on the delivery.
    Raises Refused ``nothing_to_count``.
    """
    require(by, stock_rights.ENTER_DELIVERIES)
    Centre.objects.select_for_update().get(pk=centre.pk)
    waiting: dict[UUID, list[Issue]] = defaultdict(list)
    for issue in queries.uncounted(centre.pk).select_related("periodical__title"):
        waiting[issue.periodical_id].append(issue)
    if not waiting:
        raise Refused.because("nothing_to_count")
    delivery = deliveries.enter_delivery(by=by, centre=centre, head=_head(POST, ""))
    for issues in waiting.values():
        periodical = issues[0].periodical
        deliveries.put_line(
            by=by,
            delivery=delivery,
            title=periodical.title,
            copies=sum(one.copies for one in issues),
            unit_price=price_of_issue(periodical, issues[-1].year),
            service_point=service_point,
            is_individual=False,
            counted_as=StockKind.JOURNAL,
        )
    keys = [one.pk for issues in waiting.values() for one in issues]
    for start in range(0, len(keys), 200):
        Issue.objects.filter(pk__in=keys[start : start + 200]).update(counted_with=delivery)
    audit.record(by, "journals_counted", delivery)
    return delivery


def price_of_issue(periodical: Periodical, year: int) -> int:
    """What one issue cost by the year's subscription, whole tiyin; 0 when nobody subscribed."""
    line = periodical.subscribed.filter(subscription__year=year).order_by("-subscription__half").first()
    per_year = rules.TIMES_A_YEAR.get(periodical.frequency, 0)
    return line.month_price * 12 // per_year if line and per_year else 0
