"""What the columns of a list of readers mean: captions in Uzbek (both scripts), Russian, English. Dossier 2.1, 2.2.

Captions are compared folded, so that «Туғилган санаси», "tug'ilgan sanasi" and "Tugʻilgan sana" meet. Whatever is proposed
here, a person corrects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from javon.collection.runs.rules.columns import IGNORED, Columns

__all__ = [
    "CAPTIONS", "COLUMNS", "IGNORED", "MEANINGS", "heading_of", "meaning_of", "proposed", "what_is_missing",
]  # fmt: skip

CAPTIONS: Final[dict[str, str]] = {
    "full_name": "f i sh|fish|f i o|fio|familiyasi ismi sharifi|familiyasi ismi otasining ismi|familiya ism|kitobxon|kitobxonning f i sh|"
    "ismi sharifi|familiya va ism|oʻquvchi f i sh|oʻquvchining f i sh|farzand f i sh|farzandining f i sh|bolaning f i sh|фамилия имя|"
    "фамилия и имя|фио читателя|фио ученика|фио учащегося|фио ребенка|фио|ф и о|фамилия имя отчество|читатель|full name|name and surname|"
    "ism familiya|ism va familiya|ismi familiyasi|имя фамилия|имя и фамилия|first and last name",
    "surname": "familiyasi|familiya|фамилия|surname|last name",
    "given_name": "ismi|ism|имя|first name|given name",
    "patronymic": "otasining ismi|sharifi|отчество|patronymic|middle name",
    "birth_date": "tugʻilgan sanasi|tugʻilgan sana|tugʻilgan kuni|tugʻilgan yili|tugʻilgan vaqti|tugʻilgan kun oy yil|tugʻ sana|tugʻ sanasi|tugʻ yili|t yili|t sanasi|дата рождения|"
    "день рождения|год рождения|дата рожд|date of birth|birth date|birthdate|dob|born",
    "sex": "jinsi|jins|пол|sex|gender",
    "category": "toifasi|toifa|kasbi|mashgʻuloti|ijtimoiy holati|категория|род занятий|профессия|category",
    "school": "maktabi|maktab|oʻqish joyi|oʻquv muassasasi|школа|место учебы|учебное заведение|school",
    "class": "sinfi|sinf|kursi|класс|курс|class|grade",
    "workplace": "ish joyi|ish joyi lavozimi|ish oʻqish joyi|ish yoki oʻqish joyi|место работы|место работы учебы|workplace",
    "mahalla": "mahallasi|mahalla|mfy|mfy nomi|махалля|мсг|mahalla name",
    "address": "manzili|manzil|uy manzili|yashash manzili|yashash joyi|turar joyi|koʻchasi|адрес|домашний адрес|место жительства|address",
    "phone": "telefoni|telefon|telefon raqami|tel|tel raqami|телефон|номер телефона|тел|phone|telephone",
    "guardian": "ota onasi|ota ona|ota onasining ismi|ota ona f i sh|ota onasi f i sh|onasining f i sh|otasining f i sh|onasining ismi|фио родителей|"
    "фио родителя|фио матери|onasi|otasi|vasiysi|ota onasining f i sh|родители|родитель|опекун|мать|guardian|parent",
    "guardian_phone": "ota onasining telefoni|onasining telefoni|vasiysining telefoni|телефон родителей|телефон опекуна|parent phone",
    "card": "bilet raqami|karta raqami|aʼzolik bileti|kitobxon bileti|номер билета|читательский билет|номер чит билета|чит билет|kitobxon raqami|kitobxon chiptasi|билет|card|card no|card number",
    "note": "izoh|eslatma|примечание|note",
}  # fmt: skip
# Known and not needed: the number of the line, the yearly number, the signature.
_PASSED: Final = "t r|tr|no|n|raqam|tartib raqami|п п|no п п|imzo|подпись|formulyar no|номер формуляра|sana|дата|millati|национальность"
MEANINGS: Final = (*CAPTIONS, IGNORED)


COLUMNS: Final = Columns(CAPTIONS, _PASSED, one_of=frozenset({"full_name", "surname"}))
meaning_of = COLUMNS.meaning_of
proposed = COLUMNS.proposed
heading_of = COLUMNS.heading_of


def what_is_missing(columns: Sequence[str]) -> list[str]:
    """Why a choice of meanings cannot serve: codes."""
    chosen = [meaning for meaning in columns if meaning]
    wrong = []
    if not {"full_name", "surname"} & set(chosen):
        wrong.append("no_column_of_surnames")
    if "birth_date" not in chosen:
        wrong.append("no_column_of_births")
    if len(chosen) != len(set(chosen)):
        wrong.append("meaning_chosen_twice")
    return wrong
