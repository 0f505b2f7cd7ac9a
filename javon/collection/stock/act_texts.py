"""What the stock's acts say, in Uzbek: official papers of the house have one language, whatever the page's. Dossier 2.9."""

from __future__ import annotations

from javon.collection.stock.models import Reconciliation
from javon.collection.stock.wording.money import soums
from javon.core.uzbek import long_date
from javon.core.uzbek.figures import number

RECONCILIATION_PREAMBLE = (
    "Biz, quyida imzo chekuvchilar, axborot-kutubxona fondining hisobini buxgalteriya maʼlumotlari bilan solishtirib, "
    "ushbu dalolatnomani tuzdik."
)


def reconciliation_title(made: Reconciliation) -> str:
    """The heading of the yearly act."""
    return (
        f"{long_date(made.as_of, 'uz')} holatiga fond hisobini buxgalteriya bilan solishtirish DALOLATNOMASI"
    )


def reconciliation(made: Reconciliation) -> list[str]:
    """Its points."""
    copies, amount = (
        made.accounting_copies - made.summary_copies,
        made.accounting_amount - made.summary_amount,
    )
    texts = [
        f"Jamlanma hisobga olish kitobi boʻyicha: {_of(made.summary_copies, made.summary_amount)}.",
        f"Inventar kitobi boʻyicha: {_of(made.inventory_copies, made.inventory_amount)}.",
        f"Buxgalteriya hisobi boʻyicha: {_of(made.accounting_copies, made.accounting_amount)}.",
    ]
    if copies or amount:
        texts.append(
            f"Farq (buxgalteriya va jamlanma kitob): {_of(copies, amount)}. Izoh: {made.explanation}"
        )
    else:
        texts.append("Jamlanma kitob va buxgalteriya maʼlumotlari mos keladi, farq yoʻq.")
    texts.append("Dalolatnoma ikki nusxada tuzildi: biri kutubxonada, biri buxgalteriyada saqlanadi.")
    return texts


def _of(copies: int, amount: int) -> str:
    return f"{number(copies)} nusxa, {soums(amount)} soʻm"
