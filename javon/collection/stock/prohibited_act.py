"""The act of a check from its facts: what was looked at, by which list, what was found and decided. Official Uzbek.

A paper like any other: its route, number and approval are those of the papers; the list goes with it, frozen. Nizom 2.11.
"""

from __future__ import annotations

from django.utils import translation

from javon.centre.documents.actions import Draft
from javon.centre.documents.enclosed import Enclosed
from javon.centre.documents.typed import Point
from javon.collection.stock.models import ProhibitedCheck, ProhibitedMatch
from javon.collection.stock.queries import prohibited as queries
from javon.collection.stock.wording import acts
from javon.collection.stock.wording.prohibited import WHY_IN_ACTS
from javon.collection.stock.write_off_act import order_of, people_of
from javon.core.papers import Annex, Column, Signature, Table
from javon.core.uzbek import in_words, long_date
from javon.core.uzbek.figures import number

HEADS = (
    Column("T/r", "center"), Column("Fonddagi nashr"), Column("Nusxa", "right"), Column("Roʻyxatdagi nashr, asosi"),
    Column("Oʻxshashligi"), Column("Xulosa"),
)  # fmt: skip


def drafted(check: ProhibitedCheck) -> tuple[Draft, Enclosed]:
    """The text and the enclosed list, in the language of the paper whatever the screen speaks."""
    with translation.override("uz"):
        matches = queries.matches_of(check)
        return _text(check, matches), _enclosed(check, matches)


def _text(check: ProhibitedCheck, matches: list[ProhibitedMatch]) -> Draft:
    chair, members = people_of(check.commission)
    withdrawn = [one for one in matches if one.finding == "withdrawn"]
    copies = sum(one.held for one in withdrawn)  # type: ignore[attr-defined]
    said = [
        f"Kutubxona fondi tarqatilishi taqiqlangan nashrlar roʻyxati bilan solishtirildi. Roʻyxatning {check.against.number}-"
        f"tahriri ({check.against.paper}, {long_date(check.against.dated_on)}), unda {number(check.against.in_force)} nashr bor.",
        f"{number(check.titles)} nomdagi {number(check.copies)} nusxa nashr tekshirildi.",
    ]
    if not matches:
        said.append("Roʻyxatdagi nashrlarga oʻxshash nashr aniqlanmadi.")
    else:
        said.append(
            f"Roʻyxatdagi nashrlarga oʻxshash {len(matches)} ({in_words(len(matches))}) holat aniqlandi va har biri "
            "koʻrib chiqildi. Xulosalar ilova qilinadi."
        )
        apart = len(matches) - len(withdrawn)
        if apart:
            said.append(f"{apart} ({in_words(apart)}) holatda fonddagi nashr boshqa nashr ekani aniqlandi.")
    if withdrawn:
        titles = len({one.title_id for one in withdrawn})
        said.append(
            f"{titles} ({in_words(titles)}) nomdagi {acts.counted(copies)} nashr foydalanishdan olinsin, ommaviy katalogdan "
            f"yashirilsin va alohida saqlansin. Saqlash joyi: {check.kept_at}. Ular belgilangan tartibda hisobdan chiqarilsin."
        )
    return Draft(
        title="fondni tarqatilishi taqiqlangan nashrlar roʻyxati bilan solishtirib tekshirish toʻgʻrisida",
        preamble=f"Biz, quyida imzo chekuvchilar, {order_of(check.commission)} bilan tuzilgan komissiya raisi {chair}, "
        f"komissiya aʼzolari {acts.listed(members)}, ushbu dalolatnomani tuzdik:",
        points=tuple(Point(text, str(place)) for place, text in enumerate(said, start=1)),
        ending=f"Asos: {order_of(check.commission)}; {check.against.paper}.",
        place=check.centre.place,
    )


def _enclosed(check: ProhibitedCheck, matches: list[ProhibitedMatch]) -> Enclosed:
    chair, members = people_of(check.commission)
    signers = [Signature(acts.CHAIR, chair)]
    signers += [Signature("" if place else acts.MEMBERS, name) for place, name in enumerate(members)]
    annexes = (Annex((_table(matches),), "Roʻyxatdagi nashrlarga oʻxshash nashrlar"),) if matches else ()
    return Enclosed(annexes=annexes, signers=tuple(signers))


def _table(matches: list[ProhibitedMatch]) -> Table:
    rows = []
    for place, one in enumerate(matches, start=1):
        title, entry = one.title, one.entry
        ours = ". ".join(part for part in (title.author.rstrip("."), title.title) if part)
        theirs = ". ".join(part for part in (entry.author.rstrip("."), entry.title) if part)
        decision = ", ".join(part for part in (entry.decision, entry.decision_on) if part)
        found = "Foydalanishdan olinsin" if one.finding == "withdrawn" else "Boshqa nashr"
        rows.append(
            (
                str(place),
                f"{ours}, {title.year}" if title.year else ours,
                str(one.held),  # type: ignore[attr-defined]
                f"{theirs} ({decision})" if decision else theirs,
                WHY_IN_ACTS[one.why],
                f"{found}. {one.note}" if one.note else found,
            )
        )
    return Table(HEADS, tuple(rows))
