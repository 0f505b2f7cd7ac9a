"""How the demo library buys books, told with real actions: wishes with their voices, lists with their money, orders.

The first list was approved in spring and has come but for a rest that was given up; the second is approved and ordered,
and came in part; the third is being drawn up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.acquisition.actions import lists, orders, proposals
from javon.collection.acquisition.models import PurchaseList, PurchaseOrder, PurchaseProposal
from javon.collection.catalogue.models import Title
from javon.collection.stock.actions import deliveries
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.accounts.pins import PinProof

Story = Iterator[datetime]

# name, author, publisher, year, estimated price in soʻm, who asked: (days ago, source, who, why, copies)
WISHES = (
    ("Shaytanat. 5-kitob", "Tohir Malik", "Sharq", 2023, 62_000, (
        (88, "reader", "Sobirova Dildora", "", 1), (80, "refusal", "", "", 1), (61, "reader", "Ergashev Otabek", "", 1),
        (44, "refusal", "", "", 1), (30, "reader", "Yusupova Nilufar", "toʻliq oʻqimoqchi", 1), (17, "refusal", "", "", 1),
        (5, "reader", "Qodirov Sherzod", "", 1),
    )),
    ("Python dasturlash tili: boshlovchilar uchun", "Xurshid Nazarov", "Akademnashr", 2024, 78_000, (
        (70, "reader", "Toʻxtasinov Bekzod", "kollejga", 1), (52, "body", "14-maktab informatika toʻgaragi", "toʻgarak uchun", 10),
        (33, "reader", "Rahimov Jasur", "", 1), (12, "staff", "Olimov Sanjar", "kurslarimizga", 3),
    )),
    ("Ingliz tili grammatikasi mashqlarda", "Dilfuza Karimova", "Yangi asr avlodi", 2024, 54_000, (
        (66, "refusal", "", "", 1), (49, "reader", "Hasanova Malika", "abituriyent", 1), (21, "body", "3-maktab", "", 5),
    )),
    ("Bolalar uchun hikoyalar va ertaklar", "Xudoyberdi Toʻxtaboyev", "Choʻlpon", 2022, 39_000, (
        (58, "staff", "Sobirova Dilfuza", "bolalar zaliga", 6), (40, "reader", "Mamatova Gulbahor", "nabirasiga", 1),
    )),
    ("Asalarichilik asoslari", "Oʻrol Toʻrayev", "Mehnat", 2021, 47_000, (
        (36, "reader", "Abdullayev Ibrohim", "fermer xoʻjaligi", 1), (9, "reader", "Nurmatov Hakim", "", 1),
    )),
    ("Oʻzbek milliy taomlari", "Karim Mahmudov", "Oʻzbekiston", 2020, 85_000, ((29, "reader", "Xolmatova Sevara", "", 1),)),
    ("Zamonaviy marketing", "Filip Kotler", "Akademnashr", 2023, 120_000, (
        (26, "reader", "Isroilov Sardor", "tadbirkor", 1), (15, "reader", "Nabiyeva Zilola", "", 1),
    )),
    ("Sariq devning oʻlimi", "Xudoyberdi Toʻxtaboyev", "Gʻafur Gʻulom", 2019, 36_000, ((14, "refusal", "", "", 1), (4, "refusal", "", "", 1))),
    ("Tunika va toʻqish sirlari", "", "", None, 30_000, ((11, "reader", "Aliyeva Munojat", "", 1),)),
)  # fmt: skip


def stories(centre: Centre, today: date) -> list[Story]:
    """Wishes first, then the lists that grow from them."""
    known = Title.objects.filter(is_donor=False, kind="book", year__gte=2005, audience__in=("adults", ""))
    by_name = {title.title: title for title in known.defer("marc").order_by("title_key")[:80]}
    titles = list(by_name.values())[:18]
    told: list[Story] = [_wishes(centre, today), _drawn_up(centre, today)]
    if len(titles) == 18:
        told.append(_bought(centre, titles[:8], today - timedelta(days=205), "h1", "budget", ends="closed"))
        told.append(_bought(centre, titles[8:], today - timedelta(days=37), "h2", "budget", ends="part"))
    return told


def _at(centre: Centre, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(open_day(centre, day), time(hour, minute), clock.TASHKENT)


def _wishes(centre: Centre, today: date) -> Story:
    """Everybody who asked, in the order of the days."""
    voices = sorted(
        (
            (days, place, voice)
            for place, wish in enumerate(WISHES)
            for voice in wish[5]
            for days in voice[:1]
        ),
        key=lambda one: (-one[0], one[1]),
    )
    desk, hall = acting(holder_of("librarian-lending")), acting(holder_of("librarian-children"))
    for days, place, (_days, source, who, why, wanted) in voices:
        name, author, publisher, year, _price, _voices = WISHES[place]
        yield _at(centre, today - timedelta(days=days), 10 + place % 6, 5 * place)
        proposals.ask_for_book(
            by=hall if source == "staff" else desk,
            centre=centre,
            name=name,
            author=author,
            publisher=publisher,
            year=year,
            source=source,
            who=who,
            why=why,
            wanted=wanted,
        )


def _drawn_up(centre: Centre, today: date) -> Story:
    """Some wishes are chosen, one is declined, and a list for the next quarter begins with the most wished for."""
    by = acting(holder_of("head-stock"))
    yield _at(centre, today - timedelta(days=3), 11)
    found = {one.name: one for one in PurchaseProposal.objects.filter(centre=centre)}
    for name in ("Shaytanat. 5-kitob", "Python dasturlash tili: boshlovchilar uchun", "Ingliz tili grammatikasi mashqlarda", "Asalarichilik asoslari"):  # fmt: skip
        proposals.choose_proposal(by=by, proposal=found[name])
    proposals.decline_proposal(
        by=by,
        proposal=found["Tunika va toʻqish sirlari"],
        reason="Nashriyotlarda topilmadi, muallifi nomaʼlum.",
    )
    yield _at(centre, today - timedelta(days=2), 15)
    head = {
        "year": today.year,
        "part": f"q{(today.month + 2) // 3}",
        "money": "sponsor",
        "budget": 2_400_000_00,
    }
    made = lists.begin_list(by=by, centre=centre, head={**head, "money_note": "«Qoʻrgʻontepa Agro» MCHJ"})
    for name, _author, _publisher, _year, price, voices in WISHES[:3]:
        proposal = found[name]
        lists.put_on_list(
            by=by,
            purchase_list=made,
            name=proposal.name,
            author=proposal.author,
            publisher=proposal.publisher,
            year=proposal.year,
            quantity=max(wanted for *_rest, wanted in voices),
            unit_price=price * 100,
            proposal=proposal,
        )


def _bought(centre: Centre, titles: list[Title], day: date, part: str, money: str, *, ends: str) -> Story:
    """A list of books that the catalogue knows, approved, ordered, and come as far as `ends` says."""
    keeper, director = acting(holder_of("head-stock")), acting(holder_of("director"))
    cataloguer = acting(holder_of("cataloguer"))
    prices = [(28 + 7 * (place % 6)) * 1_000_00 for place in range(len(titles))]
    yield _at(centre, day, 10)
    head = {
        "year": day.year,
        "part": part,
        "money": money,
        "money_note": "4-guruh xarajatlari",
        "budget": 2_500_000_00,
    }
    made = lists.begin_list(by=keeper, centre=centre, head=head)
    for place, title in enumerate(titles):
        lists.put_on_list(
            by=keeper,
            purchase_list=made,
            name=title.title,
            author=title.author,
            isbn=title.isbn,
            publisher=title.publisher,
            year=title.year,
            quantity=2 + place % 4,
            unit_price=prices[place],
        )
    made = PurchaseList.objects.get(pk=made.pk)
    lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits)
    yield _at(centre, day + timedelta(days=2), 9, 30)
    made = PurchaseList.objects.get(pk=made.pk)
    assert director.user_id is not None
    proof = PinProof(director.user_id, clock.now())
    lists.approve_list(by=director, purchase_list=made, expected_edits=made.edits, proof=proof)
    yield _at(centre, day + timedelta(days=3), 14)
    order = orders.order_from_list(
        by=keeper,
        purchase_list=made,
        supplier="«Sharq» nashriyot-matbaa aksiyadorlik kompaniyasi",
        contract=f"{day:%j}-son, {day:%d.%m.%Y}",
        ordered_on=clock.today(),
        expected_on=clock.today() + timedelta(days=40),
        quantities={line.position: line.quantity for line in made.lines.all()},
    )
    for line, title in zip(order.lines.order_by("position"), titles, strict=True):
        orders.link_record(by=cataloguer, line=line, title=title)
    yield _at(centre, day + timedelta(days=20), 11)
    _come(centre, order, short=2 if ends == "closed" else 0, upto=len(titles) if ends == "closed" else 5)
    if ends == "closed":
        yield _at(centre, day + timedelta(days=60), 16)
        orders.cancel_rest(by=keeper, order=order, reason="Nashriyotda adadi tugagan")


def _come(centre: Centre, order: PurchaseOrder, *, short: int, upto: int) -> None:
    """An invoice for the first lines, accepted and shelved; the first of them `short` of copies."""
    by = acting(holder_of("cataloguer"))
    lines = list(order.lines.order_by("position"))[:upto]
    came = {line.position: max(1, line.quantity - (short if line.position == 1 else 0)) for line in lines}
    point = ServicePoint.objects.filter(centre=centre, code="ABONEMENT").first()
    point = point or ServicePoint.objects.filter(centre=centre).order_by("position")[0]
    delivery = orders.begin_delivery(
        by=by,
        order=order,
        head={
            "kind": "purchase",
            "source": order.supplier,
            "paper_number": f"S-{order.number}07",
            "paper_date": clock.today(),
            "received_on": clock.today(),
            "declared_copies": sum(came.values()),
            "declared_amount": sum(came[line.position] * line.unit_price for line in lines),
            "liable": holder_of("cataloguer"),
        },
        came=came,
        service_point=point,
    )
    delivery.refresh_from_db()
    deliveries.accept_delivery(by=by, delivery=delivery, expected_edits=delivery.edits)
    deliveries.shelve_delivery(by=by, delivery=delivery)
