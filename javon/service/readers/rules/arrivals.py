"""What a line of a list of readers says, what is wrong with it, and whether its reader may be taken back. Issue D, 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from unicodedata import category

from javon.collection.runs.rules import is_now
from javon.core.uzbek import fold
from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.readers.rules.arrivals_columns import meaning_of
from javon.service.readers.typed_days import day_typed

OLDEST: Final = 110
LONGEST: Final = {
    "surname": 80,
    "given_name": 80,
    "patronymic": 80,
    "workplace": 160,
    "address": 200,
    "note": 300,
}
_FIRST_DAY: Final = date(1899, 12, 30)  # of a spreadsheet's own count
_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_TIME: Final = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
# "2015", "2015 й.", "2015-yil", "00.00.2015", "__.__.2015"
_YEAR: Final = re.compile(
    r"(?:00?[\W_]{1,3}){0,2}[\W_]*((?:19|20)[0-9]{2})(?:[.,]0+)?[\s–-]*(?:(?:yil|йил|год)\w*|[yйгg])?\.?",
    re.IGNORECASE,
)
_TO_2030: Final = 30  # a year of two digits after it is of the last century
_WHOLE: Final = re.compile(r"(\d+)[.,]0+", re.ASCII)  # a number as a spreadsheet keeps it
_POWER: Final = re.compile(r"\d[.,](\d+)[eE]\+(\d{1,2})", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+", re.ASCII)
_WORD_CLASS: Final = re.compile(r"(?<![^\W\d_])(?:sinf|синф|класс|klass|кл)[^\W\d_]{0,8}\.?", re.IGNORECASE)
_CLASS: Final = re.compile(r"([0-9]{1,2})(?:[.,]0+)?[\W_]*([^\W\d_]{0,2})[\W_]*")
_PLACE: Final = re.compile(r"^\s*\d{1,4}\s*[.)]\s*(?=[^\W\d_])")  # "12. Karimova": its number in the list
_SURNAME: Final = re.compile(r"\w{3}[oe]va?$")  # of a folded word: its ending tells it from a given name
_INITIALS: Final = re.compile(r"([^\W\d_]{1,2}\.)\s*([^\W\d_]{1,2}\.?)")
_KIN: Final = frozenset("qizi kizi ogli ugli".split())
# What a row of a list begins with that is about the list and about nobody in it.
_TOTALS: Final = frozenset(map(fold, "jami hammasi итого всего total".split()))
_SIGNED: Final = frozenset(
    map(fold, "direktor mudir mudira rahbar rahbari tuzuvchi tuzdi tekshirdi imzo zavuch директор заведующая составил "
    "проверил подпись завуч".split())
)  # fmt: skip

_FEMALE: Final = frozenset(
    map(
        fold,
        "ayol a qiz j jenskiy zhenskiy female f ж жен женский аёл қиз xotin девочка девушка женщина".split(),
    )
)
_MALE: Final = frozenset(
    map(fold, "erkak e ogil male m muj mujskoy м муж мужской эркак yigit мальчик юноша мужчина".split())
)
_PERSON: Final = frozenset({"bola", "kishi", "jins", "jinsli"})  # "qiz bola", "ayol kishi"
_CATEGORIES: Final = {
    "preschool": "bogcha tarbiyalanuvchisi|bogcha|dosh|дошкольник",
    "pupil": "oquvchi|maktab oquvchisi|школьник|учащийся|учащаяся|ученик|pupil",
    "college": "kollej oquvchisi|litsey oquvchisi|kollej|akademik litsey|учащийся колледжа",
    "student": "talaba|студент|student",
    "applicant": "abituriyent|абитуриент",
    "teacher": "oqituvchi|pedagog|tarbiyachi|учитель|педагог|преподаватель|teacher",
    "researcher": "ilmiy xodim|olim|научный работник",
    "office": "xizmatchi|xodim|hodim|служащий|сотрудник",
    "worker": "ishchi|рабочий|worker",
    "farmer": "fermer|dehqon|фермер|дехканин",
    "entrepreneur": "tadbirkor|предприниматель",
    "housewife": "uy bekasi|домохозяйка",
    "pensioner": "nafaqaxor|pensioner|пенсионер|nafaqada",
    "unemployed": "ishsiz|vaqtincha ishsiz|безработный|временно не работает",
    "other": "boshqa|другое|прочие",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line as it was understood; `remarks` are what was unclear in it."""

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    sex: str = ""
    category: str = ""
    school: str = ""
    grade: int | None = None
    class_letter: str = ""
    workplace: str = ""
    mahalla: str = ""
    address: str = ""
    phone: str = ""  # as typed
    guardian: str = ""
    guardian_phone: str = ""
    card: str = ""
    note: str = ""
    remarks: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register and the lines above know of the same person."""

    known_as: str = ""  # K-000127
    like: str = ""
    earlier_row: int = 0


@dataclass
class _Reading:
    remarks: list[Refusal] = field(default_factory=list)

    def warn(self, code: str, **details: object) -> None:
        self.remarks.append(Refusal(code, Weight.WARNS, dict(details)))

    def cut(self, name: str, text: str) -> str:
        most = LONGEST[name]
        if len(text) > most:
            self.warn("line_text_cut", text=text[:30])
        return text[:most]


def understand(cells: Sequence[str], columns: Sequence[str], today: date) -> Said:
    """What the cells say under these meanings."""
    told = told_by(cells, columns)
    reading = _Reading()
    surname, given_name, patronymic = names_in(told)
    birth_date, year = _birth(told.get("birth_date", ""), today, reading)
    if _is_of_the_list(told):
        reading.remarks.append(Refusal("line_no_person", Weight.FORBIDS))
    grade, letter = _class(told.get("class", ""), reading)
    sex = _sex(told.get("sex", ""), patronymic, reading)
    category = _category(told.get("category", ""), grade, reading)
    note = "; ".join(
        part for part in (told.get("note", ""), f"tugʻilgan yili: {year}" if year else "") if part
    )
    return Said(
        surname=reading.cut("surname", surname),
        given_name=reading.cut("given_name", given_name),
        patronymic=reading.cut("patronymic", patronymic),
        birth_date=birth_date,
        sex=sex,
        category=category,
        school=told.get("school", "")[:160],
        grade=grade,
        class_letter=letter,
        workplace=reading.cut("workplace", told.get("workplace", "")),
        mahalla=told.get("mahalla", "")[:160],
        address=reading.cut("address", told.get("address", "")),
        phone=number_in(told.get("phone", ""))[:80],
        guardian=told.get("guardian", "")[:200],
        guardian_phone=number_in(told.get("guardian_phone", ""))[:80],
        card=number_in(told.get("card", ""))[:20],
        note=reading.cut("note", note),
        remarks=tuple(reading.remarks),
    )


def told_by(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """What stands in the columns that have a meaning; a dash stands for nothing."""
    texts = ((meaning, " ".join(cell.split())) for meaning, cell in zip(columns, cells, strict=False))
    return {meaning: text for meaning, text in texts if meaning and any(map(str.isalnum, text))}


def names_in(told: dict[str, str]) -> tuple[str, str, str]:
    """Surname, name and patronymic: from their own columns, or the words of one cell in that order."""
    words = [word for word in map(_name, _PLACE.sub("", told.get("full_name", "")).split()) if word]
    # "Д.А. Каримова", "Каримова Д.А.": initials stand for the name and the father's, whichever comes first.
    if len(words) == 2 and (first := _INITIALS.fullmatch(words[0])):
        words = [words[1], *first.groups()]
    elif len(words) == 2 and (last := _INITIALS.fullmatch(words[1])):
        words = [words[0], *last.groups()]
    elif len(words) > 1 and _SURNAME.search(fold(words[1])) and not _SURNAME.search(fold(words[0])):
        words[:2] = words[1], words[0]  # "Dilnoza Karimova": the given name was written first
    surname = _named(_PLACE.sub("", told.get("surname", ""))) or (words[0] if words else "")
    given_name = _named(told.get("given_name", "")) or (words[1] if len(words) > 1 else "")
    return surname, given_name, _named(told.get("patronymic", "")) or " ".join(words[2:])


def _is_of_the_list(told: dict[str, str]) -> bool:
    """A heading once more, as at the top of each printed page; a sum; a signature; «5-A sinf» above its pupils."""
    name = told.get("full_name", "") or told.get("surname", "")
    first = (fold(name).split() or [""])[0]
    if first in _TOTALS or meaning_of(name) in (("full_name", 1.0), ("surname", 1.0)):
        return True
    if told.get("birth_date"):
        return False
    is_class = name[:1].isdigit() and bool(_WORD_CLASS.search(name) or _CLASS.fullmatch(name))
    return is_class or first in _SIGNED


def _named(text: str) -> str:
    return " ".join(word for word in map(_name, text.split()) if word)


def _name(word: str) -> str:
    """A word of a name: "KARIMOVA," → "Karimova"; "" where there is no letter in it."""
    bare = word.strip(",;:–—|/_")
    if not any(
        letter.isalpha() and category(letter) != "Lm" for letter in bare
    ):  # an apostrophe is a letter there
        return ""
    if len(bare) < 2 or not bare.isupper() or "." in bare:
        return bare
    return bare.lower() if fold(bare) in _KIN else "-".join(part.capitalize() for part in bare.split("-"))


def _birth(text: str, today: date, reading: _Reading) -> tuple[date | None, str]:
    """The day, or None with the year where only the year is known."""
    if not text:
        return None, ""
    if found := _YEAR.fullmatch(text):
        reading.warn("line_only_a_year", text=found[1])
        return None, found[1]
    day = day_of(text, last_year=today.year % 100)
    if day is None:
        reading.warn("line_day_unclear", text=text[:40])
    elif day > today or today.year - day.year > OLDEST:
        reading.remarks.append(Refusal("line_born_unreal", Weight.FORBIDS, {"day": day}))
    return day, ""


def day_of(text: str, *, last_year: int = _TO_2030) -> date | None:
    """A date as lists have it: 17.04.2013, 2013-04-17, 17/4/13, 17 апреля 2013 г., or the serial number of a spreadsheet
    (41381). `last_year`: the latest that two digits mean.
    """
    bare = _TIME.sub("", text.strip())
    if _SERIAL.fullmatch(bare):
        return _FIRST_DAY + timedelta(days=int(bare[:5]))
    if len(bare) == 7 and bare.isascii() and bare.isdigit():
        bare = f"0{bare}"  # the nought of "05032015" is gone where a spreadsheet took it for a number
    return day_typed(bare, today=date(2000 + last_year, 12, 31))


def number_in(text: str) -> str:
    """A number as it was meant: "№ 1234", "1234.0", "1 234", "9.98901234567E+11" → its digits; else as it stands."""
    bare = text.strip().removeprefix("№").strip()
    if found := _WHOLE.fullmatch(bare):
        return found[1]
    if (found := _POWER.fullmatch(bare)) and len(found[1]) <= int(found[2]) <= len(found[1]) + 1:
        return str(int(Decimal(bare.replace(",", "."))))
    return re.sub(r"\s", "", bare) if _GROUPED.fullmatch(bare) else bare


def _class(text: str, reading: _Reading) -> tuple[int | None, str]:
    if not text:
        return None, ""
    found = _CLASS.fullmatch(" ".join(_WORD_CLASS.sub(" ", text).split()))
    if found is None or not 1 <= int(found[1]) <= 11:
        reading.warn("line_class_unclear", text=text[:20])
        return None, ""
    return int(found[1]), found[2].upper()[:4]


def _sex(text: str, patronymic: str, reading: _Reading) -> str:
    key, _space, rest = fold(text).partition(" ")
    if not rest or rest in _PERSON:
        if key in _FEMALE:
            return "female"
        if key in _MALE:
            return "male"
    if text:
        reading.warn("line_sex_unclear", text=text[:20])
    guessed = _sex_of(fold(patronymic))
    if not text and guessed:
        reading.warn("line_sex_guessed")
    elif not text:
        reading.warn("line_sex_missing")
    return guessed


def _sex_of(patronymic: str) -> str:
    """What a father's name tells: Anvar qizi, Anvarovna; Anvar oʻgʻli, Anvarovich."""
    if patronymic.endswith(("qizi", "kizi", "ovna", "evna", "ichna")):
        return "female"
    return "male" if patronymic.endswith(("ogli", "ugli", "ovich", "evich", "ich")) else ""


def _category(text: str, grade: int | None, reading: _Reading) -> str:
    key = fold(text)
    for one, words in _CATEGORIES.items():
        if key and key in {fold(word) for word in words.split("|")}:
            return one
    if grade is not None:
        return "pupil"
    if text:
        reading.warn("line_category_unclear", text=text[:30])
    return "other"


def judged(said: Said, standing: Standing) -> tuple[str, tuple[Refusal, ...]]:
    """The outcome of a line ("good", "refused", "known", "twice") and every objection, in its order."""
    found = list(said.remarks)
    if not said.surname:
        found.append(Refusal("line_without_surname", Weight.FORBIDS))
    if said.birth_date is None and not any(
        "day" in one.code or "born" in one.code or "year" in one.code for one in found
    ):
        found.append(Refusal("line_without_birth", Weight.WARNS))
    if standing.like:
        found.append(Refusal("line_like_another", Weight.WARNS, {"reader": standing.like}))
    if not Verdict(tuple(found)):
        return "refused", tuple(found)
    if standing.known_as:
        return "known", (*found, Refusal("line_known", Weight.WARNS, {"reader": standing.known_as}))
    if standing.earlier_row:
        return "twice", (*found, Refusal("line_twice", Weight.WARNS, {"row": standing.earlier_row}))
    return "good", tuple(found)


def may_take_back(*, used_by: str, is_changed: bool) -> Verdict:
    """May this reader go as if never entered? Only who has nothing since."""
    return Verdict.of(
        [
            Refusal("reader_used_since", Weight.FORBIDS, {"list": used_by}) if used_by else None,
            Refusal("reader_changed_since", Weight.FORBIDS) if is_changed else None,
        ]
    )


def may_go_on(deed: str, state: str, left: int = 1) -> Verdict:
    """May the file be checked, entered, taken back or given up now? `left`: lines that the deed would take."""
    return Verdict.of(
        [
            None if is_now(deed, state, left) else Refusal(f"readers_run_not_now_{deed}", Weight.FORBIDS),
            Refusal("no_good_line", Weight.FORBIDS) if deed == "enter" and not left else None,
        ]
    )
