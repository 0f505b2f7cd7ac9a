"""The act of a write-off from its facts: text, the list of copies, the recap for part 2, who signs. Dossier 2.10.

The act is a paper like any other: its route, number and approval are those of the papers. The list goes with it as
an enclosed annex, frozen with the text.
"""

from __future__ import annotations

from django.utils import translation

from javon.centre.documents.actions import Draft
from javon.centre.documents.enclosed import Enclosed
from javon.centre.documents.queries.reading import label_of, signature_of
from javon.centre.documents.typed import Point
from javon.collection.catalogue.content_groups import CURRENT
from javon.collection.catalogue.wording_facets import LANGUAGES
from javon.collection.stock.models import Commission, CommissionMember, Disposal, DisposalLine
from javon.collection.stock.queries import write_offs as queries
from javon.collection.stock.wording import acts
from javon.collection.stock.wording.money import soums
from javon.core.papers import Annex, Column, Signature, Table
from javon.core.uzbek import long_date

LIST = (
    Column("T/r", "center"), Column("Inventar raqami"), Column("Muallif, nom"), Column("Yili", "center"),
    Column("Nusxa", "right"), Column("Narxi, soʻm", "right"), Column("Summa, soʻm", "right"),
)  # fmt: skip


def drafted(disposal: Disposal) -> tuple[Draft, Enclosed]:
    """The text and the enclosed list, in the language of the paper whatever the screen speaks."""
    with translation.override("uz"):
        lines = list(queries.lines_of(disposal))
        return _text(disposal, lines), _enclosed(disposal, lines)


def order_of(commission: Commission) -> str:
    """The order behind the commission: "14-A-son buyruq, 2026-yil 9-yanvar"."""
    return label_of(commission.order) if commission.order is not None else commission.order_label


def people_of(commission: Commission) -> tuple[str, list[str]]:
    """The chair and the members, each as an act signs them."""
    chair, members = "", []
    for one in commission.members.select_related("person").order_by("position"):
        name = signature_of(one.person)
        if one.role == CommissionMember.Role.CHAIR:
            chair = name
        else:
            members.append(name)
    return chair, members


def _minutes(disposal: Disposal) -> str:
    assert disposal.minutes_on is not None
    return f"{long_date(disposal.minutes_on)}dagi {disposal.minutes_number}-son bayonnoma"


def _text(disposal: Disposal, lines: list[DisposalLine]) -> Draft:
    commission = disposal.commission
    assert commission is not None
    chair, members = people_of(commission)
    amount = sum(line.price for line in lines)
    said = [
        f"Fondlarni saqlash komissiyasi koʻrib chiqib ({_minutes(disposal)}), {acts.BECAUSE[disposal.reason]} sababli "
        f"hisobdan chiqarilishi lozim deb topgan {acts.counted(len(lines))} axborot-kutubxona resursi, jami "
        f"{acts.sum_in_words(amount)}, hisobdan chiqarilsin. Roʻyxat ilova qilinadi.",
        f"Komissiyaning xulosasi: {disposal.conclusion.strip()}",
    ]
    if disposal.consent.strip():
        said.append(f"Nodir nashrlar boʻyicha yuqori tashkilotning roziligi: {disposal.consent.strip()}.")
    if disposal.destiny.strip():
        said.append(f"Hisobdan chiqarilgan resurslarning keyingi taqdiri: {disposal.destiny.strip()}.")
    said.append(
        "Resurslar kataloglardan chiqarilsin, inventar kitobida belgilansin, jamlanma hisobga olish kitobining "
        "2-qismiga yozilsin."
    )
    return Draft(
        title=f"{acts.STATE_OF[disposal.reason]} axborot-kutubxona resurslarini hisobdan chiqarish toʻgʻrisida",
        preamble=f"Biz, quyida imzo chekuvchilar, {order_of(commission)} bilan tuzilgan komissiya raisi {chair}, "
        f"komissiya aʼzolari {acts.listed(members)}, ushbu dalolatnomani tuzdik:",
        points=tuple(Point(text, str(number)) for number, text in enumerate(said, start=1)),
        ending=f"Asos: {order_of(commission)}; {_minutes(disposal)}.",
        place=disposal.centre.place,
    )


def _enclosed(disposal: Disposal, lines: list[DisposalLine]) -> Enclosed:
    assert disposal.commission is not None
    chair, members = people_of(disposal.commission)
    signers = [Signature(acts.CHAIR, chair)]
    signers += [Signature("" if place else acts.MEMBERS, name) for place, name in enumerate(members)]
    return Enclosed(
        annexes=(Annex((_list(lines), *_recaps(lines)), "Hisobdan chiqariladigan resurslar roʻyxati"),),
        signers=tuple(signers),
        reviewed=("KOʻRIB CHIQILDI", f"Fondlarni saqlash komissiyasining {_minutes(disposal)}si"),
    )


def _list(lines: list[DisposalLine]) -> Table:
    rows = []
    for place, line in enumerate(lines, start=1):
        title = line.copy.title
        name = ". ".join(part for part in (title.author.rstrip("."), title.title) if part)
        price = soums(line.price)
        number = line.copy.inventory_number or line.copy.code
        rows.append((str(place), number, name, str(title.year or "–"), "1", price, price))
    total = ("", "", "Jami", "", str(len(lines)), "", soums(sum(line.price for line in lines)))
    return Table(LIST, tuple(rows), total=total)


def _recaps(lines: list[DisposalLine]) -> list[Table]:
    heads = {"kind": "Turlari", "content_group": "Mazmuni", "language": "Tillari"}
    names = {
        "kind": acts.KINDS,
        "content_group": {one.code: one.uz for one in CURRENT.groups},
        "language": {code: str(label) for code, label in LANGUAGES.items()},
    }
    return [
        Table(
            (
                Column(f"{heads[recap.name]} boʻyicha"),
                Column("Nusxa", "right"),
                Column("Summa, soʻm", "right"),
            ),
            tuple(
                (names[recap.name].get(value, value) or acts.UNKNOWN, str(copies), soums(amount))
                for value, copies, amount in recap.values
            ),
        )
        for recap in queries.recaps(lines)
    ]
