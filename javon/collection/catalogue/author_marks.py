"""The author mark (mualliflik belgisi): letter and figures by which books of one class stand on the shelf.

A table is an alphabetical list of syllables with figures; a name takes the figures of the syllable equal to its beginning, or
of the nearest one before it. A table in Latin letters serves Latin text, one in Cyrillic letters Cyrillic text; Oʻ, Gʻ,
Sh and Ch are letters. A centre loads the table it uses; until then :func:`standard_table` serves, which is our own and is
explained in docs/algorithms/classification.md. Dossier of the domain §5.4; Nizom 5.2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from javon.core.uzbek import from_latin_2026, normalise

LATIN = tuple("a b c d e f g h i j k l m n o p q r s t u v w x y z oʻ gʻ sh ch".split())
CYRILLIC = tuple("абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ")
_VOWELS = frozenset("a e i o u oʻ а е ё и о у ы э ю я ў".split())
_RANK = {letter: place for alphabet in (LATIN, CYRILLIC) for place, letter in enumerate(alphabet)}
_LETTER = re.compile("[og]ʻ|sh|ch|[a-z]|[а-яёўқғҳ]|ʼ")
_REFORM = re.compile("[şçöğõ]", re.IGNORECASE)  # letters of the reform: ş is sh, ö or õ is oʻ
_FIRST, _LAST = 11, 99
_MOST_ROWS = 20_000
_FIGURES = re.compile(r"[0-9]{1,4}")


def letters(text: str) -> tuple[str, ...]:
    """The letters of a text in its own alphabet, Sh and Ch as one; signs, figures and foreign letters are left out."""
    plain = normalise(from_latin_2026(text) if _REFORM.search(text) else text).lower()
    # The tutuq belgisi parts s and h (Isʼhoq) and is no letter itself.
    return tuple(letter for letter in _LETTER.findall(plain) if letter != "ʼ")


def _key(said: Sequence[str]) -> tuple[int, ...]:
    """The place in the alphabet, letter by letter; Latin and Cyrillic never meet in one list."""
    return tuple(_RANK[letter] for letter in said)


def _alphabet(letter: str) -> str:
    return "cyrl" if letter in CYRILLIC else "latn"


@dataclass(frozen=True, slots=True)
class MarkTable:
    """Syllables of both scripts with their figures. `name` is the table's own name, "" for the standard one."""

    rows: tuple[tuple[str, str], ...]  # (syllable as written, figures), in the order of the alphabet
    name: str = ""
    _keys: dict[str, tuple[list[tuple[int, ...]], list[str]]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[tuple[tuple[int, ...], str]]] = {"latn": [], "cyrl": []}
        for syllable, figures in self.rows:
            said = letters(syllable)
            found[_alphabet(said[0])].append((_key(said), figures))
        for script, pairs in found.items():
            pairs.sort()
            self._keys[script] = ([key for key, _ in pairs], [figures for _, figures in pairs])

    def figures(self, said: Sequence[str]) -> str:
        """The figures for a name given by its letters; "" when the table has nothing for its first letter."""
        if not said:
            return ""
        keys, figures = self._keys[_alphabet(said[0])]
        place = bisect_right(keys, _key(said)) - 1
        # The syllable before the first of a letter belongs to another letter.
        return figures[place] if place >= 0 and keys[place][0] == _RANK[said[0]] else ""

    @property
    def letters(self) -> list[str]:
        """The first letters that the table knows, as they are written at the head of its columns."""
        return list(dict.fromkeys(letters(syllable)[0].capitalize() for syllable, _figures in self.rows))

    def of_letter(self, letter: str) -> list[tuple[str, str]]:
        """The rows of one first letter."""
        return [row for row in self.rows if letters(row[0])[0].capitalize() == letter]


def author_mark(table: MarkTable, author: str, title: str = "", *, with_title_letter: bool = False) -> str:
    """The mark for a heading ("Qodiriy, Abdulla") or, when there is none, for the title: "Q 58", "" when neither has a letter.

    `with_title_letter` adds the first letter of the title, which parts the works of one author: "Q 58 oʻ".
    """
    said = letters(author.partition(",")[0]) or letters(author) or _first_word(title)
    figures = table.figures(said)
    if not figures:
        return ""
    mark = f"{said[0].capitalize()} {figures}"
    own = letters(title)[:1]
    return f"{mark} {own[0]}" if with_title_letter and own and letters(author) else mark


def marks_for(table: MarkTable, author: str, title: str) -> list[str]:
    """The mark of a heading or title, and the one with the title's letter where that differs."""
    both = (author_mark(table, author, title), author_mark(table, author, title, with_title_letter=True))
    return list(dict.fromkeys(filter(None, both)))


def _first_word(title: str) -> tuple[str, ...]:
    return next((said for word in title.split() if (said := letters(word))), ())


# --- a table of our own


@cache
def standard_table() -> MarkTable:
    """The table that serves until a centre loads its own: the alphabet divided evenly, 11 to 99 for each first letter.

    For a first letter the figures are shared out among the second letters in their order: a vowel after a consonant gets
    eight shares, a consonant after a vowel four, any other letter one; a second letter with several figures shares them
    out evenly among the third letters.
    """
    rows: list[tuple[str, str]] = []
    for alphabet in (LATIN, CYRILLIC):
        for first in alphabet:
            if first not in "ъыь":
                rows += _of_letter(first, alphabet)
    return MarkTable(tuple(rows))


def _of_letter(first: str, alphabet: Sequence[str]) -> list[tuple[str, str]]:
    shares = [
        1 if (one in _VOWELS) == (first in _VOWELS) else 4 if first in _VOWELS else 8 for one in alphabet
    ]
    ends = [0]
    for share in shares:
        ends.append(ends[-1] + share)
    bounds = [_FIRST + (_LAST - _FIRST + 1) * end // ends[-1] for end in ends]
    rows = [(first, str(_FIRST))]
    for second, (begins, stops) in zip(alphabet, pairwise(bounds), strict=True):
        for number in range(begins, stops):
            third = alphabet[(number - begins) * len(alphabet) // (stops - begins)] if number > begins else ""
            rows.append((_spelled(first, second, third), str(number)))
    return [(syllable.capitalize(), figures) for syllable, figures in rows]


def _spelled(*said: str) -> str:
    """Letters as one writes them: s and h that are two letters are parted, as in Isʼhoq."""
    return "".join(
        f"ʼ{letter}" if letter == "h" and before in ("s", "c") else letter
        for before, letter in pairwise(("", *said))
    )


# --- a table that somebody brings


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row of a table that was brought: its number in the file, a code, the text meant."""

    row: int
    code: str  # no_syllable, two_scripts, no_figures, twice, falls
    text: str


def read_rows(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[tuple[str, str]], list[RowFault]]:
    """(row number, cells) as (syllable, figures) and every fault; the two first cells count, in either order.

    A first row without figures is the heading of the columns. Empty rows are skipped. Figures that fall while the
    alphabet goes on are a slip of the pen.
    """
    good: list[tuple[int, str, str]] = []
    faults: list[RowFault] = []
    seen: dict[tuple[str, ...], str] = {}
    is_first = True
    for number, cells in rows:
        given = [cell.strip() for cell in cells if cell.strip()][:2]
        if not given:
            continue
        was_first, is_first = is_first, False
        syllable, figures = _pair(given)
        if was_first and not any(map(str.isdigit, "".join(given))):
            continue
        said = letters(syllable)
        if not said:
            faults.append(RowFault(number, "no_syllable", " ".join(given)[:40]))
        elif len({_alphabet(letter) for letter in said}) > 1:
            faults.append(RowFault(number, "two_scripts", syllable[:40]))
        elif not _FIGURES.fullmatch(figures):
            faults.append(RowFault(number, "no_figures", syllable[:40]))
        elif seen.get(said, figures) != figures:
            faults.append(RowFault(number, "twice", syllable[:40]))
        elif said not in seen:
            seen[said] = figures
            good.append((number, syllable[:20], figures))
        if len(good) > _MOST_ROWS or len(faults) > 100:
            break
    faults += _falls(good)
    in_order = sorted(good, key=lambda row: (letters(row[1])[0] in CYRILLIC, _key(letters(row[1]))))
    return [(syllable, figures) for _number, syllable, figures in in_order], faults


def _pair(given: Sequence[str]) -> tuple[str, str]:
    first, second = given[0], given[1] if len(given) > 1 else ""
    return (second, first) if _FIGURES.fullmatch(first) else (first, second)


def _falls(good: Sequence[tuple[int, str, str]]) -> list[RowFault]:
    said = [(letters(syllable), number, syllable, figures) for number, syllable, figures in good]
    said.sort(key=lambda row: (_alphabet(row[0][0]), _key(row[0])))
    return [
        RowFault(number, "falls", syllable)
        for (before, _n, _s, lower), (now, number, syllable, figures) in pairwise(said)
        if before[0] == now[0] and len(lower) == len(figures) and figures < lower
    ]
