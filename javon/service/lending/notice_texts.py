"""The words of the notices about loans, in the three languages that people write; Cyrillic Uzbek is made from them.

Short, for an SMS is paid by its length; never a threat, never a fine. No suffix stands after a token. Dossier 8.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from javon.core.messaging.kinds import Text
from javon.core.uzbek import to_cyrillic

DUE_SOON: Final[Mapping[str, Text]] = {
    "uz": Text(
        "{opening} «{title}» kitobini {due} gacha topshirish kerak. {request} {centre}",
        "{name}: «{title}», {due} gacha",
        "{opening} kutubxona kitobini {due} gacha topshirish kerak. {request} {centre}",
        "{name}: kitob, {due} gacha",
    ),
    "ru": Text(
        "{opening} Книгу «{title}» нужно вернуть до {due}. {request} {centre}",
        "{name}: «{title}», до {due}",
        "{opening} Книгу библиотеки нужно вернуть до {due}. {request} {centre}",
        "{name}: книга, до {due}",
    ),
    "en": Text(
        "{opening} “{title}” is due on {due}. {request} {centre}",
        "{name}: “{title}”, due on {due}",
        "{opening} A library book is due on {due}. {request} {centre}",
        "{name}: a book, due on {due}",
    ),
}

OVERDUE: Final[Mapping[str, Text]] = {
    "uz": Text(
        "{step}. {opening} «{title}» kitobining muddati {due} kuni tugagan ({days} kun). {request} {centre}",
        "{name}: «{title}», muddati {due} kuni tugagan ({step})",
        "{step}. {opening} kutubxona kitobining muddati {due} kuni tugagan ({days} kun). {request} {centre}",
        "{name}: kitob muddati {due} kuni tugagan ({step})",
    ),
    "ru": Text(
        "{step}. {opening} Срок книги «{title}» вышел {due} (дней: {days}). {request} {centre}",
        "{name}: «{title}», срок вышел {due} ({step})",
        "{step}. {opening} Срок книги библиотеки вышел {due} (дней: {days}). {request} {centre}",
        "{name}: срок книги вышел {due} ({step})",
    ),
    "en": Text(
        "{step}. {opening} “{title}” was due on {due} (days: {days}). {request} {centre}",
        "{name}: “{title}”, due on {due} ({step})",
        "{step}. {opening} A library book was due on {due} (days: {days}). {request} {centre}",
        "{name}: a book, due on {due} ({step})",
    ),
}

DUE_MOVED: Final[Mapping[str, Text]] = {
    "uz": Text(
        "{opening} «{title}» kitobining muddati {due} kuniga koʻchirildi: kutubxona yopiq. {centre}",
        "{name}: «{title}», yangi muddat {due} (kutubxona yopiq)",
        "{opening} kutubxona kitobining muddati {due} kuniga koʻchirildi: kutubxona yopiq. {centre}",
        "{name}: kitobning yangi muddati {due} (kutubxona yopiq)",
    ),
    "ru": Text(
        "{opening} Срок книги «{title}» перенесён на {due}: библиотека закрыта. {centre}",
        "{name}: «{title}», новый срок {due} (библиотека закрыта)",
        "{opening} Срок книги библиотеки перенесён на {due}: библиотека закрыта. {centre}",
        "{name}: новый срок книги {due} (библиотека закрыта)",
    ),
    "en": Text(
        "{opening} “{title}” is now due on {due}: the library is closed. {centre}",
        "{name}: “{title}”, now due on {due} (the library is closed)",
        "{opening} A library book is now due on {due}: the library is closed. {centre}",
        "{name}: a book, now due on {due} (the library is closed)",
    ),
}

DUE_LATER: Final[Mapping[str, Text]] = {
    "uz": Text(
        "{opening} «{title}» kitobining muddati {due} kuniga koʻchirildi. {centre}",
        "{name}: «{title}», yangi muddat {due}",
        "{opening} kutubxona kitobining muddati {due} kuniga koʻchirildi. {centre}",
        "{name}: kitobning yangi muddati {due}",
    ),
    "ru": Text(
        "{opening} Срок книги «{title}» перенесён на {due}. {centre}",
        "{name}: «{title}», новый срок {due}",
        "{opening} Срок книги библиотеки перенесён на {due}. {centre}",
        "{name}: новый срок книги {due}",
    ),
    "en": Text(
        "{opening} “{title}” is now due on {due}. {centre}",
        "{name}: “{title}”, now due on {due}",
        "{opening} A library book is now due on {due}. {centre}",
        "{name}: a book, now due on {due}",
    ),
}

REMINDERS: Final = tuple(
    {"uz": f"{number}-eslatma", "ru": f"{number}-е напоминание", "en": f"Reminder {number}"}
    for number in (1, 2, 3, 4)
)

# How a message begins: to the reader, or to whoever answers for the reader.
OPENINGS: Final[Mapping[str, tuple[str, str]]] = {
    "uz": ("Hurmatli {name},", "{name} olgan"),
    "ru": ("Здравствуйте, {name}!", "Читатель: {name}."),
    "en": ("Dear {name},", "Reader: {name}."),
}

REQUESTS: Final[Mapping[str, Mapping[str, str]]] = {
    "uz": {
        "renewable": "Muddatni uzaytirish mumkin.",
        "not_renewable": "Muddat boshqa uzaytirilmaydi.",
        "bring": "Iltimos, kitobni topshiring.",
        "help": "Iltimos, yordam bering.",
    },
    "ru": {
        "renewable": "Срок можно продлить.",
        "not_renewable": "Срок больше не продлевается.",
        "bring": "Пожалуйста, верните книгу.",
        "help": "Пожалуйста, помогите её вернуть.",
    },
    "en": {
        "renewable": "It can be renewed.",
        "not_renewable": "It cannot be renewed again.",
        "bring": "Please bring it back.",
        "help": "Please help to bring it back.",
    },
}


def opening(name: str, *, is_through_another: bool, language: str) -> str:
    """ "Hurmatli Nargiza," to the reader herself, "Dilnoza olgan" to her mother."""
    words = OPENINGS.get(language, OPENINGS["uz"])[is_through_another]
    return _in_script(words, language).format(name=name)


def request(code: str, language: str) -> str:
    """What the message asks for."""
    return _in_script(REQUESTS.get(language, REQUESTS["uz"])[code], language)


def _in_script(words: str, language: str) -> str:
    """Uzbek words in the script of `language`; the token {name} is left alone."""
    if language != "uz-cyrl":
        return words
    return "{name}".join(to_cyrillic(part) for part in words.split("{name}"))
