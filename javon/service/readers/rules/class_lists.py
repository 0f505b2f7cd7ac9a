"""A list of a class as a teacher writes it: one pupil a line, parts by commas. Issue D: class lists.

"Karimova Dilnoza Anvar qizi, 05.03.2015, Karimova Nargiza, 90 123 45 67": the name (surname first), the birth date, the
parent, the phone; in any order after the name. Boy or girl follows from the name, or is written: «qiz», «oʻgʻil».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from javon.core.uzbek import fold
from javon.service.readers import phones
from javon.service.readers.typed_days import day_typed

MOST_LINES: Final = 60  # a class, and a half
LONGEST_LINE: Final = 300
_BETWEEN: Final = re.compile(r"[,;\t|]+")
_NUMBER: Final = re.compile(r"^\s*\d{1,2}(?:[.)]\s*|\s+)(?=\D)")  # "12. Karimova": lists are numbered
_GIRL: Final = frozenset("qiz qizi kizi kiz ayol j jen zhen devochka female f".split())
_BOY: Final = frozenset("ogil ogli ugli ugil erkak m muj malchik male".split())


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One pupil of the list as far as the line says; `text` is the line itself."""

    text: str
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    sex: str = ""
    guardian: str = ""
    phone: str = ""


def lines_of(typed: str, today: date) -> list[ClassLine]:
    """Every line that is not empty, read."""
    texts = [line.strip()[:LONGEST_LINE] for line in typed.replace("\x00", "").splitlines()]
    return [_read(text, today) for text in texts if text]


def _read(text: str, today: date) -> ClassLine:
    pieces = [part.strip() for part in _BETWEEN.split(_NUMBER.sub("", text))]
    said = [part for part in pieces if part] or [""]
    name, parts = said[0], said[1:]
    words = name.split()
    born, sex, guardian, phone = None, "", "", ""
    if len(words) > 1 and (day := day_typed(words[-1], today=today)):  # no comma before the date
        born, words = day, words[:-1]
    for part in parts:
        key = fold(part)
        if born is None and (day := day_typed(part, today=today)):
            born = day
        elif key in _GIRL or key in _BOY:
            sex = "female" if key in _GIRL else "male"
        elif not phone and any(letter.isdecimal() for letter in part) and (read := phones.phone_of(part)):
            phone = read
        elif not guardian and not any(letter.isdecimal() for letter in part):
            guardian = part
    surname, given = (*words[:2], "", "")[:2]
    patronymic = " ".join(words[2:])
    return ClassLine(
        text, surname, given, patronymic, born, sex or sex_by_name(surname, patronymic), guardian, phone
    )


def sex_by_name(surname: str, patronymic: str) -> str:
    """What the name says: "qizi", "-ovna", "-ova" of a girl, "oʻgʻli", "-ovich", "-ov" of a boy; "" where it is silent."""
    last = (fold(patronymic).split() or [""])[-1]
    if last in _GIRL or last.endswith(("ovna", "yevna", "evna")):
        return "female"
    if last in _BOY or last.endswith("vich"):
        return "male"
    key = fold(surname)
    if key.endswith(("ova", "eva", "ina", "skaya")):
        return "female"
    return "male" if key.endswith(("ov", "ev", "skiy", "ski")) else ""
