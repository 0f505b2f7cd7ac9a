"""Which letters the bytes of a record mean: MARC-8, ISO 5426, the Russian code pages, and telling them apart.

Invariant: an unreadable byte is counted and shown as U+FFFD; it is never silently dropped. MARC-8 tables
come from
pymarc (Library of Congress code tables).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from pymarc import marc8_mapping

UNREADABLE = "�"
Decoder = Callable[[bytes], tuple[str, int]]

# --- MARC-8
# -------------------------------------------------------------------------------------------------------

_SETS: dict[int, dict[int, tuple[int, int]]] = marc8_mapping.CODESETS
_ODD: dict[int, int] = marc8_mapping.ODD_MAP
_LATIN, _ANSEL, _EACC = 0x42, 0x45, 0x31
_SHORT_ESCAPES = {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: _LATIN}
_DESIGNATION = re.compile(rb"\x1b(?:([(,])(!?[1-4BENQS])|([)-])(!?[1-4BENQS])|\$([,]?)(1)|\$([)-])(1))")


def marc8(raw: bytes) -> tuple[str, int]:
    """One subfield of MARC-8 as text in NFC, and how many bytes could not be read.

    The code sets return to Basic Latin and ANSEL at the end of each subfield, as MARC 21 demands.
    """
    if raw.isascii() and b"\x1b" not in raw:
        return raw.decode("ascii"), 0
    out: list[str] = []
    marks: list[str] = []
    low, high = _LATIN, _ANSEL
    lost = 0
    at = 0
    while at < len(raw):
        byte = raw[at]
        if byte == 0x1B:
            short = _SHORT_ESCAPES.get(raw[at + 1]) if at + 1 < len(raw) else None
            found = _DESIGNATION.match(raw, at)
            if short is not None:
                low = short
                at += 2
            elif found:
                if found[2] or found[6]:
                    low = (found[2] or found[6])[-1]
                else:
                    high = (found[4] or found[8])[-1]
                at = found.end()
            else:
                out.append(UNREADABLE)
                lost += 1
                at += 1
            continue
        used = low if byte < 0x80 else high
        if used == _EACC and byte > 0x20:
            code = int.from_bytes(bytes(part & 0x7F for part in raw[at : at + 3]), "big")
            pair = _SETS[_EACC].get(code) or ((_ODD[code], 0) if code in _ODD else None)
            width = 3
        else:
            table = _SETS.get(used, {})
            pair = table.get(byte) or table.get(byte ^ 0x80)
            if byte < 0x21:
                pair = (byte, 0)
            width = 1
        at += width
        if pair is None:
            out.append(UNREADABLE)
            lost += width
        elif pair[1]:
            marks.append(chr(pair[0]))
            continue
        else:
            out.append(chr(pair[0]))
        out += marks
        marks.clear()
    out += marks
    return unicodedata.normalize("NFC", "".join(out)), lost


def designates(raw: bytes) -> bool:
    """Whether the bytes switch between the letter sets of MARC-8, which nothing else does."""
    return b"\x1b" in raw and _DESIGNATION.search(raw) is not None


# --- ISO 5426 (extended Latin of UNIMARC)
# -------------------------------------------------------------------------

_ISO5426 = dict(
    zip(
        (
            *range(0xA1, 0xAE),
            0xAE,
            0xAF,
            0xB0,
            0xB1,
            0xB2,
            0xB6,
            0xB7,
            0xB8,
            0xB9,
            0xBA,
            0xBB,
            0xBC,
            0xBD,
            0xBE,
            0xBF,
        ),
        "¡„£$¥†§′‘“«♭©℗®ʿʾ‚‡·″’”»♯ʹʺ¿",
        strict=True,
    )
)
_ISO5426 |= dict(
    zip(
        (
            0xE1,
            0xE2,
            0xE6,
            0xE8,
            0xE9,
            0xEA,
            0xEC,
            0xF1,
            0xF2,
            0xF3,
            0xF5,
            0xF6,
            0xF8,
            0xF9,
            0xFA,
            0xFB,
            0xFC,
        ),
        "ÆĐĲŁØŒÞæđðıĳłøœßþ",
        strict=True,
    )
)
_ISO5426_MARKS = dict(
    zip(
        (*range(0xC0, 0xCB), *range(0xCB, 0xDF)),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a"
        "\u0315\u0312\u030b\u031b\u030c\u0327\u031c\u0326\u0328\u0325\u032e\u0323\u0324\u0332\u0333\u0329"
        "\u032d\u032b\ufe20\ufe21",
        strict=True,
    )
)


def iso5426(raw: bytes) -> tuple[str, int]:
    """One subfield of ISO 5426 (marks stand before their letter) as text in NFC, and how many bytes were
    lost."""
    if raw.isascii():
        return raw.decode("ascii"), 0
    out: list[str] = []
    marks: list[str] = []
    lost = 0
    for byte in raw:
        if byte in _ISO5426_MARKS:
            marks.append(_ISO5426_MARKS[byte])
            continue
        if byte < 0x80:
            out.append(chr(byte))
        elif byte in _ISO5426:
            out.append(_ISO5426[byte])
        elif byte in (0x88, 0x89, 0x98, 0x9C):  # sorting marks around a leading article, as MARC 21 has them
            out.append(chr(byte))
        else:
            out.append(UNREADABLE)
            lost += 1
        out += marks
        marks.clear()
    out += marks
    return unicodedata.normalize("NFC", "".join(out)), lost


# --- any encoding by its name
# -------------------------------------------------------------------------------------

_ALIASES = {"marc8": "marc-8", "ansel": "marc-8", "utf8": "utf-8", "utf-8-sig": "utf-8", "latin-1": "cp1252",
            "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1251": "cp1251", "win1251": "cp1251",
            "1251": "cp1251",
            "866": "cp866", "dos": "cp866", "ibm866": "cp866", "koi8r": "koi8-r", "iso5426": "iso-5426",
            "windows-1252": "cp1252", "ascii": "utf-8", "us-ascii": "utf-8"}  # fmt: skip


def canonical(name: str) -> str | None:
    """The one name used here for an encoding; ``None`` for an encoding that does not exist."""
    plain = name.strip().lower().replace("_", "-")
    plain = _ALIASES.get(plain, plain)
    if plain in ("auto", "marc-8", "iso-5426"):
        return plain
    try:
        info = codecs.lookup(plain)
    except (LookupError, ValueError):
        return None
    # Codecs that turn bytes into bytes (zlib, base64) are no encodings of letters.
    return _ALIASES.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else None


def decoder(name: str) -> Decoder:
    """A function from the bytes of one subfield to ``(text, bytes lost)``."""
    if name == "marc-8":
        return marc8
    if name == "iso-5426":
        return iso5426

    def decode(raw: bytes) -> tuple[str, int]:
        try:
            return raw.decode(name), 0
        except UnicodeError:
            pass
        text = raw.decode(name, "replace")
        return text, max(1, text.count(UNREADABLE))

    return decode


# --- telling them apart
# -------------------------------------------------------------------------------------------

_CYRILLIC_WEIGHT: dict[str, float] = {}
for _letters, _weight in (
    ("оеаинт", 1.0),
    ("срвлкмдпу", 0.9),
    ("яызьбгчй", 0.75),
    ("жхшюцэщфё", 0.5),
    ("ўқғҳіїєґ", 0.5),
    ("ъ", 0.35),
):
    _CYRILLIC_WEIGHT.update(dict.fromkeys(_letters, _weight))
_LATIN_WEIGHT: dict[str, float] = dict.fromkeys("éèêëàâäáãåçùûüúîïíôöóòõøñßæœ", 1.0)
_LATIN_WEIGHT.update(dict.fromkeys("ščžřěůýćłńśźżąęőűđďťňľāēīūģķļņğışțșăşţžœþðşo", 0.8))
_FINE_SYMBOLS = frozenset(" «»„“”‘’‚‹›–—―…№©®°§·•€£×ʻʼʹʺ′″­ªº¿¡±½¼¾²³¤ʿʾ℗♭♯")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\ufe20\ufe21]+[^\W\d_]*)*")
_MARK = re.compile("[\u0300-\u036f\ufe20\ufe21]")
# A mark over a space, a digit or a sign: real text has none.
_STRAY_MARK = re.compile(r"(?<![^\W\d_])(?<![\u0300-\u036f\ufe20\ufe21])[\u0300-\u036f]")


def _word_score(word: str) -> float:
    """How much a word with letters beyond ASCII looks like a real word, 0 to 1; only those letters are
    weighed."""
    cyrillic = latin = beyond = 0
    weight = 0.0
    for letter in word.lower():
        if letter < "\x80":
            latin += 1
            continue
        if letter in "\ufe20\ufe21":
            continue
        beyond += 1
        if letter in _CYRILLIC_WEIGHT:
            cyrillic += 1
            weight += _CYRILLIC_WEIGHT[letter]
        elif "\u0400" <= letter <= "\u04ff":
            cyrillic += 1
            weight += 0.05
        elif _MARK.match(letter):
            latin += 1  # a mark that composed with no letter
        elif letter in _LATIN_WEIGHT:
            latin += 1
            weight += _LATIN_WEIGHT[letter]
        elif "\u00c0" <= letter <= "\u02af":
            latin += 1
            weight += 0.4
        elif letter in "ʻʼʹʺʿʾ":
            weight += 0.9
        else:
            weight += 0.8  # Latin with dots below, Hebrew, Arabic, Chinese, …
    if cyrillic and latin:
        return 0.0
    score = weight / beyond if beyond else 0.8
    usual_case = len(word) < 2 or word.islower() or word.isupper() or word[1:].islower()
    if cyrillic and not usual_case:
        score *= 0.2
    if latin:
        if len(word) > 2 and beyond > 0.6 * len(word):
            score *= 0.1
        if not usual_case:
            score *= 0.4
    return score


def plausibility(text: str, lost: int = 0) -> float:
    """How much a decoded text looks like text that people write, 0 (nonsense) to 1; 1 when all is ASCII."""
    total = 0.0
    count = 4.0 * lost
    for found in _WORD.finditer(text):
        word = found.group()
        if not word.isascii():
            size = min(len(word), 8)
            total += _word_score(word) * size
            count += size
    count += 4 * text.count("\x1b")
    for symbol in text:
        if (
            symbol > "\x7e"
            and not symbol.isalpha()
            and symbol not in _FINE_SYMBOLS
            and not _MARK.match(symbol)
        ):
            count += 2
    count += 3 * len(_STRAY_MARK.findall(text))
    return total / count if count else 1.0


LEGACY = ("marc-8", "cp1251", "cp866", "koi8-r", "cp1252", "iso-5426")


def decode_all(pieces: Iterable[bytes], name: str) -> tuple[str, int]:
    """Several pieces decoded and joined by a line break, for weighing."""
    decode = decoder(name)
    texts: list[str] = []
    lost = 0
    for piece in pieces:
        text, gone = decode(piece)
        texts.append(text)
        lost += gone
    return "\n".join(texts), lost


def ranked(
    pieces: Sequence[bytes], candidates: Sequence[str] = LEGACY, declared: str = ""
) -> list[tuple[float, str]]:
    """The candidates with their plausibility, best first; the declared one wins when it is nearly as good."""
    weighed = [piece[:4096] for piece in pieces[:400]]  # more would tell nothing new
    scored = []
    escapes = any(map(designates, pieces))
    for order, name in enumerate(candidates):
        text, lost = decode_all(weighed, name)
        score = plausibility(text, lost) + (0.25 if name == declared else 0.0)
        if name == "marc-8" and escapes:
            score += 0.5
        scored.append((-score, order, name))
    return [(-score, name) for score, _order, name in sorted(scored)]


def is_utf8(raw: bytes) -> bool:
    """Whether the bytes are sound UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


# UTF-8 read as Latin-1 and written as UTF-8 again: pairs such as «Ã©», «Ð°», «Ñ\x83».
TWICE = re.compile("[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}")


def undouble(text: str) -> str | None:
    """The text before it was encoded a second time; ``None`` unless every character beyond ASCII agrees."""
    if not TWICE.search(text):
        return None
    try:
        once = text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return once if plausibility(once) > plausibility(text) else None


_SPLIT = re.compile(rb"\x1f[ -~]?|[\x1d\x1e\r\n]")


class Profile:
    """What a sample of a file tells about its letters.

    ``likely``: the encoding of the file. ``fallback``: the best encoding of the pieces that are not UTF-8.
    """

    def __init__(
        self, sample: bytes, candidates: Sequence[str] = LEGACY, declared: str = "", *, cut: bool = False
    ) -> None:
        pieces = [piece for piece in _SPLIT.split(sample) if not piece.isascii()]
        if cut and pieces and not is_utf8(pieces[-1]):
            pieces.pop()  # the sample ends in the middle of a character
        sound = [piece for piece in pieces if is_utf8(piece)]
        broken = [piece for piece in pieces if not is_utf8(piece)][:400]
        self.fallback = ranked(broken, candidates, declared)[0][1] if broken else declared or candidates[0]
        if declared == "marc-8" and broken and designates(sample):
            self.fallback = "marc-8"
        if broken and len(broken) >= len(sound):
            self.likely = self.fallback
        elif not pieces and b"\x1b" in sample and declared == "marc-8":
            self.likely = "marc-8"
        else:
            self.likely = "utf-8"
