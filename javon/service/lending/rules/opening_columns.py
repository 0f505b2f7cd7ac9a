"""What the columns of a list of open loans mean: captions in Uzbek (both scripts), Russian, English. Issue D, 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from javon.collection.runs.rules.columns import IGNORED, Columns
from javon.core.uzbek import fold
from javon.service.readers.rules.arrivals_columns import CAPTIONS as OF_READERS

CAPTIONS: Final[dict[str, str]] = {
    "card": "bilet raqami|bilet|karta raqami|karta|aʼzolik bileti|kitobxon bileti|kitobxon raqami|номер билета|"
    "читательский билет|номер читательского билета|билет|чит билет|номер чит билета|kitobxon chiptasi|chipta raqami|card|card no|card number|library card|reader id|patron id",
    "full_name": f"{OF_READERS['full_name']}|patron|reader name|kitobxon f i sh|oʻquvchi|reader|name",
    "surname": OF_READERS["surname"],
    "given_name": OF_READERS["given_name"],
    "patronymic": OF_READERS["patronymic"],
    "inventory": "inventar raqami|inventar|inv raqami|inv no|inventar no|nusxa raqami|kitob raqami|инвентарный номер|инв номер|"
    "инв no|инвентарный no|номер книги|inventory number|inventory|inventory no|accession number|"
    "shtrix kod|штрих код|barcode|item barcode",
    "title": "kitob nomi|kitob|asar nomi|nomi|muallifi va nomi|название|название книги|книга|автор и название|title|book",
    "lent_on": "berilgan sana|berilgan sanasi|berilgan kuni|berildi|olgan sanasi|olgan kuni|olingan sana|olgan vaqti|berilgan vaqti|berilgan|дата выдачи|выдано|"
    "выдана|дата получения|lent on|date lent|issued|issue date|issued at|checkout date|checked out",
    "due_on": "qaytarish sanasi|qaytarish muddati|qaytarish kuni|muddati|muddat|topshirish sanasi|topshirish muddati|qaytarish vaqti|вернуть|срок возврата|"
    "дата возврата|вернуть до|срок|due|due on|due date|due at|return by",
    "returned_on": "qaytarilgan sana|qaytarilgan sanasi|qaytarilgan kuni|qaytargan sana|qaytargan sanasi|qaytargan kuni|qaytarildi|"
    "topshirgan sanasi|topshirilgan sana|topshirdi|возвращено|возвращена|возвратил|отметка о возврате|дата фактического возврата|"
    "дата возврата факт|фактически возвращено|returned|returned on|returned at|date returned",
}  # fmt: skip
# Known and not needed: the number of the line, the signature, the class.
_PASSED: Final = "t r|tr|no|n|raqam|tartib raqami|п п|no п п|imzo|подпись|sinfi|sinf|класс|telefoni|telefon|телефон|izoh|примечание|note"
_TERM: Final = frozenset("muddat muddati srok due by".split())


class _Columns(Columns):
    """Where there is a term beside it, «дата возврата» is the day on which the book came back."""

    def proposed(self, captions: Sequence[str]) -> tuple[tuple[str, ...], float]:
        """A meaning for each caption, each once."""
        found, worth = super().proposed(captions)
        due = [place for place, one in enumerate(captions) if self.meaning_of(one) == ("due_on", 1.0)]
        terms = [place for place in due if _TERM & set(fold(captions[place]).split())]
        days = [place for place in due if place not in terms]
        if terms and days and "returned_on" not in found:
            columns = [IGNORED if one == "due_on" else one for one in found]
            columns[terms[0]], columns[days[0]] = "due_on", "returned_on"
            return tuple(columns), worth + 1
        return found, worth


COLUMNS: Final = _Columns(CAPTIONS, _PASSED, one_of=frozenset({"inventory"}))
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
