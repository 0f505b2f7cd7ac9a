"""Which script and which language a text is in, and the repair of words that mix look-alike letters."""

from __future__ import annotations

import re
from typing import Final, Literal

from javon.core.uzbek.letters import CYRILLIC_AS_LATIN, LATIN_AS_CYRILLIC

Script = Literal["latn", "cyrl", "arab", ""]

_LATIN: Final = re.compile(r"[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052F]")
_ARABIC: Final = re.compile(r"[\u0620-\u064A\u066E-\u06D3\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFC]")
_WORD: Final = re.compile(r"[A-Za-z\u00C0-\u024F\u0400-\u052F\u1E00-\u1EFF]+")


def script_of(text: str) -> Script:
    """The script of most letters of the text; "" where there is no Latin, Cyrillic or Arabic letter.

    A tie goes to Cyrillic, then Latin: Latin abbreviations stand in Cyrillic text, seldom the other way.
    """
    counts: list[tuple[int, Script]] = [
        (len(_CYRILLIC.findall(text)), "cyrl"),
        (len(_LATIN.findall(text)), "latn"),
        (len(_ARABIC.findall(text)), "arab"),
    ]
    most, script = max(counts, key=lambda counted: counted[0])
    return script if most else ""


def _repair_word(match: re.Match[str]) -> str:
    word = match.group()
    cyrillic = _CYRILLIC.findall(word)
    if not cyrillic or len(cyrillic) == len(word):
        return word
    latin = [letter for letter in word if not _CYRILLIC.match(letter)]
    cyrillic_may_go = all(letter in CYRILLIC_AS_LATIN for letter in cyrillic)
    latin_may_go = all(letter in LATIN_AS_CYRILLIC for letter in latin)
    if cyrillic_may_go and (not latin_may_go or len(latin) > len(cyrillic)):
        return "".join(CYRILLIC_AS_LATIN.get(letter, letter) for letter in word)
    if latin_may_go:
        return "".join(LATIN_AS_CYRILLIC.get(letter, letter) for letter in word)
    return word


def repair_homoglyphs(text: str) -> str:
    """The text with each word in one script where that is certain: "хodimlar" with a Cyrillic х is Latin.

    A word is touched only if all its letters of one script have a twin in the other, so that a Latin
    abbreviation with a Cyrillic ending (PDFни) stays as it is.
    """
    if text.isascii() or not _CYRILLIC.search(text) or not _LATIN.search(text):
        return text
    return _WORD.sub(_repair_word, text)


_UZBEK_ONLY: Final = re.compile(r"[ўқғҳЎҚҒҲ]")
_RUSSIAN_ONLY: Final = re.compile(r"[ыщЫЩ]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RUSSIAN_WORDS: Final = _words(
    "и в во на с со к ко о об от до по из за у не что как для при над под без или а но же его её их "
    "мы вы он она они это этот эта был была было были также между книга книги сборник учебник пособие "
    "роман рассказы стихи том часть класс издание"
)
_UZBEK_WORDS: Final = _words(
    "ва билан учун ҳам бу шу у бир ёки лекин эса каби ҳақида бўйича тўғрисида китоб китоби тўплам "
    "дарслик қисса ҳикоялар шеърлар синф нашр жилд бошқа иш тил дунё йил"
)
_RUSSIAN_ENDING: Final = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ых|их|ый|ий|ая|яя|ое|ее|ые|ие|ой|ую|ость|ости|"
    r"ения|ение|ании|ться|ами|ями|ов|ев)$"
)
_UZBEK_ENDING: Final = re.compile(
    r"(?:лар|лари|ларни|ларнинг|"
    r"нинг|лик|лиги|даги|гача|ган|иш|ади|моқ|миз|нгиз|ларга|лардан|лий|вий|ния|дан|чи)$"
)


def is_russian(text: str) -> bool:
    """Whether Cyrillic text is Russian rather than Uzbek; False when in doubt or not Cyrillic.

    Letters decide first (ы and щ against ў қ ғ ҳ), then small words and endings. A record's own language code
    must win over this guess.
    """
    if script_of(text) != "cyrl":
        return False
    score = 4 * len(_RUSSIAN_ONLY.findall(text)) - 4 * len(_UZBEK_ONLY.findall(text))
    for word in _WORD.findall(text.lower()):
        score += 2 * (word in _RUSSIAN_WORDS) - 2 * (word in _UZBEK_WORDS)
        score += bool(_RUSSIAN_ENDING.search(word)) - bool(_UZBEK_ENDING.search(word))
    return score > 0
