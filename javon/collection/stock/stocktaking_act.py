"""The act of a stocktaking as a paper: scope, commission, figures of every class, who is liable. Dossier 2.10, 3.8.

The copies that were not found go with it as an enclosed list, frozen with the text.

Papers are Uzbek, whatever language the person who drafts reads; figures are frozen in the draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import translation

from javon.centre.documents.actions import Draft
from javon.centre.documents.enclosed import Enclosed
from javon.centre.documents.queries.reading import signature_of
from javon.centre.documents.typed import Point
from javon.centre.organisation.queries.house import the_centre
from javon.collection.stock.models import Stocktaking
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.wording import acts
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.papers import Annex, Column, Signature, Table
from javon.core.uzbek import number, short_date

LIST = (
    Column("T/r", "center"), Column("Inventar raqami"), Column("Muallif, nom"), Column("Yili", "center"),
    Column("Javon, shifr"), Column("Narxi, soʻm", "right"),
)  # fmt: skip

CLASSES = (
    ("in_place", "joyida turibdi"),
    ("wrong_place", "boshqa javondan topildi"),
    ("said_away", "boshqa joyda deb yozilgan, fonddan topildi"),
    ("found", "avval topilmagan, endi topildi"),
    ("away", "kitobxonlar qoʻlida, taʼmirda yoki boshqa punktda"),
    ("handled", "tekshirish davomida berildi yoki qaytarildi"),
)
BESIDE = (
    ("stray", "boshqa fondga tegishli"),
    ("withdrawn", "hisobdan chiqarilgan"),
    ("unknown", "kodi nomaʼlum"),
)


def scope_of(session: Stocktaking) -> str:
    """What is counted, in one line: "Bolalar boʻlimi, 2-javon"."""
    points = queries.points_of([session.pk])[session.pk]
    parts = [", ".join(point.name for point in points)]
    if session.shelf:
        parts.append(session.shelf)
    if session.mark_from or session.mark_to:
        parts.append(f"shifr {session.mark_from or '…'} – {session.mark_to or '…'}")
    if session.number_from is not None or session.number_to is not None:
        parts.append(f"inventar raqami {session.number_from or '…'} – {session.number_to or '…'}")
    if session.sample:
        parts.append(f"tanlanma: {number(session.sample)} nusxa")
    return ", ".join(parts)


def act_of(
    session: Stocktaking, sums: Mapping[str, tuple[int, int]], counts: queries.Counts, today: date
) -> Draft:
    """The draft of the act: `sums` are copies and tiyin by outcome, "" the whole."""
    is_handover = session.kind == Stocktaking.Kind.HANDOVER
    subject = "Fondni topshirish va qabul qilish" if is_handover else "Fondni tekshirish natijalari"
    found = [_line(*sums.get(code, (0, 0)), words) for code, words in CLASSES if sums.get(code)]
    beside = [f"{number(counts[code])} nusxa – {words}" for code, words in BESIDE if counts[code]]
    missing = sums.get("missing", (0, 0))
    centre = the_centre()
    texts = [
        f"Asos: {session.order_label}.",
        f"Tekshirilgan fond: {scope_of(session)}. Muddati: {_days(session)}.",
        f"Hisobda turgani: {_amount(*sums[''])}.",
        f"Tekshirish natijasida aniqlandi: {'; '.join(found)}." if found else "",
        f"Topilmadi: {_amount(*missing)}. Roʻyxati ilova qilinadi."
        if missing[0]
        else "Topilmagan nusxa yoʻq.",
        f"Bundan tashqari fonddan chiqdi: {'; '.join(beside)}." if beside else "",
        _liable(session, is_handover),
        _conclusion(missing[0], is_handover),
    ]
    return Draft(
        title=f"{subject} toʻgʻrisida DALOLATNOMA",
        preamble=_preamble(session),
        points=tuple(
            Point(text, number=str(place))
            for place, text in enumerate((one for one in texts if one), start=1)
        ),
        ending="Ilova: topilmagan nusxalar roʻyxati." if missing[0] else "",
        place=centre.place if centre is not None else "",
    )


def _line(copies: int, tiyin: int, words: str) -> str:
    return f"{_amount(copies, tiyin)} – {words}"


def _amount(copies: int, tiyin: int) -> str:
    return f"{number(copies)} nusxa, {soums(tiyin)} soʻm"


def _days(session: Stocktaking) -> str:
    first, last = clock.day_of(session.opened_at), clock.day_of(session.counted_at or session.opened_at)
    return short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"


def _people(session: Stocktaking) -> tuple[str, list[str]]:
    members = list(session.commission.members.select_related("person")) if session.commission else []
    chair = next((signature_of(one.person) for one in members if one.role == "chair"), "")
    return chair, [signature_of(one.person) for one in members if one.role != "chair"]


def _preamble(session: Stocktaking) -> str:
    chair, others = _people(session)
    people = "; ".join(
        part
        for part in (
            f"komissiya raisi {chair}" if chair else "",
            f"aʼzolari: {', '.join(others)}" if others else "",
        )
        if part
    )
    return f"Biz, quyida imzo chekuvchilar{': ' + people if people else ''} – ushbu dalolatnomani tuzdik."


def enclosed_in(session: Stocktaking) -> Enclosed:
    """The list of what was not found, and who signs with the pen: the commission, then whoever is liable."""
    chair, others = _people(session)
    signers = [Signature(acts.CHAIR, chair)] if chair else []
    signers += [Signature("" if place else acts.MEMBERS, name) for place, name in enumerate(others)]
    before, after = session.liable_before, session.liable_after
    if session.kind == Stocktaking.Kind.HANDOVER and before is not None and after is not None:
        signers += [
            Signature("Topshirdi:", signature_of(before)),
            Signature("Qabul qildi:", signature_of(after)),
        ]
    elif (liable := after or before) is not None:
        signers.append(Signature("Moddiy javobgar shaxs:", signature_of(liable)))
    with translation.override("uz"):
        lost = _missing(session)
    annexes = (Annex((lost,), "Topilmagan nusxalar roʻyxati"),) if lost.rows else ()
    return Enclosed(annexes=annexes, signers=tuple(signers))


def _missing(session: Stocktaking) -> Table:
    rows, amount = [], 0
    for place, one in enumerate(queries.unseen_of(session, "missing"), start=1):
        copy, title = one.copy, one.copy.title
        amount += copy.price or 0
        rows.append(
            (
                str(place),
                copy.inventory_number or copy.code,
                ". ".join(part for part in (title.author.rstrip("."), title.title) if part),
                str(title.year or "–"),
                ", ".join(part for part in (copy.shelf, copy.shelf_mark) if part) or "–",
                soums(copy.price or 0),
            )
        )
    return Table(LIST, tuple(rows), total=("", "", f"Jami: {number(len(rows))} nusxa", "", "", soums(amount)))


def _liable(session: Stocktaking, is_handover: bool) -> str:
    before = signature_of(session.liable_before) if session.liable_before else ""
    after = signature_of(session.liable_after) if session.liable_after else ""
    if is_handover:
        return f"Fondni topshirdi: {before}. Fondni qabul qildi: {after}."
    return f"Moddiy javobgar shaxs: {after or before}." if after or before else ""


def _conclusion(missing: int, is_handover: bool) -> str:
    if missing:
        return "Xulosa: topilmagan nusxalar sababi aniqlansin, hisobdan chiqarish masalasi alohida koʻrilsin."
    return "Xulosa: fond toʻliq topshirildi." if is_handover else "Xulosa: fond hisob kitoblariga mos."
