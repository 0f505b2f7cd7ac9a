"""What the gallery shows: every component in every state, and whole pages as they are meant to look.

Sample names and figures are invented; nothing here is read from a database.
"""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from javon.core.ui import gallery_staff

BOOKS: tuple[dict[str, str], ...] = (
    {"title": "Oʻtkan kunlar", "author": "Abdulla Qodiriy", "branch": "84"},
    {"title": "Yulduzli tunlar", "author": "Pirimqul Qodirov", "branch": "84"},
    {"title": "Ikki eshik orasi", "author": "Oʻtkir Hoshimov", "branch": "84"},
    {"title": "Сариқ девни миниб", "author": "Худойберди Тўхтабоев", "branch": "84"},
    {"title": "Kecha va kunduz", "author": "Choʻlpon", "branch": "84"},
    {"title": "Kichkina shahzoda", "author": "Antuan de Sent-Ekzyuperi", "branch": "84"},
    {"title": "Boburnoma", "author": "Zahiriddin Muhammad Bobur", "branch": "84"},
    {"title": "Ufq", "author": "Said Ahmad", "branch": "84"},
)
MORE_BOOKS: tuple[dict[str, str], ...] = (
    {"title": "Информационно-библиотековедение: энциклопедик луғат", "author": "Коллектив авторов", "branch": "78"},
    {"title": "Matematika. 5-sinf uchun darslik. 1-qism", "author": "B. Q. Haydarov", "branch": "22"},
    {"title": "Abdulla Qodiriy zamondoshlari xotirasida", "author": "Habibulla Qodiriy", "branch": "83"},
    {"title": "The Little Prince", "author": "Antoine de Saint-Exupéry", "branch": "84"},
    {"title": "Qishloq xoʻjaligi mahsulotlarini saqlash va qayta ishlash texnologiyasi asoslari", "author": "", "branch": "41"},
    {"title": "Ўзбекистон тарихи (XVI аср — XIX асрнинг биринчи ярми)", "author": "Р. Шамсутдинов, Ш. Каримов", "branch": "63"},
    {"title": "5000 масала ва машқлар тўплами <ечимлари билан>", "author": "А & Б", "branch": "22"},
    {"title": "Hayot", "author": "", "branch": ""},
)  # fmt: skip

RESULTS: tuple[dict[str, Any], ...] = (
    {"title": "Oʻtkan kunlar", "marked": "Oʻtkan kunlar", "rest": "", "author": "Abdulla Qodiriy", "branch": "84",
     "facts": "Roman · Sharq, 2018 · 384 bet · oʻzbek, lotin",
     "text": "Oʻzbek adabiyotidagi ilk roman. Otabek va Kumush muhabbati, oʻn toʻqqizinchi asr Toshkenti va Margʻiloni.",
     "kind": "ok", "icon": "circle-check", "state": "Javonda, 4 nusxa", "point": "Abonement", "shelf": "2-javon",
     "mark": "84(5Oʻzb) Q-57"},
    {"title": "Oʻtkan kunlar. Ўткан кунлар", "marked": "Oʻtkan kunlar", "rest": ". Ўткан кунлар",
     "author": "Abdulla Qodiriy", "branch": "84", "facts": "Roman · Gʻafur Gʻulom, 1992 · 352 bet · oʻzbek, kirill",
     "text": "Kirill yozuvidagi nashr. Katta harfli, keksalar uchun qulay.", "kind": "warn", "icon": "clock",
     "state": "Hammasi berilgan", "point": "Abonement", "shelf": "", "mark": "84(5Oʻzb) Q-57"},
    {"title": "Abdulla Qodiriy zamondoshlari xotirasida", "marked": "", "rest": "Abdulla Qodiriy zamondoshlari xotirasida",
     "author": "Toʻplovchi: Habibulla Qodiriy", "branch": "83", "facts": "Xotiralar · 1986 · 304 bet · oʻzbek, kirill",
     "text": "Yozuvchini tanigan zamondoshlarining xotiralari.", "kind": "info", "icon": "armchair",
     "state": "Faqat oʻquv zalida", "point": "Oʻquv zali", "shelf": "5-javon", "mark": "83.3(5Oʻzb) A-15"},
)  # fmt: skip

FACETS: tuple[dict[str, Any], ...] = (
    {"name": "availability", "title": "Hozir olsa boʻladimi", "options": [
        {"value": "on_shelf", "label": "Javonda bor", "count": 5, "is_on": False},
        {"value": "reading_room", "label": "Oʻquv zalida", "count": 2, "is_on": False}]},
    {"name": "language", "title": "Til va yozuv", "options": [
        {"value": "uz-latn", "label": "Oʻzbek, lotin", "count": 4, "is_on": True},
        {"value": "uz-cyrl", "label": "Oʻzbek, kirill", "count": 3, "is_on": False},
        {"value": "ru", "label": "Rus", "count": 1, "is_on": False}]},
    {"name": "audience", "title": "Kim uchun", "options": [
        {"value": "adults", "label": "Kattalar", "count": 6, "is_on": False},
        {"value": "teens", "label": "Oʻsmirlar", "count": 2, "is_on": False}]},
    {"name": "year", "title": "Nashr yili", "options": [
        {"value": str(year), "label": str(year), "count": 1200 - 90 * i, "is_on": False}
        for i, year in enumerate(range(2018, 2008, -1))]},
)  # fmt: skip

TILES = (
    ("cat", "Hayvonlar"), ("castle", "Ertaklar"), ("rocket", "Koinot"), ("laugh", "Kulgili"), ("trophy", "Sport"),
    ("wand-sparkles", "Sehrgar"), ("shield", "Qahramonlar"), ("leaf", "Tabiat"), ("car", "Mashinalar"),
    ("landmark", "Tarix"), ("quote", "Sheʼr"), ("ghost", "Qoʻrqinchli"),
)  # fmt: skip

COPIES: tuple[dict[str, Any], ...] = (
    {"point": "Abonement", "shelf_mark": "84(5Oʻzb) Q-57", "inventory_number": "4218", "barcode": "00042187",
     "state": "Javonda bor", "kind": "ok", "icon": "circle-check"},
    {"point": "Abonement", "shelf_mark": "84(5Oʻzb) Q-57", "inventory_number": "4219", "barcode": "00042194",
     "state": "Berilgan", "kind": "warn", "icon": "clock", "due_on": datetime.date(2026, 12, 14)},
    {"point": "Oʻquv zali", "shelf_mark": "84(5Oʻzb) Q-57", "inventory_number": "11870", "barcode": "00118702",
     "state": "Faqat oʻquv zalida", "kind": "info", "icon": "armchair"},
)  # fmt: skip

EXAMPLES = (
    "home",
    "results",
    "title",
    "author",
    "children",
    "desk",
    "paper",
    "nothing",
    "staff",
    "document",
    "today",
)
STAFF_EXAMPLES = ("staff", "document", "today")


class SampleForm(forms.Form):
    """One field of each kind."""

    surname = forms.CharField(label="Familiyasi", max_length=60)
    phone = forms.CharField(label="Telefon raqami", help_text="Masalan, +998 90 123-45-67", max_length=20)
    note = forms.CharField(label="Izoh", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    script = forms.ChoiceField(
        label="Yozuvi", choices=[("latn", "Lotin"), ("cyrl", "Kirill")], widget=forms.RadioSelect
    )
    point = forms.ChoiceField(label="Xizmat nuqtasi", choices=[("1", "Abonement"), ("2", "Oʻquv zali")])
    file = forms.FileField(label="Fayl", required=False)
    agreed = forms.BooleanField(label="Ota-onaning roziligi olindi", required=False)


def samples() -> dict[str, Any]:
    """The context of the gallery."""
    wrong = SampleForm({"surname": "", "phone": "12", "script": "latn", "point": "1"})
    wrong.is_valid()
    wrong.add_error("phone", "Telefon raqami 9 ta raqamdan iborat boʻlishi kerak, hozir 2 ta.")
    return {
        "examples": EXAMPLES,
        "books": BOOKS + MORE_BOOKS,
        "form": SampleForm(prefix="plain"),
        "wrong_form": wrong,
        "facets": FACETS,
        "copies": COPIES,
        "day": datetime.date(2026, 12, 14),
        "tabs": [
            {"label": "Nusxalar", "url": "#tabs", "count": 4, "is_current": True},
            {"label": "Tavsif", "url": "#tabs2"},
            {"label": "MARC", "url": "#tabs3"},
        ],
        "steps": [
            {"label": "Fayl", "url": "#steps", "is_done": True},
            {"label": "Tekshirish", "is_current": True},
            {"label": "Yuklash"},
        ],
        "menu": [{"label": "MARC", "url": "#m", "icon": "download"}, {"label": "RIS", "url": "#r", "icon": "download"}],
        "trail": [{"label": "Bosh sahifa", "url": "/"}, {"label": "Katalog", "url": "/"}],
        "chips": [
            {"label": "Javonda bor", "url": "#chips", "is_on": True},
            {"label": "Lotin", "url": "#chips"},
            {"label": "Kirill", "url": "#chips"},
        ],
        "columns": [{"label": "Nomi"}, {"label": "Inventar raqami", "kind": "code"}, {"label": "Oʻqilgan", "kind": "number"}],
        "rows": [
            {"cells": [{"text": "Oʻtkan kunlar", "url": "#t"}, {"text": "004 218"}, {"text": "1 240"}], "is_fresh": True},
            {"cells": [{"text": "Ufq", "url": "#t"}, {"text": "011 870"}, {"text": "86"}]},
        ],
        "stops": ["Kitobxonning qoʻlida 7 ta kitob bor, eng koʻpi 7 ta.", "Karta muddati 1-noyabrda tugagan."],
        "warnings": ["«Shum bola» 3 kun kechikdi."],
        "slip": [{"title": "Oʻtkan kunlar", "detail": "004 218"}, {"title": "Ufq", "detail": "011 870"}],
    }  # fmt: skip


def example(name: str) -> dict[str, Any]:
    """The context of the whole page `name`."""
    if name in STAFF_EXAMPLES:
        return gallery_staff.samples()
    return {
        "query": "" if name == "home" else "otkan kunlar",
        "books": BOOKS,
        "more_books": BOOKS + MORE_BOOKS,
        "results": RESULTS,
        "facets": FACETS,
        "kept": [{"name": "q", "value": "otkan kunlar"}],
        "tiles": [{"icon": icon, "label": label} for icon, label in TILES],
        "copies": COPIES,
        "chips": samples()["chips"],
        "slip": samples()["slip"],
        "day": datetime.date(2026, 12, 14),
        "menu": samples()["menu"],
        "trail": samples()["trail"],
    }
