"""What acts of the stock say: official Uzbek, kept with the paper, so it follows no screen's language. Dossier 2.10."""

from __future__ import annotations

from collections.abc import Sequence

from javon.collection.stock.wording.money import soums
from javon.core.uzbek import in_words

# Why, as an act of write-off puts it: "… axborot-kutubxona resurslarini hisobdan chiqarish toʻgʻrisida".
STATE_OF = {
    "worn": "Yaroqsiz holga kelgan",
    "obsolete": "Mazmunan eskirgan",
    "lost_by_reader": "Foydalanuvchilar yoʻqotgan",
    "unknown": "Nomaʼlum sabab bilan yoʻqolgan",
    "transferred": "Boshqa kutubxonaga berilgan",
    "disaster": "Tabiiy ofat oqibatida yaroqsiz holga kelgan",
    "prohibited": "Tarqatilishi taqiqlangan",
    "other": "Boshqa sabablarga koʻra chiqariladigan",
}
BECAUSE = {
    "worn": "yaroqsiz holga kelgani",
    "obsolete": "mazmunan eskirgani",
    "lost_by_reader": "foydalanuvchilar tomonidan yoʻqotilgani",
    "unknown": "nomaʼlum sabab bilan yoʻqolgani",
    "transferred": "boshqa kutubxonaga berilgani",
    "disaster": "tabiiy ofat oqibatida yaroqsiz holga kelgani",
    "prohibited": "tarqatilishi taqiqlangani",
    "other": "boshqa sabablar",
}
# How it came, as an act of acceptance puts it: "12-noyabr kuni … axborot-kutubxona resurslari qabul qilindi".
CAME = {
    "purchase": "sotib olingan",
    "gift": "hadya qilingan",
    "exchange": "ayirboshlab olingan",
    "deposit": "majburiy nusxa sifatida yuborilgan",
    "subscription": "obuna boʻyicha kelgan",
    "replacement": "yoʻqotilganlari oʻrniga keltirilgan",
    "transfer": "boshqa kutubxonadan berilgan",
    "surplus": "fondni tekshirishda hisobda yoʻq holda topilgan",
}
KINDS = {
    "book": "kitoblar", "brochure": "risolalar", "journal": "jurnallar", "newspaper": "gazetalar",
    "audiovisual": "audiovizual hujjatlar", "electronic": "elektron nashrlar", "manuscript": "qoʻlyozmalar",
    "other": "boshqa turlar",
}  # fmt: skip
CHAIR, MEMBERS = "Komissiya raisi", "Komissiya aʼzolari:"
UNKNOWN = "koʻrsatilmagan"


def counted(copies: int) -> str:
    """25 is "25 (yigirma besh) nusxa"."""
    return f"{copies} ({in_words(copies)}) nusxa"


def sum_in_words(tiyin: int) -> str:
    """3240050 is "32 400,50 (oʻttiz ikki ming toʻrt yuz) soʻm 50 tiyin"."""
    whole, rest = divmod(tiyin, 100)
    return f"{soums(tiyin)} ({in_words(whole)}) soʻm" + (f" {rest} tiyin" if rest else "")


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "A. Karimov, D. Nazarova va G. Ergashev"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} va {names[-1]}"


def row_of_losses(row: str) -> str:
    """The note on the delivery of a replacement: which row of the book it answers."""
    return f"Yoʻqolganlar daftari, {row}-qator"


def stocktaking_no(number: int) -> str:
    """Where a lost copy was found."""
    return f"{number}-sonli xatlovda topildi"
