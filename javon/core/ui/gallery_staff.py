"""What the gallery shows of the staff's components: papers, registers, rosters as they look on a working day.

People, numbers and papers are invented; nothing here is read from a database.
"""

from __future__ import annotations

import datetime
from typing import Any

from javon.core.ui import differences

TODAY = datetime.date(2026, 11, 24)


def at(day: int, hour: int, minute: int) -> datetime.datetime:
    """A moment of November 2026."""
    return datetime.datetime(2026, 11, day, hour, minute)


STATS: tuple[dict[str, Any], ...] = (
    {"label": "Berilgan kitoblar", "value": 2480, "change": "+6 %", "kind": "ok", "note": "oʻtgan yilgidan", "url": "#stats"},
    {"label": "Qatnov", "value": 1962, "change": "+11 %", "kind": "ok", "note": "oʻtgan yilgidan"},
    {"label": "Yangi kitobxonlar", "value": 147, "note": "shundan bolalar 112"},
    {"label": "Muddati oʻtgan topshiriqlar", "value": 3, "change": "+1 ta", "kind": "bad", "note": "oktabrdan"},
)  # fmt: skip

TIMELINE: tuple[dict[str, Any], ...] = (
    {"at": at(20, 9, 12), "who": "X. Nazarova", "what": "Loyiha tuzildi", "icon": "file-pen"},
    {"at": at(20, 14, 40), "who": "M. Rahimova", "what": "Qaytarildi", "kind": "bad", "icon": "undo-2",
     "note": "3-bandda muddat yoʻq. Kim, qachongacha – aniq yozing."},
    {"at": at(23, 10, 5), "who": "X. Nazarova", "what": "2-tahrir yuborildi", "icon": "send", "url": "#timeline"},
    {"at": at(24, 8, 51), "who": "M. Rahimova", "what": "Tasdiqlandi", "kind": "ok", "icon": "stamp"},
    {"at": TODAY, "who": "Z. Toʻraqulova", "what": "Tanishdi, qogʻozda", "icon": "signature"},
)  # fmt: skip

ROUTE: tuple[dict[str, Any], ...] = (
    {"person": "X. Nazarova", "office": "Xizmat rahbari", "task": "tayyorlaydi", "state": "done", "at": at(23, 10, 5)},
    {"person": "O. Sobirov", "office": "Yurist", "task": "kelishadi", "state": "returned", "at": at(23, 16, 20),
     "remark": "2-bandda asos boʻlgan nizom bandi koʻrsatilmagan."},
    {"person": "M. Rahimova", "office": "Direktor", "task": "tasdiqlaydi", "state": "current", "due_on": datetime.date(2026, 11, 26)},
    {"person": "Z. Toʻraqulova", "office": "Kutubxonachi", "task": "tanishadi", "state": "waiting", "due_on": datetime.date(2026, 11, 30)},
)  # fmt: skip

PAPER: dict[str, Any] = {
    "language": "uz",
    "kind": "BUYRUQ",
    "letterhead": {
        "above": "Oʻzbekiston Milliy kutubxonasi tizimi",
        "centre": "Namuna tumani Axborot-kutubxona markazi",
        "address": "Namuna tumani, Navoiy koʻchasi, 12-uy",
        "phone": "+998 74 000-00-00",
        "tax_id": "200 000 000",
    },
    "approval": {"office": "Namuna tumani Axborot-kutubxona markazi direktori", "name": "M. Rahimova", "on": TODAY},
    "number": "41-A",
    "on": TODAY,
    "place": "Namuna shaharchasi",
    "title": "Yangi yil tadbirlarini oʻtkazish toʻgʻrisida",
    "preamble": "Markazning 2026-yilgi ish rejasi va xizmat toʻgʻrisidagi Nizomning 3.4-bandiga muvofiq, bolalar va "
    "oʻsmirlarning bayram kunlaridagi boʻsh vaqtini mazmunli oʻtkazish maqsadida",
    "resolving": "BUYURAMAN:",
    "body": (
        {"number": "1.", "text": "Yangi yil tadbirlari dasturi ilovaga muvofiq tasdiqlansin.", "level": 0, "anchor": "clause-1"},
        {"number": "2.", "text": "Bolalar boʻlimida ertaklar haftaligi tashkil etilsin.", "level": 0, "anchor": "clause-2",
         "who": "Z. Toʻraqulova", "by": datetime.date(2026, 12, 20), "control": "X. Nazarova"},
        {"number": "2.1.", "text": "Haftalik eʼloni saytda va oʻquv zalida joylashtirilsin.", "level": 1, "url": "#paper"},
        {"columns": ({"title": "Kun"}, {"title": "Tadbir"}, {"title": "Masʼul"}),
         "rows": (("21-dekabr", "Ertaklar soati", "Z. Toʻraqulova"), ("24-dekabr", "Shoir bilan uchrashuv", "D. Ergasheva"))},
        {"number": "3.", "text": "Ushbu buyruq ijrosini nazorat qilish xizmat rahbari X. Nazarova zimmasiga yuklansin.", "level": 0},
    ),
    "basis": ("Xizmat toʻgʻrisidagi Nizom, 3.4-band", "2026-yilgi ish rejasi, 17-qator"),
    "signatures": ({"office": "Direktor", "name": "M. Rahimova"},),
    "acquaintances": (
        {"office": "Xizmat rahbari", "name": "X. Nazarova", "seen": "in_system", "on": TODAY},
        {"office": "Kutubxonachi", "name": "Z. Toʻraqulova", "seen": "on_paper"},
        {"office": "Kutubxonachi", "name": "D. Ergasheva", "seen": "not_yet"},
    ),
    "mark": {"by": "M. Rahimova", "at": at(24, 8, 51), "sha256": "9f2b61c0a4d87e35b1"},
}  # fmt: skip
DRAFT = {"language": "uz", "draft": True, "kind": "NIZOMI", "kind_follows_title": True, "title": "Koʻchma oʻquv zali", "body": (
    {"text": "Umumiy qoidalar", "number": "1"},
    {"number": "1.1.", "level": 0, "text": "Koʻchma oʻquv zali qishloq aholisiga oyiga kamida ikki marta xizmat koʻrsatadi."},
)}  # fmt: skip

VERSIONS = differences.compared(
    (("1.", "Yangi yil tadbirlari dasturi tasdiqlansin."),
     ("2.", "Bolalar boʻlimida ertaklar haftaligi 25-dekabrgacha tashkil etilsin."),
     ("3.", "Tadbirlar xarajati homiylar hisobidan qoplansin.")),
    (("1.", "Yangi yil tadbirlari dasturi tasdiqlansin."),
     ("2.", "Bolalar boʻlimida ertaklar haftaligi 20-dekabrgacha, ikki guruhda tashkil etilsin."),
     ("4.", "Ijro nazorati xizmat rahbari zimmasiga yuklansin.")),
)  # fmt: skip

ACTIONS: tuple[dict[str, Any], ...] = (
    {
        "label": "Tasdiqlayman",
        "kind": "primary",
        "icon": "stamp",
        "url": "#confirm",
        "opens": "sample-approve",
    },
    {"label": "Qaytarish", "icon": "undo-2", "url": "#return"},
    {"label": "Chop etish", "kind": "quiet", "icon": "printer", "url": "#print"},
)
MORE_ACTIONS: tuple[dict[str, Any], ...] = (
    {
        "label": "Tanishdim",
        "kind": "primary",
        "icon": "check",
        "action": "#read",
        "name": "version",
        "value": "2",
    },
    {"label": "Bekor qilish", "kind": "danger", "icon": "x", "action": "#cancel"},
    {"label": "Tasdiqlayman", "reason": "Oʻzingiz tayyorlagan hujjatni oʻzingiz tasdiqlay olmaysiz."},
)

ORGANISATION: tuple[dict[str, Any], ...] = (
    {"kind": "Markaz", "name": "Axborot-kutubxona markazi", "url": "#org", "people": [{"name": "M. Rahimova", "office": "Direktor", "url": "#p"}],
     "children": [
        {"kind": "Xizmat", "name": "Abonement va foydalanuvchilarga xizmat koʻrsatish", "url": "#org2", "people": [
            {"name": "X. Nazarova", "office": "Xizmat rahbari", "url": "#p2"}, {"name": "Z. Toʻraqulova", "office": "Kutubxonachi"},
            {"is_vacant": True, "office": "Kutubxonachi, 0,5 stavka"}], "children": [
                {"kind": "Nuqta", "name": "Bolalar boʻlimi", "people": [{"name": "D. Ergasheva", "office": "Kutubxonachi"}]},
                {"kind": "Nuqta", "name": "Oʻquv zali", "people": [{"name": "S. Mamatov", "office": "Kutubxonachi"}]}]},
        {"kind": "Xizmat", "name": "Axborot-bibliografiya xizmati", "people": [{"name": "O. Sobirov", "office": "Bibliograf"}]},
        {"kind": "Xizmat", "name": "Koʻchma xizmat", "is_proposed": True, "note": "2027-yil 1-yanvardan"},
     ]},
)  # fmt: skip

WEEK_DAYS = [
    {"day": datetime.date(2026, 11, 23) + datetime.timedelta(days=n), "is_today": n == 1, "is_closed": n == 6,
     "note": "dam olish" if n == 6 else ""}
    for n in range(7)
]  # fmt: skip
_EARLY, _LATE = (
    {"text": "Abonement", "note": "9:00–14:00"},
    {"text": "Bolalar boʻlimi", "note": "13:00–18:00", "url": "#duty"},
)
_AWAY = {"text": "Taʼtil", "kind": "absent"}
WEEK_ROWS: tuple[dict[str, Any], ...] = (
    {"name": "Z. Toʻraqulova", "detail": "Kutubxonachi", "url": "#week",
     "cells": [[_EARLY], [_EARLY, _LATE], [_LATE], [], [_EARLY], [_LATE], []]},
    {"name": "D. Ergasheva", "detail": "Kutubxonachi", "cells": [[_AWAY], [_AWAY], [_AWAY], [_LATE], [_LATE], [], []]},
    {"name": "Oʻquv zali", "detail": "Xizmat nuqtasi",
     "cells": [[_LATE], [{"text": "Hech kim yoʻq", "kind": "warn"}], [_EARLY], [_EARLY], [_EARLY], [_EARLY], []]},
)  # fmt: skip


def _month() -> list[list[dict[str, Any]]]:
    first = datetime.date(2026, 11, 30)
    named = {
        8: ("holiday", "Konstitutsiya kuni"),
        12: ("shifted", ""),
        28: ("sanitary", ""),
        31: ("closed", "Inventarizatsiya"),
    }
    days = []
    for n in range(35):
        day = first + datetime.timedelta(days=n)
        inside = day.month == 12
        state, note = (
            named.get(day.day, ("closed" if day.weekday() == 6 else "open", "")) if inside else ("open", "")
        )
        days.append({"day": day, "in_month": inside, "state": state, "note": note, "url": "#day" if inside else "",
                     "is_today": day == datetime.date(2026, 12, 3)})  # fmt: skip
    return [days[n : n + 7] for n in range(0, 35, 7)]


REGISTER: dict[str, Any] = {
    "columns": [{"label": "Sana", "url": "#sort", "is_sorted": "down"}, {"label": "Raqami", "kind": "code"}, {"label": "Mazmuni"},
                {"label": "Ijrochi"}, {"label": "Muddat"}, {"label": "Holati"}],
    "rows": [
        {"cells": [{"text": "24.11.2026"}, {"text": "41-A"}, {"text": "Yangi yil tadbirlarini oʻtkazish toʻgʻrisida", "url": "#r", "note": "Asosiy faoliyat"},
                   {"text": "X. Nazarova"}, {"text": "20.12.2026"}, {"badge": {"label": "Kuchda", "kind": "ok", "icon": "circle-check"}}]},
        {"kind": "late", "cells": [{"text": "10.11.2026"}, {"text": "40-A"}, {"text": "Fondni tekshirish komissiyasi tuzish toʻgʻrisida", "url": "#r"},
                   {"text": "D. Ergasheva"}, {"text": "20.11.2026", "note": "4 kun oʻtdi"}, {"badge": {"label": "Ijroda", "kind": "warn", "icon": "clock"}}]},
        {"kind": "void", "cells": [{"text": "02.11.2026"}, {"text": "39-A"}, {"text": "Navbatchilik jadvali toʻgʻrisida", "url": "#r"},
                   {"text": ""}, {"text": ""}, {"badge": {"label": "Bekor qilingan", "kind": "", "icon": "x"}}]},
    ],
    "filters": {"action": "/ui/staff/", "query": "", "label": "Raqami yoki mazmuni", "clear_url": "/ui/staff/",
                "fields": [{"name": "year", "label": "Yil", "options": [{"value": "2026", "label": "2026", "is_on": True}, {"value": "2025", "label": "2025"}]},
                           {"name": "state", "label": "Holati", "options": [{"value": "", "label": "Hammasi", "is_on": True}, {"value": "force", "label": "Kuchda"}]}]},
    "chips": [{"label": "Muddati oʻtgan", "url": "#late", "is_on": True}, {"label": "Tasdigʻimni kutmoqda", "url": "#mine"}],
    "pager": {"number": 1, "pages": 4, "previous_url": "", "next_url": "#next"},
}  # fmt: skip

TASKS: tuple[dict[str, Any], ...] = (
    {"what": "Koʻchma oʻquv zali uchun mashina biriktirish", "state": "late", "late": "2 kun oʻtdi", "who": "S. Mamatov", "url": "#t1",
     "source": "38-A buyruq, 2-band", "source_url": "#s", "due_on": datetime.date(2026, 11, 22), "action": {"label": "Bajarildi", "url": "#done"}},
    {"what": "5-maktab bilan shartnomani yangilash", "state": "open", "who": "X. Nazarova", "source": "12-farmoyish, 1-band",
     "source_url": "#s", "due_on": datetime.date(2026, 11, 27), "action": {"label": "Qabul qilish", "action": "#accept", "icon": "check"}},
    {"what": "Noyabr oyi hisobotini tayyorlash", "state": "working", "who": "Siz", "source": "Reja, 17-qator", "due_on": datetime.date(2026, 12, 1)},
    {"what": "Muddatni uzaytirish soʻraldi: fondni tekshirish", "state": "waiting", "who": "D. Ergasheva", "due_on": datetime.date(2026, 12, 4)},
    {"what": "Oʻquv zali soatlarini eʼlon qilish", "state": "done", "who": "Z. Toʻraqulova", "source": "37-A buyruq", "due_on": datetime.date(2026, 11, 19)},
)  # fmt: skip

FIRST_DAY: tuple[dict[str, Any], ...] = (
    {"title": "Markaz nomi va blank", "state": "done", "is_must": True, "url": "#1", "action": "Koʻrish"},
    {"title": "Xodimlar", "text": "Direktor va xizmat rahbari kiritildi.", "done": 2, "total": 6, "state": "begun", "is_must": True, "url": "#2", "action": "Davom ettirish"},
    {"title": "Lavozim yoʻriqnomalari", "text": "Huquqlar shu hujjatlardan keladi.", "done": 0, "total": 6, "url": "#3", "action": "Kiritish"},
    {"title": "Ish vaqti va bayramlar", "done": 12, "total": 12, "state": "done", "url": "#4", "action": "Koʻrish"},
)  # fmt: skip

_YES, _NO = (
    {"mark": "yes", "text": "Mumkin: lavozim yoʻriqnomasi, 3.2-band", "url": "#why"},
    {"mark": "no", "url": "#why"},
)
_PART = {"mark": "part", "text": "Mumkin: oʻrinbosar sifatida, 5-dekabrgacha", "url": "#why"}
MATRIX: dict[str, Any] = {
    "columns": [{"label": "Direktor", "url": "#m"}, {"label": "Xizmat rahbari"}, {"label": "Kutubxonachi", "note": "abonement"}, {"label": "Kataloglovchi"}],
    "groups": [
        {"title": "Hujjatlar", "rows": [
            {"label": "Hujjatni tasdiqlash", "note": "Nizom 1.4", "url": "#right", "cells": [_YES, _PART, _NO, _NO]},
            {"label": "Hujjat loyihasini tuzish", "cells": [_YES, _YES, _YES, _NO]}]},
        {"title": "Katalog", "rows": [{"label": "Yozuvni tuzatish", "cells": [_NO, _NO, _NO, _YES]}]},
    ],
}  # fmt: skip

FILES = ({"name": "41-A buyruq, imzolangan.pdf", "size": "1,2 MB", "url": "#f", "remove_name": "remove", "remove_value": "1"},
         {"name": "Ilova – tadbirlar dasturi.docx", "size": "48 KB", "remove_url": "#f2"})  # fmt: skip

FACTS: tuple[dict[str, Any], ...] = (
    {"label": "Lavozimi", "text": "Kutubxonachi", "url": "#post"}, {"label": "Stavka", "text": "0,75", "note": "2026-yil 1-sentabrdan"},
    {"label": "Tugʻilgan yili", "text": "1987"}, {"label": "Holati", "badge": {"label": "Ishda", "kind": "ok", "icon": "circle-check"}},
    {"label": "Otasining ismi", "text": ""},
)  # fmt: skip

LENGTHS = (
    {"label": "Oy", "url": "#m", "is_current": True},
    {"label": "Chorak", "url": "#q"},
    {"label": "Yil", "url": "#y"},
)


def samples() -> dict[str, Any]:
    """The context of /ui/staff/, /ui/document/ and /ui/today/."""
    return {
        "stats": STATS, "timeline": TIMELINE, "route": ROUTE, "paper": PAPER, "draft": DRAFT, "versions": VERSIONS,
        "actions": ACTIONS, "more_actions": MORE_ACTIONS, "asked": {"takes_pin": True, "has_pin": True},
        "organisation": ORGANISATION, "week_days": WEEK_DAYS, "week_rows": WEEK_ROWS, "month": _month(),
        "register": REGISTER, "tasks": TASKS, "first_day": FIRST_DAY, "matrix": MATRIX, "files": FILES, "facts": FACTS,
        "lengths": LENGTHS, "wrong": ["Fayl 34 MB, eng koʻpi 20 MB. Kichikroq faylni tanlang."], "wrong_pin": ["PIN mos kelmadi. Hech narsa oʻzgarmadi."],
        "today": TODAY,
    }  # fmt: skip
