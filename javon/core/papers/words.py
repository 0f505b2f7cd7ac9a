"""The few words an official paper says by itself, in its own language; never those of the reader's screen."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Final

from javon.core.uzbek import day_month, long_date, month_name, to_cyrillic
from javon.core.uzbek.figures import NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class Words:
    """One language's fixed words. `{…}` are filled by the engine."""

    approve: str
    agreed: str
    acquainted: str
    seal: str
    basis: str
    executor: str
    due: str
    control: str
    enclosures: str
    tax_id: str
    account: str
    phone: str
    email: str
    answer: str  # a letter answers: {number}
    answer_dated: str  # a letter answers: {date}, {number}
    seen_in_system: str
    seen_on_paper: str
    no_date: str
    mark: str
    copy_mark: str  # the same on the Word file, which anybody may change
    qr: str
    draft: str
    page: str  # {page}, {pages}
    # Offered to callers: heads and resolving words as they are usually written.
    order: str
    directive: str
    regulation: str
    minutes: str
    act: str
    letter: str
    job_description: str
    i_order: str
    i_direct: str
    decided: str


_UZ: Final = Words(
    approve="«TASDIQLAYMAN»",
    agreed="«KELISHILDI»",
    acquainted="Tanishdim:",
    seal="M.Oʻ.",
    basis="Asos:",
    executor="Ijrochi:",
    due="Muddati:",
    control="Nazorat:",
    enclosures="Ilova:",
    tax_id="STIR:",
    account="h/r:",
    phone="tel.:",
    email="e-pochta:",
    answer="{number}-sonli xatga javob",
    answer_dated="{date}dagi {number}-sonli xatga javob",
    seen_in_system="tizimda tanishdi",
    seen_on_paper="qogʻozda",
    no_date="sanasi koʻrsatilmagan",
    mark="Tizimda tasdiqlandi:",
    copy_mark="Tahrirlanadigan nusxa. Asl nusxa tizimda tasdiqlandi:",
    qr="Hujjatning tizimdagi manzili",
    draft="LOYIHA",
    page="{page}-bet, jami {pages}",
    order="BUYRUQ",
    directive="FARMOYISH",
    regulation="NIZOM",
    minutes="BAYONNOMA",
    act="DALOLATNOMA",
    letter="XAT",
    job_description="LAVOZIM YOʻRIQNOMASI",
    i_order="BUYURAMAN:",
    i_direct="TOPSHIRAMAN:",
    decided="QAROR QILINDI:",
)
_RU: Final = Words(
    approve="«УТВЕРЖДАЮ»",
    agreed="«СОГЛАСОВАНО»",
    acquainted="Ознакомлены:",
    seal="М.П.",
    basis="Основание:",
    executor="Исполнитель:",
    due="Срок:",
    control="Контроль:",
    enclosures="Приложение:",
    tax_id="ИНН:",
    account="р/с:",
    phone="тел.:",
    email="эл. почта:",
    answer="На № {number}",
    answer_dated="На № {number} от {date}",
    seen_in_system="ознакомлен(а) в системе",
    seen_on_paper="на бумаге",
    no_date="дата не указана",
    mark="Утверждено в системе:",
    copy_mark="Редактируемая копия. Подлинник утверждён в системе:",
    qr="Адрес документа в системе",
    draft="ПРОЕКТ",
    page="стр. {page} из {pages}",
    order="ПРИКАЗ",
    directive="РАСПОРЯЖЕНИЕ",
    regulation="ПОЛОЖЕНИЕ",
    minutes="ПРОТОКОЛ",
    act="АКТ",
    letter="ПИСЬМО",
    job_description="ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ",
    i_order="ПРИКАЗЫВАЮ:",
    i_direct="ПОРУЧАЮ:",
    decided="РЕШЕНО:",
)
_EN: Final = Words(
    approve="“APPROVED”",
    agreed="“AGREED”",
    acquainted="Acknowledged:",
    seal="Place of seal",
    basis="Basis:",
    executor="By:",
    due="Due:",
    control="Control:",
    enclosures="Enclosed:",
    tax_id="Tax no.:",
    account="account:",
    phone="tel.:",
    email="e-mail:",
    answer="In answer to no. {number}",
    answer_dated="In answer to no. {number} of {date}",
    seen_in_system="read in the system",
    seen_on_paper="on paper",
    no_date="date not stated",
    mark="Approved in the system:",
    copy_mark="Editable copy. The original is approved in the system:",
    qr="Address of the paper in the system",
    draft="DRAFT",
    page="page {page} of {pages}",
    order="ORDER",
    directive="DIRECTIVE",
    regulation="REGULATION",
    minutes="MINUTES",
    act="ACT",
    letter="LETTER",
    job_description="JOB DESCRIPTION",
    i_order="I ORDER:",
    i_direct="I DIRECT:",
    decided="IT IS DECIDED:",
)


@lru_cache
def words(language: str) -> Words:
    """The fixed words of one language; Uzbek Cyrillic is made from Latin. Raises KeyError on another language."""
    if language == "uz-cyrl":
        latin = {field.name: getattr(_UZ, field.name) for field in fields(_UZ)}
        return Words(**{name: _in_cyrillic(text) for name, text in latin.items()})
    return {"uz": _UZ, "ru": _RU, "en": _EN}[language]


def _in_cyrillic(text: str) -> str:
    """Turned, with the names in braces kept."""
    return "".join(
        piece if piece.startswith("{") else to_cyrillic(piece) for piece in re.split(r"(\{\w+\})", text)
    )


def dated(day: date, language: str) -> str:
    """2024-yil 7-avgust, 2024 йил 7 август, 7 августа 2024 года: as papers write it."""
    written = long_date(day, language).replace(NO_BREAK_SPACE, " ")
    return written.replace("-", " ") if language == "uz-cyrl" else written


def stamped(day: date | None, language: str) -> str:
    """`"07" avgust 2024-yil`; without a day the blanks for a pen: `"__" _______ 20__-yil`."""
    number, month, year = "__", "_" * 7, "20__"
    if day is not None:
        # Russian months stand in the genitive, as they do after a day.
        of_month = day_month(day, "ru").partition(NO_BREAK_SPACE)[2]
        number, year = f"{day.day:02d}", f"{day.year}"
        month = of_month if language == "ru" else month_name(day.month, language)
    ending = {"uz": "-yil", "uz-cyrl": " йил", "ru": " г.", "en": ""}[language]
    return f'"{number}" {month} {year}{ending}'
