"""What the columns of a list of open loans mean: captions in Uzbek (both scripts), Russian, English. Issue D, 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from javon.collection.runs.rules.columns import IGNORED, Columns

CAPTIONS: Final[dict[str, str]] = {
    "card": "bilet raqami|bilet|karta raqami|karta|aʼzolik bileti|kitobxon bileti|kitobxon raqami|номер билета|"
    "читательский билет|номер читательского билета|билет|card|card number|library card",
    "full_name": "f i sh|fish|f i o|fio|familiyasi ismi sharifi|familiyasi ismi otasining ismi|familiya ism|kitobxon|"
    "kitobxonning f i sh|kitobxon f i sh|oʻquvchi|фио|ф и о|фамилия имя отчество|читатель|фио читателя|full name|reader|name",
    "surname": "familiyasi|familiya|фамилия|surname|last name",
    "given_name": "ismi|ism|имя|first name|given name",
    "patronymic": "otasining ismi|sharifi|отчество|patronymic",
    "inventory": "inventar raqami|inventar|inv raqami|inv no|inventar no|nusxa raqami|kitob raqami|инвентарный номер|инв номер|"
    "инв no|инвентарный no|номер книги|inventory number|inventory|inventory no|accession number",
    "title": "kitob nomi|kitob|asar nomi|nomi|muallifi va nomi|название|название книги|книга|автор и название|title|book",
    "lent_on": "berilgan sana|berilgan sanasi|berilgan kuni|berildi|olgan sanasi|olgan kuni|olingan sana|дата выдачи|выдано|"
    "выдана|дата получения|lent on|date lent|issued|issue date|checkout date",
    "due_on": "qaytarish sanasi|qaytarish muddati|qaytarish kuni|muddati|muddat|topshirish sanasi|topshirish muddati|срок возврата|"
    "дата возврата|вернуть до|срок|due|due on|due date|return by",
}  # fmt: skip
# Known and not needed: the number of the line, the signature, the class.
_PASSED: Final = "t r|tr|no|n|raqam|tartib raqami|п п|no п п|imzo|подпись|sinfi|sinf|класс|telefoni|telefon|телефон|izoh|примечание|note"
COLUMNS: Final = Columns(CAPTIONS, _PASSED, one_of=frozenset({"inventory"}))
MEANINGS: Final = (*CAPTIONS, IGNORED)


def what_is_missing(columns: Sequence[str]) -> list[str]:
    """Why a choice of meanings cannot serve: codes."""
    chosen = [meaning for meaning in columns if meaning]
    wrong = []
    if not {"card", "full_name", "surname"} & set(chosen):
        wrong.append("opening_no_column_of_readers")
    if "inventory" not in chosen:
        wrong.append("opening_no_column_of_numbers")
    if "lent_on" not in chosen:
        wrong.append("opening_no_column_of_days")
    if len(chosen) != len(set(chosen)):
        wrong.append("opening_meaning_twice")
    return wrong
