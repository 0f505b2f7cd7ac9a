"""A title gets a sheet; it is subscribed to by half-year. Dossier 2.12; job description of the head of stock, 2.6."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.models import Title
from javon.collection.periodicals import rights, rules
from javon.collection.periodicals.models import Periodical, Subscription, SubscriptionLine
from javon.collection.periodicals.rules import LineFacts, PeriodicalFacts
from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise


@action
def keep_periodical(
    *,
    by: Actor,
    centre: Centre,
    title: Title,
    kind: str,
    frequency: str,
    weekdays: str = "",
    post_index: str = "",
    periodical: Periodical | None = None,
    request_id: UUID | None = None,
) -> Periodical:
    """Give a record its registration sheet, or correct how often it comes out. Raises Refused of the rules."""
    require(by, rights.SUBSCRIBE)
    title = Title.objects.select_for_update().get(pk=title.pk)
    other = Periodical.objects.filter(title=title)
    if periodical is not None:
        other = other.exclude(pk=periodical.pk)
    days = "".join(sorted(set(weekdays))) if kind == Periodical.Kind.NEWSPAPER else ""
    rules.may_keep_periodical(
        PeriodicalFacts(
            kind=kind,
            frequency=frequency,
            weekdays=days,
            is_donor=title.is_donor,
            has_sheet_already=other.exists(),
        )
    ).enforce()
    row = periodical or Periodical(
        centre=centre, number=counters.address_number("periodical", centre.pk), title=title
    )
    row.kind, row.frequency, row.weekdays = kind, frequency, days
    row.post_index = normalise(post_index).strip()[:12]
    row.save()
    audit.record(by, "periodical_kept", row)
    return row


@action
def begin_subscription(
    *,
    by: Actor,
    centre: Centre,
    year: int,
    half: int,
    supplier: str,
    contract: str = "",
    receipt: str = "",
    request_id: UUID | None = None,
) -> Subscription:
    """Begin the order of a half-year. Raises Refused of ``rules.may_begin_subscription``."""
    require(by, rights.SUBSCRIBE)
    rules.may_begin_subscription(LineFacts(today=clock.today(), year=year, half=half), supplier).enforce()
    made = Subscription.objects.create(
        centre=centre,
        number=counters.address_number("subscription", centre.pk),
        year=year,
        half=half,
        supplier=normalise(supplier).strip()[:240],
        contract=normalise(contract).strip()[:80],
        receipt=normalise(receipt).strip()[:40],
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    audit.record(by, "subscription_begun", made)
    return made


def _locked(subscription: Subscription) -> Subscription:
    return Subscription.objects.select_for_update().get(pk=subscription.pk)


@action
def subscribe(
    *,
    by: Actor,
    subscription: Subscription,
    periodical: Periodical,
    first_month: int,
    last_month: int,
    copies: int,
    month_price: int,
    request_id: UUID | None = None,
) -> SubscriptionLine:
    """Put a title on the order. `month_price` in tiyin. Raises Refused with every objection to the line."""
    require(by, rights.SUBSCRIBE)
    subscription = _locked(subscription)
    rules.may_subscribe(
        LineFacts(
            today=clock.today(),
            state=subscription.state,
            year=subscription.year,
            half=subscription.half,
            first_month=first_month,
            last_month=last_month,
            copies=copies,
            month_price=month_price,
            stands_already=subscription.lines.filter(periodical=periodical).exists(),
        )
    ).enforce()
    line = SubscriptionLine.objects.create(
        subscription=subscription,
        periodical=periodical,
        first_month=first_month,
        last_month=last_month,
        copies=copies,
        month_price=month_price,
    )
    audit.record(by, "subscribed", subscription)
    return line


@action
def unsubscribe(*, by: Actor, line: SubscriptionLine, request_id: UUID | None = None) -> Subscription:
    """Take a title off a draft. Raises Refused ``subscription_is_ordered``."""
    require(by, rights.SUBSCRIBE)
    subscription = _locked(line.subscription)
    rules.may_order(subscription.state, lines=1).enforce()
    SubscriptionLine.objects.filter(pk=line.pk).delete()
    audit.record(by, "unsubscribed", subscription)
    return subscription


@action
def order_subscription(
    *,
    by: Actor,
    subscription: Subscription,
    ordered_on: date,
    receipt: str = "",
    request_id: UUID | None = None,
) -> Subscription:
    """It is ordered and paid as it stands: its issues are awaited from now on. Raises Refused of ``rules.may_order``."""
    require(by, rights.SUBSCRIBE)
    subscription = _locked(subscription)
    rules.may_order(subscription.state, subscription.lines.count()).enforce()
    subscription.state, subscription.ordered_on = Subscription.State.ORDERED, ordered_on
    subscription.receipt = normalise(receipt).strip()[:40] or subscription.receipt
    subscription.save(update_fields=["state", "ordered_on", "receipt"])
    audit.record(by, "subscription_ordered", subscription)
    return subscription
