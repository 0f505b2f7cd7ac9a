"""What readers of the demo library reserved these days: three books to fetch, two that wait ready, a queue of three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Copy
from javon.config.demo import story
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.verdict import Refused
from javon.service.lending.actions import holds
from javon.service.lending.models import Channel, Hold
from javon.service.readers.models import Reader

READY, TO_FETCH, QUEUE = 2, 3, 3


def tell(centre: Centre, today: date) -> None:
    """The last two open days; nothing where the library has no readers yet."""
    story.tell([_reserved(centre, today)])


def _reserved(centre: Centre, today: date) -> Iterator[datetime]:
    yesterday = open_day(centre, today - timedelta(days=2))
    yield datetime.combine(yesterday, time(16, 40), clock.TASHKENT)
    readers = iter(Reader.objects.filter(centre=centre, kind="person", left_on=None).order_by("-number")[:60])
    by = acting(holder_of("librarian-lending"))
    made: list[Hold] = []
    for title in a_shelf(centre):
        hold = reserved_for(by, readers, title)
        if hold is not None:
            made.append(hold)
        if len(made) == READY + TO_FETCH:
            break
        yield clock.now() + timedelta(minutes=7)
    popular = wanted_by_many(centre)
    for _place in range(QUEUE if popular is not None else 0):
        assert popular is not None
        reserved_for(by, readers, popular)
        yield clock.now() + timedelta(minutes=11)
    yield clock.now() + timedelta(minutes=40)
    for hold in made[:READY]:
        copy = Copy.objects.filter(
            service_point=hold.pickup, title__in=hold.targets.values("title"), state="on_shelf", loanable=True
        ).first()
        if copy is not None:
            holds.find(by=by, copy=copy, point=copy.service_point)


def reserved_for(
    by: object, readers: Iterator[Reader], title: Title, channel: str = Channel.DESK
) -> Hold | None:
    """Reserved for the first reader whom no rule stops."""
    for reader in readers:
        try:
            return holds.place(by=by, reader=reader, titles=[title], channel=channel)  # type: ignore[arg-type]
        except Refused:
            continue
    return None


def a_shelf(centre: Centre) -> list[Title]:
    """Books for everybody with a copy that may be lent, the newest first."""
    rows = Copy.objects.filter(
        centre=centre, state="on_shelf", loanable=True, kind="book", title__is_hidden=False
    )
    rows = rows.exclude(shelf_mark="").order_by("-title__year", "-title__number")
    keys = dict.fromkeys(rows.filter(title__age_mark="").values_list("title", flat=True)[:400:7])
    return [Title.objects.get(pk=key) for key in list(keys)[: (READY + TO_FETCH) * 3]]


def wanted_by_many(centre: Centre) -> Title | None:
    """A classic of which every copy is out."""
    out = Copy.objects.filter(centre=centre, state="on_loan", title__is_hidden=False, title__age_mark="")
    for title_id in dict.fromkeys(out.order_by("-title__year").values_list("title", flat=True)[:200]):
        copies = Copy.objects.filter(title=title_id, loanable=True).exclude(state__in=("written_off", "lost"))
        if not copies.exclude(state="on_loan").exists():
            return Title.objects.get(pk=title_id)
    return None
