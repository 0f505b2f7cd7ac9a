"""What the columns of a retyped inventory book mean: captions in Uzbek (both scripts), Russian, English.

Captions are compared folded, so that «Инвентарь рақами», "inventar raqami" and "Inv. raqami" meet; a caption that is
nearly one of ours is taken for it. Whatever is proposed here, a person corrects. Dossier 2.7.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from javon.collection.runs.rules.columns import HEADING_ROWS, IGNORED, Heading
from javon.core.uzbek import fold

WIDEST = 60  # columns; more are no book

# Each meaning with its captions; the first of a line is how most write it.
CAPTIONS: dict[str, str] = {
    "number": "inventar raqami|inventar no|inventar|inv raqami|inv no|inv|inventar nomeri|kitob raqami|inventar kitobidagi raqami|"
    "инвентарный номер|инвентарный no|инв номер|инвентарные номера|номер инвентарный|"
    "inventory number|inventory no|accession number",
    "entered_on": "yozilgan sana|yozilgan sanasi|qayd sanasi|kelgan sanasi|kirim sanasi|olingan sana|qabul qilingan sana|sana|kelgan vaqti|"
    "дата записи|дата поступления|дата|дата регистрации|date of entry|date",
    "author_title": "muallif va nomi|muallif va kitob nomi|muallif va sarlavha|muallifi va nomi|muallif nomi|kitob muallifi va nomi|"
    "автор и заглавие|автор и название|автор название|автор заглавие|author and title",
    "author": "muallif|muallifi|mualliflar|muallif f i sh|avtor|автор|авторы|author",
    "title": "nomi|kitob nomi|kitobning nomi|asar nomi|sarlavha|adabiyot nomi|asar sarlavhasi|"
    "заглавие|название|название книги|наименование|наименование книги|title",
    "year": "yili|nashr yili|chop etilgan yili|yil|chiqqan yili|год|год издания|год изд|year",
    "place": "nashr joyi|joyi|shahar|nashr etilgan joyi|место издания|место|город|place",
    "publisher": "nashriyot|nashriyoti|nashriyot nomi|nashiryot|издательство|изд во|publisher",
    "imprint": "nashr maʼlumotlari|nashr joyi va yili|joyi va yili|nashriyot va yili|nashr joyi nashriyoti yili|"
    "выходные данные|место и год издания|издательство и год|место издательство год|imprint",
    "price": "narxi|bahosi|narx|baho|summa|narxi soʻm|bir dona narxi|цена|стоимость|цена руб|цена сум|цена экз|price|cost",
    "udc": "uoʻk|uok|udk|удк|udc",
    "bbk": "kbk|bbk|ббк|кбк",
    "author_mark": "muallif belgisi|mualliflik belgisi|avtor belgisi|авторский знак|авт знак|author mark",
    "shelf_mark": "shifr|shifri|indeks|indeksi|index|boʻlim|boʻlimi|javon belgisi|turkum|шифр|индекс|отдел|полочный индекс|shelf mark|call number",
    "shelf": "javon|tokcha|javon raqami|полка|стеллаж|shelf",
    "copies": "nusxa|nusxasi|soni|nusxalar soni|nusxa soni|adadi|dona|количество|кол во|экз|количество экземпляров|copies|quantity",
    "isbn": "isbn|исбн|isbn raqami",
    "language": "tili|til|nashr tili|язык|язык издания|language",
    "extent": "bet|beti|sahifa|bet soni|hajmi|sahifalar soni|страниц|стр|объем|кол во страниц|pages",
    "note": "izoh|eslatma|izohlar|qoʻshimcha|примечание|примечания|заметки|note",
    "gone": "hisobdan chiqarish dalolatnomasi|hisobdan chiqarilganligi|hisobdan chiqarilganligi haqida|hisobdan chiqarilgan|hisobdan chiqarish|chiqim|chiqarilgan dalolatnoma|dalolatnoma raqami|"
    "chiqim dalolatnomasi|chiqarish akti|hisobdan chiqarish akti no|akt no|акт списания|акт выбытия|выбытие|номер акта выбытия|"
    "отметка о выбытии|no акта|write off act",
    "entry": "ksu|ksu yozuvi|ksu raqami|jamlanma kitob raqami|запись ксу|номер записи в ксу|no записи ксу|ксу",
    "ordinal": "t r|tr|no|n|raqam|tartib raqami|п п|no п п|no т р|№ п п|tartib",
}  # fmt: skip
# What a person may choose for a column; the last two only say that a column is known and not needed.
MEANINGS = (*(name for name in CAPTIONS if name not in ("entry", "ordinal")), "entry", IGNORED)
REPEATABLE = frozenset({IGNORED, "note", "entry"})

_NUMBER_SIGN = re.compile(r"[№#]|\bN[oº]\b|\braq\b", re.IGNORECASE)
_ALIKE = 0.84  # of difflib: two letters of a caption of twelve may be slips


def plain(caption: str) -> str:
    """A caption as captions are compared: folded, the number sign as "no"."""
    return fold(_NUMBER_SIGN.sub(" no ", caption[:120]))


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, captions in CAPTIONS.items():
        for caption in captions.split("|"):
            found.setdefault(plain(caption), meaning)
    return found


@cache
def meaning_of(caption: str) -> tuple[str, float]:
    """What a caption means, and how sure that is (0 … 1); ("", 0) when nobody can tell."""
    words = plain(caption)
    if not words:
        return IGNORED, 0.0
    known = _known()
    if words in known:
        return known[words], 1.0
    best, sure = IGNORED, 0.0
    told = words.split()
    for one, meaning in known.items():
        mine = one.split()
        if meaning == "ordinal" or len(one) < 3:
            continue
        if _stands_in(
            mine, told
        ):  # «Kitobning narxi (soʻmda)»: our words stand in it, the rest explains them
            rate = 0.6 + 0.35 * len(one) / len(words)
        else:
            rate = SequenceMatcher(None, one, words).ratio()
            rate = rate * 0.95 if rate >= _ALIKE else 0.0
        if rate > sure:
            best, sure = meaning, rate
    return best, sure


def _stands_in(words: list[str], told: list[str]) -> bool:
    """Whether `words` stand in `told` one after another."""
    size = len(words)
    return any(told[at : at + size] == words for at in range(len(told) - size + 1))


def heading_of(rows: Sequence[tuple[int, Sequence[str]]]) -> Heading:
    """The heading among the first rows of a sheet, each given as its number and its cells.

    A heading of two rows («Nashr» over «joyi», «yili») is read as one. Without any, every column is left open.
    """
    best, most = Heading(0, (), ()), 0.0
    before: tuple[int, list[str]] | None = None
    for number, cells in rows[:HEADING_ROWS]:
        texts = [" ".join(cell.split()) for cell in cells[:WIDEST]]
        tried = [texts]
        if before is not None and before[0] == number - 1:
            tried.append(_joined(before[1], texts))
        for place, captions in enumerate(tried):
            columns, worth = proposed(captions)
            named = set(columns) - {IGNORED, "entry"}
            if len(named) >= 2 and named & {"title", "author_title", "number"} and worth > most + 0.5 * place:
                best, most = Heading(number, tuple(captions), columns), worth
        before = (number, texts)
    if best.row:
        return best
    width = max((len(cells) for _number, cells in rows), default=0)
    return Heading(0, ("",) * min(width, WIDEST), (IGNORED,) * min(width, WIDEST))


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    above, below = (row + [""] * (width - len(row)) for row in (upper, lower))
    return [one or other for one, other in zip(below, above, strict=True)]


def proposed(captions: Sequence[str]) -> tuple[tuple[str, ...], float]:
    """A meaning for each caption, each meaning once, the surest first; and how much was understood in all."""
    told = [meaning_of(caption) for caption in captions]
    columns, taken, worth = [IGNORED] * len(captions), set[str](), 0.0
    for place in sorted(range(len(told)), key=lambda at: -told[at][1]):
        meaning, sure = told[place]
        if meaning in (IGNORED, "ordinal") or sure < 0.5 or (meaning in taken and meaning not in REPEATABLE):
            continue
        columns[place] = meaning
        taken.add(meaning)
        worth += sure
    return tuple(columns), worth


def what_is_missing(columns: Sequence[str]) -> list[str]:
    """Why a choice of meanings cannot serve: codes."""
    chosen = [meaning for meaning in columns if meaning not in REPEATABLE]
    wrong = []
    if "number" not in chosen:
        wrong.append("no_column_of_numbers")
    if not {"title", "author_title"} & set(chosen):
        wrong.append("no_column_of_titles")
    if len(chosen) != len(set(chosen)):
        wrong.append("meaning_chosen_twice")
    return wrong
