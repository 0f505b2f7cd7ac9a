"""What readers of the demo library lost and how it was made good, told with real actions: the book of replacements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.models import Title
from javon.collection.stock.actions import deliveries, losses, write_offs
from javon.collection.stock.models import Copy, Disposal, Loss
from javon.collection.stock.queries.commissions import serving
from javon.config.demo.staff import acting, holder_of, open_day
from javon.config.demo.stock_story import PRICE, approved
from javon.config.demo.stocktaking_story import approved_act
from javon.core import clock

Story = Iterator[datetime]


@dataclass(frozen=True, slots=True)
class Lost:
    """One loss: how many days ago, who, how; how and after how many days it was made good."""

    days_ago: int
    reader: str
    card: str
    how: str
    way: str = ""  # same, other, money, nothing, found
    after: int = 0


LOSSES = (
    Lost(97, "Toshpoʻlatova Mohira Akramovna", "214", "Koʻchib oʻtishda yoʻqolgan", "same", 8),
    Lost(90, "Umarov Sardor Baxodirovich", "87", "Avtobusda qoldirgan", "money", 12),
    Lost(52, "Ergasheva Zilola Rustam qizi", "356", "Maktabda yoʻqotgan"),
    Lost(31, "Qodirov Jasur Ilhomovich", "140", "Qayerda qolganini eslay olmaydi", "found", 6),
    Lost(20, "Nazarov Otabek Shuhratovich", "65", "Daryo boʻyida qoldirgan", "other", 7),
    Lost(15, "Hamdamova Nargiza Ulugʻbekovna", "301", "Uyida yongʻin chiqqan", "nothing", 5),
    Lost(4, "Rahmonov Diyorbek Anvar oʻgʻli", "412", "Choyxonada unutgan"),
)
RECEIPT, ORDER = "31", "22-A-son buyruq, 2026-yil 12-yanvar: bozor narxining uch barobari"
ACT_DAYS_AGO = 70  # the first two leave by one act


def stories(centre: Centre, today: date) -> list[Story]:
    """The way of each loss, and of the act of the first two."""
    copies = _lent(centre, len(LOSSES))
    if len(copies) < len(LOSSES):
        return []
    rows: list[Loss] = []
    told = [_loss(centre, one, copy, today, rows) for one, copy in zip(LOSSES, copies, strict=True)]
    return [*told, _act(centre, today - timedelta(days=ACT_DAYS_AGO), rows)]


def _lent(centre: Centre, most: int) -> list[Copy]:
    """Copies that readers have at home."""
    rows = Copy.objects.filter(centre=centre, state=Copy.State.ON_LOAN, delivery=None, kind="book")
    rows = rows.exclude(inventory_number="").filter(title__is_donor=False, title__year__gte=1990)
    return list(rows.select_related("title", "service_point").order_by("-inventory_order")[:most])


def _at(centre: Centre, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(open_day(centre, day), time(hour, minute), clock.TASHKENT)


def _loss(centre: Centre, one: Lost, copy: Copy, today: date, rows: list[Loss]) -> Story:
    day = today - timedelta(days=one.days_ago)
    yield _at(centre, day, 14, 25)
    loss = losses.declare_loss(
        by=acting(holder_of("librarian-lending")),
        centre=centre,
        code=copy.code or copy.inventory_number,
        reader_name=one.reader,
        reader_card=one.card,
        lost_on=clock.today() - timedelta(days=2),
        circumstances=one.how,
        due_on=clock.today() + timedelta(days=30),
        price=PRICE if copy.price is None else None,
    )
    rows.append(loss)
    if one.way:
        yield _at(centre, day + timedelta(days=one.after), 10, 50)
        yield from _made_good(centre, one, loss)


def _made_good(centre: Centre, one: Lost, loss: Loss) -> Story:
    by, today = acting(holder_of("cataloguer")), clock.today()
    if one.way in ("same", "other"):
        yield from _replaced(centre, loss, one.way == "same")
    elif one.way == "money":
        losses.take_money(
            by=by, loss=loss, amount=90_000_00, receipt_number=RECEIPT, receipt_on=today, ground=ORDER
        )
    elif one.way == "nothing":
        ground = "Favqulodda vaziyatlar boʻlimining 84-sonli maʼlumotnomasi"
        losses.take_nothing(by=by, loss=loss, reason="other", ground=ground)
    else:
        desk = acting(holder_of("librarian-lending"))
        losses.find_again(by=desk, loss=loss, found_on=today, note="Uyidan topib, oʻzi keltirdi")


def _replaced(centre: Centre, loss: Loss, is_same: bool) -> Story:
    """The same book, or another that the commission found of equal worth; accepted and shelved."""
    by, copy = acting(holder_of("cataloguer")), loss.copy
    others = Title.objects.filter(is_donor=False, kind="book", year__gte=2015).exclude(pk=copy.title_id)
    title = copy.title if is_same else others.order_by("-number").first() or copy.title
    (commission,) = serving(centre.pk, "acceptance", clock.today())
    delivery = losses.offer_replacement(
        by=by,
        loss=loss,
        title=title,
        value=max(copy.price or PRICE, 48_000_00),
        received_on=clock.today(),
        service_point=copy.service_point,
        commission=commission,
        liable=holder_of("head-stock"),
        shelf_mark=copy.shelf_mark if is_same else "",
        judgement="" if title.pk == copy.title_id else "Komissiya: mazmuni va narxi teng, 5-sonli bayonnoma",
    )
    delivery = deliveries.accept_delivery(by=by, delivery=delivery, expected_edits=delivery.edits)
    if is_same:
        leader, noon = holder_of("head-stock"), clock.now() + timedelta(hours=1)
        yield noon
        act = deliveries.draft_acceptance_act(by=acting(leader), delivery=delivery)
        yield from approved_act(act, leader, noon + timedelta(minutes=30))
    yield clock.now() + timedelta(hours=3)
    deliveries.shelve_delivery(by=by, delivery=delivery)


def _act(centre: Centre, day: date, rows: list[Loss]) -> Story:
    """What was made good by then leaves by one act of the month."""
    yield _at(centre, day, 9, 20)
    by = acting(holder_of("cataloguer"))
    for loss in rows[:2]:
        losses.list_losses(by=by, centre=centre, loss=loss)
    disposal = Disposal.objects.get(centre=centre, reason="lost_by_reader", state="list")
    (commission,) = serving(centre.pk, "preservation", clock.today())
    write_offs.lay_before_commission(by=by, disposal=disposal, commission=commission)
    yield _at(centre, day + timedelta(days=1), 15)
    disposal = write_offs.write_minutes(
        by=by,
        disposal=disposal,
        number="4",
        on=clock.today(),
        conclusion="Foydalanuvchilar yoʻqotgan, oʻrni qoplangan. Hisobdan chiqarish maqsadga muvofiq.",
        destiny="mavjud emas: yoʻqotilgan",
    )
    yield from approved(centre, disposal, day + timedelta(days=2))
