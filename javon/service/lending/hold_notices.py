"""Notices about reservations: the book is ready (at once), it was not fetched, it cannot be had.

The readiness of one copy on one day is one version: put aside again for the same reader, it is told again.
docs/algorithms/holds.md, docs/algorithms/notices.md; dossier 8.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core import clock
from javon.core.messaging import planning
from javon.core.messaging.kinds import (
    Candidate,
    Content,
    Group,
    Ladder,
    NoticeKey,
    NoticeKind,
    NotWanted,
    Text,
)
from javon.core.messaging.rules.steps import Step
from javon.core.uzbek.figures import short_date
from javon.service.lending.happened import HoldCancelled, HoldExpired, HoldReady
from javon.service.lending.models import Hold
from javon.service.lending.notices import wants_no_titles
from javon.service.lending.queries.hold_lists import first_title
from javon.service.lending.rules.telling import is_sensitive
from javon.service.readers.contacts import recipient_of
from javon.service.readers.models import Reader

READY, EXPIRED, CANCELLED = "lending.hold_ready", "lending.hold_expired", "lending.hold_cancelled"
HOLDS = Group("holds", _("Books that I reserved"))
ENDS = {EXPIRED: (Hold.State.EXPIRED,), CANCELLED: (Hold.State.CANCELLED, Hold.State.NOT_FOUND)}
# Whoever cancelled it knows it; who has left is told nothing.
TOLD = (Hold.Why.STAFF, Hold.Why.RESTRICTED, Hold.State.NOT_FOUND)

TEXTS: Mapping[str, Mapping[str, Text]] = {
    READY: {
        "uz": Text(
            "{name} uchun «{title}» kitobi tayyor, {until} gacha saqlanadi. {centre}",
            "{name}: «{title}» tayyor, {until} gacha",
            "{name} uchun band qilingan kitob tayyor, {until} gacha saqlanadi. {centre}",
            "{name}: band qilingan kitob tayyor, {until} gacha",
        ),
        "ru": Text(
            "{name}: книга «{title}» ждёт вас до {until}. {centre}",
            "{name}: «{title}» ждёт до {until}",
            "{name}: заказанная книга ждёт вас до {until}. {centre}",
            "{name}: заказанная книга ждёт до {until}",
        ),
        "en": Text(
            "{name}: “{title}” is kept for you until {until}. {centre}",
            "{name}: “{title}” is kept until {until}",
            "{name}: the reserved book is kept for you until {until}. {centre}",
            "{name}: the reserved book is kept until {until}",
        ),
    },
    EXPIRED: {
        "uz": Text(
            "{name} uchun saqlangan «{title}» kitobi olinmadi, navbat keyingi kitobxonga oʻtdi. {centre}",
            "{name}: «{title}» olinmadi, navbat oʻtdi",
            "{name} uchun saqlangan kitob olinmadi, navbat keyingi kitobxonga oʻtdi. {centre}",
            "{name}: saqlangan kitob olinmadi, navbat oʻtdi",
        ),
        "ru": Text(
            "{name}: книгу «{title}» не забрали, очередь перешла дальше. {centre}",
            "{name}: «{title}» не забрали, очередь перешла дальше",
            "{name}: заказанную книгу не забрали, очередь перешла дальше. {centre}",
            "{name}: заказанную книгу не забрали",
        ),
        "en": Text(
            "{name}: “{title}” was not fetched, the next reader has it now. {centre}",
            "{name}: “{title}” was not fetched",
            "{name}: the reserved book was not fetched, the next reader has it now. {centre}",
            "{name}: the reserved book was not fetched",
        ),
    },
    CANCELLED: {
        "uz": Text(
            "{name} uchun «{title}» kitobini berib boʻlmadi, band qilish bekor qilindi. {centre}",
            "{name}: «{title}» kitobini band qilish bekor qilindi",
            "{name} uchun kitobni berib boʻlmadi, band qilish bekor qilindi. {centre}",
            "{name}: band qilish bekor qilindi",
        ),
        "ru": Text(
            "{name}: книгу «{title}» выдать не удалось, заказ отменён. {centre}",
            "{name}: заказ на «{title}» отменён",
            "{name}: книгу выдать не удалось, заказ отменён. {centre}",
            "{name}: заказ отменён",
        ),
        "en": Text(
            "{name}: “{title}” could not be had, the reservation is cancelled. {centre}",
            "{name}: the reservation of “{title}” is cancelled",
            "{name}: the book could not be had, the reservation is cancelled. {centre}",
            "{name}: the reservation is cancelled",
        ),
    },
}


# --- what is wanted ---------------------------------------------------------------------------------------


def tell_ready(happened: HoldReady) -> None:
    """A copy was put aside: its reader is told at once, in the same transaction."""
    hold = Hold.objects.get(pk=happened.hold_id)
    planning.plan([_ready(hold)], now=clock.now())


def tell_expired(happened: HoldExpired) -> None:
    """It was not fetched."""
    _tell_end(EXPIRED, happened.hold_id)


def tell_cancelled(happened: HoldCancelled) -> None:
    """It is over without a copy, and not because the reader said so."""
    if happened.why in TOLD:
        _tell_end(CANCELLED, happened.hold_id)


def _tell_end(subject: str, hold_id: UUID) -> None:
    hold = Hold.objects.get(pk=hold_id)
    if hold.reader_id is not None:
        day = clock.today()
        found = Candidate(hold.centre_id, subject, str(hold.pk), "end", day, recipient_of(hold.reader_id))
        planning.plan([found], now=clock.now())


def candidates(now: datetime) -> Iterator[Candidate]:
    """Whatever stands on the ready shelf: those that nobody was told of are told now."""
    rows = Hold.objects.filter(state=Hold.State.READY, until__gte=clock.day_of(now))
    yield from [_ready(hold) for hold in rows.order_by("pk")]


def _ready(hold: Hold) -> Candidate:
    assert hold.reader_id is not None and hold.ready_on is not None  # the database keeps both
    to = recipient_of(hold.reader_id)
    return Candidate(hold.centre_id, READY, str(hold.pk), _version(hold), hold.ready_on, to)


def _version(hold: Hold) -> str:
    return f"{hold.ready_on}:{str(hold.copy_id)[-12:]}"


# --- asked once more --------------------------------------------------------------------------------------


def look_again(key: NoticeKey, now: datetime) -> Content | NotWanted:
    """Does it still wait for this reader, is it still over?"""
    hold = Hold.objects.filter(pk=UUID(key.subject_id)).select_related("copy__title", "reader").first()
    if hold is None or hold.reader is None or not hold.reader.is_here:
        return NotWanted("hold_gone")
    if recipient_of(hold.reader.pk) != key.recipient:
        return NotWanted("hold_of_another")
    if reason := _why_not(hold, key, clock.day_of(now)):
        return NotWanted(reason)
    return _content(hold, hold.reader, key)


def _why_not(hold: Hold, key: NoticeKey, today: date) -> str:
    if key.subject_type != READY:
        return "" if hold.state in ENDS[key.subject_type] else "hold_goes_on"
    if hold.state != Hold.State.READY or hold.until is None or hold.until < today:
        return "hold_over"
    return "" if key.version == _version(hold) else "hold_over"


def _content(hold: Hold, reader: Reader, key: NoticeKey) -> Content:
    title = hold.copy.title if hold.copy is not None else first_title(hold)
    tokens = {
        "name": reader.given_name or reader.surname,
        "title": title.title,
        "until": short_date(hold.until) if hold.until is not None else "",
    }
    hides = wants_no_titles(key.recipient) or is_sensitive(title.udc, title.bbk)
    return Content(tokens, "uz", hides)


# --- what there is ----------------------------------------------------------------------------------------


def _kind(code: str, label: Promise, days: int, *, is_urgent: bool = False) -> NoticeKind:
    return NoticeKind(
        code=code,
        group=HOLDS,
        label=label,
        texts=TEXTS[code],
        tokens=frozenset({"name", "title", "until"}),
        private_tokens=frozenset({"title"}),
        expires_after=timedelta(days=days),
        look_again=look_again,
        is_urgent=is_urgent,
    )


KINDS: tuple[NoticeKind, ...] = (
    _kind(READY, _("A reserved book is ready"), 14, is_urgent=True),
    _kind(EXPIRED, _("A reserved book was not fetched"), 5),
    _kind(CANCELLED, _("A reservation was cancelled"), 5),
)
LADDERS: tuple[Ladder, ...] = (
    Ladder(READY, (Step("ready", READY, 0),)),
    Ladder(EXPIRED, (Step("ended", EXPIRED, 0, 5),)),
    Ladder(CANCELLED, (Step("ended", CANCELLED, 0, 5),)),
)
PLANNERS = (candidates,)
REASONS: Mapping[str, Promise] = {
    "hold_gone": _("The reservation is not there any more."),
    "hold_of_another": _("The reservation belongs to another reader now."),
    "hold_over": _("The book was fetched, or waits no more."),
    "hold_goes_on": _("The reservation goes on after all."),
}
