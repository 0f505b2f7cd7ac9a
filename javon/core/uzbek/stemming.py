"""A light Uzbek stemmer for folded words: one particle, one case, one possessive, one plural, from the right.

Used to rank and to suggest, never to decide whether a book matches: without a dictionary a stem is
sometimes wrong (docs/algorithms/folding.md has the rates). A stem names a class of words: its last k, q or g
is k, for yurak becomes yuragi and qishloq becomes qishlogʻi.
"""

from __future__ import annotations

from typing import Final

from javon.core.uzbek.folding import fold

STOP_WORDS: Final = frozenset(
    fold(
        "va bilan uchun haqida toʻgʻrisida boʻyicha ham bu shu u bir yoki lekin esa kabi asosan hamda "
        "ushbu oʻsha uning ular biz siz men sen nima kim qaysi har barcha ammo balki chunki agar hech "
        "eng juda ekan emas edi и в на с для по из о об к у не что как или the of and in for a an to"
    ).split()
)
"""Folded words too common to say what a book is about; dropped from ranking, never from a search."""

_VOWELS: Final = frozenset("aeiou")

_WHOLE: Final = frozenset(
    fold(
        "muallim Ibrohim taqdim taslim marketing reyting trening miting foyda parda qoida banda sajda "
        "tanga bolgʻa Makka siyosiy kursi xonanda birinchi majlislar dollar anhor Buxoro chiroyli "
        "yangi eski yaxshi Qarshi shanba ertaga ikkinchi boshqa Navoiy Beruniy Jomiy Forobiy Xorazmiy "
        "Lutfiy Muqimiy Qodiriy vodiy umumiy ommaviy maʼnaviy milliy oddiy jiddiy madaniy adabiy "
        "badiiy ilmiy tarixiy harbiy diniy qadimiy kamida doimiy qattiq arabiy Ayniy Soʻfiy Nasafiy "
        "Termiziy Buxoriy Fargʻoniy Samarqandiy jismoniy ruhiy iqtisodiy xorijiy tabiiy zamonaviy "
        "amaliy nazariy sanoatiy jahoniy viloyatiy shaxsiy aqliy xususiy jamoaviy asriy ijtimoiy "
        "mashhur daftar asar bahor qatar hunar zarar chegara manzara boʻlim bilim rejim sinov singari "
        "tashqari ichkari yuqori dehqonchilik hikmatli kelin zamin oltin shirin yaqin qiyin lochin "
        "gʻamgin tinchlik maʼni"
    ).split()
)
"""Words that end like an inflected one and are none: their ending stays."""

_VOWEL_RETURNS: Final = {
    "shahr": "shahar", "orn": "orin", "ogz": "ogiz", "singl": "singil", "kongl": "kongil", "burn": "burun",
    "qorn": "qorin", "ogl": "ogil", "bagr": "bagir", "egn": "egin", "boyn": "boyin",
}  # fmt: skip
"""Stems that lose a vowel before a possessive: shahar, shahri."""

_PARTICLES: Final = ("mikan", "mi", "ku")
_CASES: Final = (
    "gacha",
    "kacha",
    "qacha",
    "dagi",
    "ning",
    "niki",
    "dan",
    "day",
    "dek",
    "ga",
    "da",
    "ka",
    "qa",
    "ni",
)
_POSSESSIVES: Final = ("imiz", "ingiz", "lari", "miz", "ngiz", "ing", "im", "si", "yi", "i")
_SHORTEST: Final = 3


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and _may_end(word, ending):
            return word[: -len(ending)]
    return word


def _may_end(word: str, ending: str) -> bool:
    """Whether the ending is likely there, judged by the sound before it and by what would be left."""
    before = word[-len(ending) - 1]
    left = len(word) - len(ending)
    match ending:
        case "ka" | "kacha":
            return before == "k"
        case "qa" | "qacha":
            return before == "q"
        case "ni":  # qonuni is qonun+i, dostoni doston+i; bolani is bola+ni
            return before not in "ou" or word[-4:-2] == "yo"
        case "si":  # asosi is asos+i; bolasi is bola+si
            return before in "au" or word[-4:-2] == "yo"
        case "yi":
            return before in "ou"
        case "miz" | "ngiz":
            return before in _VOWELS
        case "im" | "ing":
            return before not in _VOWELS and left > _SHORTEST
        case "i":  # tili, yili, bori: too short to tell
            return before not in _VOWELS and left > _SHORTEST
        case "mi" | "ku":
            return left > _SHORTEST + 1
        case _:
            return True


def stem(word: str) -> str:
    """The stem of a word made by `fold`; the word itself where nothing can be taken off safely."""
    if len(word) <= _SHORTEST + 1 or not word.isalpha():
        return word
    left = word
    if left not in _WHOLE:
        left = _without(left, _PARTICLES)
    if left not in _WHOLE:
        left = _without(left, _CASES)
    if left not in _WHOLE:
        owned = left
        left = _without(left, _POSSESSIVES)
        if left != owned:
            left = _VOWEL_RETURNS.get(left, left)
    if left not in _WHOLE:
        left = _without(left, ("lar",))
    if len(left) > _SHORTEST + 1 and left[-1] in "gq":
        left = left[:-1] + "k"
    return left
