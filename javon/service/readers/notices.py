"""The notice that this year's registration ends: in the second half of December, to whom it costs nobody a call.

docs/algorithms/notices.md; dossier 8.3 (the year of a reader ends on 31 December).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core import clock
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
from javon.service.readers.contacts import reached_by_machine, recipient_of
from javon.service.readers.models import Registration

REGISTRATION = "readers.registration"
DAYS_BEFORE: Final = 14
AT_ONCE = 500

TEXTS: Mapping[str, Text] = {
    "uz": Text(
        "{name}: kutubxonaga yozilish muddati {last} kuni tugaydi. Yangi yilda kartangiz bilan keling: "
        "bir daqiqada qayta yozamiz. {centre}",
        "{name}: kutubxonaga yozilish muddati {last} kuni tugaydi",
    ),
    "ru": Text(
        "{name}: запись в библиотеку действует до {last}. В новом году приходите с билетом: "
        "перерегистрация займёт минуту. {centre}",
        "{name}: запись в библиотеку действует до {last}",
    ),
    "en": Text(
        "{name}: the registration at the library ends on {last}. Bring the card in the new year: "
        "registering again takes a minute. {centre}",
        "{name}: the registration at the library ends on {last}",
    ),
}


def candidates(now: datetime) -> Iterator[Candidate]:
    """This year's registrations, in the last days of December; only of whoever is reached without a person."""
    today = clock.day_of(now)
    last_day = date(today.year, 12, 31)
    if today < last_day - timedelta(days=DAYS_BEFORE):
        return
    rows = Registration.objects.filter(
        year=today.year, reader__left_on=None, reader__merged_into=None, reader__erased_at=None
    ).exclude(reader=None)
    rows, last = rows.order_by("pk"), None
    while some := list((rows.filter(pk__gt=last) if last is not None else rows)[:AT_ONCE]):
        by_machine = reached_by_machine({line.reader_id for line in some})
        for line in some:
            if line.reader_id is not None and line.reader_id in by_machine:
                to = recipient_of(line.reader_id)
                yield Candidate(line.centre_id, REGISTRATION, str(line.pk), str(line.year), last_day, to)
        last = some[-1].pk


def look_again(key: NoticeKey, now: datetime) -> Content | NotWanted:
    """Still this year, and still a reader."""
    line = Registration.objects.filter(pk=UUID(key.subject_id)).select_related("reader").first()
    if line is None or line.reader is None or not line.reader.is_here:
        return NotWanted("reader_gone")
    if clock.day_of(now).year != line.year:
        return NotWanted("registration_over")
    name = line.reader.given_name or line.reader.surname
    return Content({"name": name, "last": short_date(date(line.year, 12, 31))})


KINDS: tuple[NoticeKind, ...] = (
    NoticeKind(
        code="readers.registration_ends",
        group=Group("registration", _("My registration at the library")),
        label=_("The registration of the year ends"),
        texts=TEXTS,
        tokens=frozenset({"name", "last"}),
        expires_after=timedelta(days=7),
        look_again=look_again,
    ),
)
LADDERS: tuple[Ladder, ...] = (
    Ladder(REGISTRATION, (Step("ends", "readers.registration_ends", -DAYS_BEFORE, 0),)),
)
PLANNERS = (candidates,)
REASONS: Mapping[str, Promise] = {
    "reader_gone": _("The reader has left."),
    "registration_over": _("The year is over."),
}
