"""What left the demo library and what moved inside it, told with real actions: commissions, write-offs, moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.documents import actions as documents
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.queries import approval as routes
from javon.centre.documents.queries.reading import newest_version
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock.actions import commissions, moves, write_offs
from javon.collection.stock.models import Copy, Disposal
from javon.collection.stock.queries.commissions import serving
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.accounts.pins import PinProof

Story = Iterator[datetime]

SET_DAYS_AGO = 321
PRICE = 12_000_00  # of old copies for which the books have none


def stories(centre: Centre, today: date) -> list[Story]:
    """The commissions first, then what lies before them."""
    worn = _old_copies(centre)
    told = [_commissions(centre, today)]
    if len(worn) >= 50:
        told += [
            _written_off(centre, worn[:25], today - timedelta(days=74)),
            _before_commission(centre, worn[25:39], today - timedelta(days=9)),
            _moved(centre, worn[39:45], today - timedelta(days=33), is_received=True),
            _moved(centre, worn[45:50], today - timedelta(days=1), is_received=False),
        ]
    return told


def _old_copies(centre: Centre) -> list[Copy]:
    """Copies of the lending desk that have served long, oldest first."""
    rows = Copy.objects.filter(
        centre=centre,
        state=Copy.State.ON_SHELF,
        service_point__code="ABONEMENT",
        delivery=None,
        kind="book",
        title__is_donor=False,
        title__year__range=(1950, 2012),
    )
    return list(rows.order_by("title__year", "inventory_order")[:50])


def _at(centre: Centre, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(open_day(centre, day), time(hour, minute), clock.TASHKENT)


def _codes(copies: list[Copy]) -> str:
    return "\n".join(copy.code or copy.inventory_number for copy in copies)


def _commissions(centre: Centre, today: date) -> Story:
    """An order of the beginning of the year set up both."""
    day = open_day(centre, today - timedelta(days=SET_DAYS_AGO))
    yield _at(centre, day, 11, 20)
    by, order = acting(holder_of("head-stock")), f"14-A-son buyruq, {day:%d.%m.%Y}"
    commissions.set_commission(
        by=by,
        centre=centre,
        name="Fondlarni saqlash komissiyasi",
        purposes=["preservation", "stocktaking"],
        order_label=order,
        valid_from=day,
        chair=holder_of("head"),
        members=[holder_of("head-stock"), holder_of("cataloguer"), holder_of("librarian-reading-room")],
    )
    commissions.set_commission(
        by=by,
        centre=centre,
        name="Kelgan resurslarni qabul qilish komissiyasi",
        purposes=["acceptance"],
        order_label=order,
        valid_from=day,
        chair=holder_of("head-stock"),
        members=[holder_of("cataloguer"), holder_of("clerk")],
    )


def _listed(centre: Centre, copies: list[Copy], note: str) -> Disposal:
    by = acting(holder_of("cataloguer"))
    disposal = write_offs.begin_write_off(by=by, centre=centre, reason="worn", note=note)
    write_offs.list_copies(by=by, disposal=disposal, codes=_codes(copies), price=PRICE)
    (commission,) = serving(centre.pk, "preservation", clock.today())
    return write_offs.lay_before_commission(by=by, disposal=disposal, commission=commission)


def _written_off(centre: Centre, copies: list[Copy], day: date) -> Story:
    """The whole way, to the waste paper."""
    yield _at(centre, day, 10)
    by = acting(holder_of("cataloguer"))
    disposal = _listed(centre, copies, "Abonement javonlaridan ajratilgan")
    yield _at(centre, day + timedelta(days=2), 15)
    write_offs.write_minutes(
        by=by,
        disposal=disposal,
        number="3",
        on=clock.today(),
        conclusion="Muqovasi va sahifalari yirtilgan, taʼmirlab boʻlmaydi. Hisobdan chiqarish maqsadga muvofiq.",
        destiny="makulaturaga topshiriladi",
    )
    yield _at(centre, day + timedelta(days=3), 9, 30)
    yield from approved(centre, disposal, day + timedelta(days=3))
    yield _at(centre, day + timedelta(days=9), 14)
    write_offs.take_out(
        by=acting(holder_of("head-stock")),
        disposal=disposal,
        destiny="Makulaturaga topshirildi, 7-sonli yuk xati",
        out_on=clock.today(),
    )


def approved(centre: Centre, disposal: Disposal, day: date) -> Story:
    """The act on its way: drafted, agreed, and on the next day signed by the director with the PIN."""
    by, director = acting(holder_of("cataloguer")), holder_of("director")
    disposal = write_offs.draft_act(by=by, disposal=disposal)
    assert disposal.act is not None
    version = newest_version(disposal.act)
    documents.submit(by=by, version=version, expected_edits=version.edits)
    station = routes.current_station(version)
    if station is not None and station.kind == "agree":
        yield _at(centre, day, 11)
        agreeing = acting(holder_of(station.post.code))
        documents.agree(by=agreeing, version=version, expected_number=version.number)
    yield _at(centre, day + timedelta(days=1), 10, 15)
    assert director.user_id is not None
    documents.approve(
        by=acting(director),
        version=version,
        expected_number=version.number,
        expected_hash=content_hash(newest_version(disposal.act)),
        proof=PinProof(director.user_id, clock.now()),
    )


def _before_commission(centre: Centre, copies: list[Copy], day: date) -> Story:
    """The commission has not met yet."""
    yield _at(centre, day, 16)
    _listed(centre, copies, "Eski nashrlar, ikkinchi roʻyxat")


def _moved(centre: Centre, copies: list[Copy], day: date, *, is_received: bool) -> Story:
    """From the lending desk to the children's."""
    points = {point.code: point for point in ServicePoint.objects.filter(centre=centre)}
    to_point = points.get("BOLALAR")
    if to_point is None:
        return
    yield _at(centre, day, 11, 40)
    by = acting(holder_of("cataloguer"))
    transfer = moves.begin_move(
        by=by, centre=centre, from_point=points["ABONEMENT"], to_point=to_point, note="Maktab dasturi uchun"
    )
    moves.list_for_move(by=by, transfer=transfer, codes=_codes(copies))
    moves.send_copies(by=by, transfer=transfer)
    if is_received:
        yield _at(centre, day, 15, 5)
        moves.receive_copies(by=by, transfer=transfer)
