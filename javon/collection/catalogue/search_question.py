"""What was typed, as a question to the index of titles: which words, where, and what makes an answer better.

The points are steps of a ladder: the whole title, then its beginning, then all words in the title, in a name,
in title and names together, in a subject, and then anywhere; the book's own spelling lifts within a step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from javon.collection.catalogue.isbn import digits_of, isbn13
from javon.collection.catalogue.search_schema import WORDS_OF_START, roots, spelling
from javon.core.search import question as q
from javon.core.search.asked import Clause, understand
from javon.core.uzbek import STOP_WORDS, fold, fold_loose

# Names before a colon, in the languages people type in; folded Cyrillic Uzbek spells most of them too.
_NAMED = {
    "title": ("title", "nomi", "nom", "sarlavha", "номи", "сарлавҳа", "заглавие", "название"),
    "author": ("author", "muallif", "муаллиф", "автор"),
    "subject": ("subject", "mavzu", "мавзу", "тема", "предмет"),
    "isbn": ("isbn", "issn"),
    "year": ("year", "yil", "yili", "йил", "йили", "год"),
    "publisher": ("publisher", "nashriyot", "нашриёт", "издательство"),
    "series": ("series", "turkum", "туркум", "серия"),
}
PREFIXES = {name: field for field, names in _NAMED.items() for name in names}
_FIELDS = {
    "title": "title",
    "author": "names",
    "subject": "topics",
    "publisher": "publisher",
    "series": "series",
}
_WITHOUT_PHRASES = {"publisher", "series"}

_EXACT, _START, _TITLE, _NAME, _HEART, _TOPIC, _SPELLING, _PHRASE = (
    600.0,
    200.0,
    100.0,
    50.0,
    60.0,
    20.0,
    30.0,
    15.0,
)
_FREQUENCY = 0.05  # keeps the engine's points of rarity and length below the smallest step
_AS_TYPED = 2000.0
_MOST_SUSPECTS = 5  # each costs a walk through the index's dictionary
_LONG = 10  # words: beyond it a query is a sentence, and only its words are looked for
_NUMBER_TYPED = re.compile(r"[0-9][0-9xX\s\-–—‐‑]{6,24}")
_YEARS = re.compile(r"(\d{1,4})?\s*([-–—]?)\s*(\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed, understood."""

    wanted: q.Question  # finds the answers; every filter and count uses it
    ranked: q.Question  # finds the same and tells better from worse
    ladder: tuple[q.Question, ...] = ()
    words: tuple[
        tuple[str, str], ...
    ] = ()  # (folded, as typed) of plain words, the only ones that slips are guessed in
    parts: tuple[q.Question, ...] = ()  # what is wanted besides the plain words
    unwanted: tuple[q.Question, ...] = ()
    highlighted: frozenset[str] = field(default_factory=frozenset)
    is_empty: bool = False
    cut: bool = False


def read(typed: str) -> Read:
    """Understand what was typed. Never raises."""
    if not typed.strip() or typed.strip() == "*":
        return Read(q.Everything(), q.Everything(), is_empty=True)
    number = _identifier(typed)
    if number is not None:
        return Read(q.Worth(number, 1.0), q.Worth(number, 1.0))
    asked = understand(typed, PREFIXES)
    words: list[tuple[str, str]] = []
    in_order: list[tuple[str, str]] = []
    parts: list[q.Question] = []
    unwanted: list[q.Question] = []
    highlighted: set[str] = set()
    for clause in asked.clauses:
        meaning = _meaning(clause)
        if meaning is None:
            continue
        if clause.excluded:
            unwanted.append(meaning)
            continue
        said = [(word, clause.text) for word in fold(clause.text).split()]
        highlighted.update(word for word, _typed in said)
        if clause.field in ("", "title") and _identifier(clause.text) is None:
            in_order += said
        if _is_plain(clause):
            words += said
        else:
            parts.append(meaning)
    if not (words or parts or unwanted):
        return Read(q.Nothing(), q.Nothing(), cut=asked.cut)
    needed = _needed(words)
    match: tuple[q.Question, ...] = (*(q.Word("everything", word) for word in needed), *parts)
    body: q.Question = q.AllOf(match) if match else q.Everything()
    ladder = _ladder(in_order) if len(in_order) <= _LONG else ()
    return Read(
        wanted=q.Without(body, tuple(unwanted)),
        ranked=q.Without(q.Lifted(q.Scaled(body, _FREQUENCY), ladder), tuple(unwanted)),
        ladder=ladder,
        words=tuple(words),
        parts=tuple(parts),
        unwanted=tuple(unwanted),
        highlighted=frozenset(highlighted),
        cut=asked.cut,
    )


def wider(asked: Read, is_known: Callable[[str], bool]) -> Iterator[Read]:
    """The question again, each time forgiving more: other endings and loose spellings, then slips.

    Slips are looked for in the words the index does not know; when it knows them all, in every one of a few.
    """
    folded = list(dict.fromkeys(word for word, _typed in asked.words))
    if not folded:
        return
    endings = {word: (q.Word("everything", word), *_kin(word)) for word in folded}
    yield _wider(asked, tuple(q.AnyOf(endings[word]) for word in folded))
    could_be_slips = [word for word in folded if _slips(word)]
    suspects = [word for word in could_be_slips if not is_known(word)] or could_be_slips
    if not 0 < len(suspects) <= _MOST_SUSPECTS:
        return
    for word in suspects:
        endings[word] = (*endings[word], q.Near("heart", word, _slips(word)))
    yield _wider(asked, tuple(q.AnyOf(endings[word]) for word in folded))


def ranked_as_meant(asked: Read, meant: str) -> q.Question:
    """The ranked question, where what was meant climbs the same ladder as if it had been typed."""
    return q.Lifted(asked.ranked, read(meant).ladder)


def years(text: str) -> q.Question | None:
    """1990, 1990-2000, 1990- or -2000 as a question; None when it is no year."""
    found = _YEARS.fullmatch(text.strip())
    if not found or not (found[1] or found[3]):
        return None
    low, dash, high = found.groups()
    if not dash:
        return q.Word("year", int(low)) if low and not high else None
    return q.Between("year", int(low) if low else None, int(high) if high else None)


def as_spelled(words: Sequence[tuple[str, str]], texts: Sequence[str]) -> str | None:
    """What was typed with each word as a record spells it; None when that is what was typed."""
    spelled: dict[str, str] = {}
    for text in texts:
        for word in re.findall(r"[^\W_]+(?:[ʻʼ'‘’`´][^\W_]*)*", text):
            spelled.setdefault(fold(word), word)
    said, differs = [], False
    for word, typed in words:
        if word in spelled:
            said.append(typed if typed not in said else "")
            continue
        near = min(spelled, key=lambda other: (_distance(word, other), other), default=None)
        if near is None or _distance(word, near) > max(2, _slips(word)):
            return None
        said.append(spelled[near])
        differs = True
    return " ".join(filter(None, said)) if differs else None


# --- words --------------------------------------------------------------------------------------------------


def _needed(words: Sequence[tuple[str, str]]) -> list[str]:
    """The folded words that must be found: words like "va" only when there is nothing else."""
    folded = list(dict.fromkeys(word for word, _typed in words))
    return [word for word in folded if word not in STOP_WORDS] or folded


def _is_plain(clause: Clause) -> bool:
    return not clause.field and not clause.phrase and _identifier(clause.text) is None


def _meaning(clause: Clause) -> q.Question | None:
    """A clause as a question; None when nothing in it can be searched for."""
    words = tuple(fold(clause.text).split())
    if clause.field == "year" and (asked := years(clause.text)):
        return q.Worth(asked, 1.0)
    if clause.field == "isbn" or not clause.field:
        number = _identifier(clause.text) or (
            q.Word("identifier", digits_of(clause.text)) if clause.field and digits_of(clause.text) else None
        )
        if number is not None:
            return number
    if not words:
        return None
    place = _FIELDS.get(clause.field, "everything")
    if clause.phrase and place not in _WITHOUT_PHRASES:
        return q.Phrase(place, words)
    return q.AllOf(tuple(q.Word(place, word) for word in words))


def _identifier(text: str) -> q.Question | None:
    """An ISBN or ISSN, with or without hyphens and spaces, ten digits as thirteen; None when it is none."""
    typed = text.strip()
    if typed[:4].casefold() in ("isbn", "issn"):
        typed = typed[4:].lstrip(" :-")
    if not _NUMBER_TYPED.fullmatch(typed):
        return None
    digits = re.sub(r"[^0-9xX]", "", typed).upper()
    if len(digits) not in (8, 10, 13) or "X" in digits[:-1] or (len(digits) == 8 and "-" not in typed):
        return None
    if len(digits) == 8 and re.fullmatch(r"(1[5-9]|20)\d\d\s*[-–—]\s*(1[5-9]|20)\d\d", typed):
        return None  # 1941-1945 is a pair of years, in whose title it stands
    return q.OneOf("identifier", tuple(dict.fromkeys(filter(None, (isbn13(digits), digits)))))


def _kin(word: str) -> tuple[q.Question, ...]:
    """The word under its stem and its loose spelling, and the words that share them."""
    return tuple(q.Worth(q.Word("heart", root), 10.0) for root in (word, *roots(word)))


def _slips(word: str) -> int:
    """How many slips are forgiven: none in short words and numbers, one up to seven letters, two beyond."""
    if len(word) < 4 or word.isdecimal() or len(word) > 30:
        return 0
    return 1 if len(word) <= 7 else 2


# --- the ladder ---------------------------------------------------------------------------------------------


def _ladder(words: Sequence[tuple[str, str]]) -> tuple[q.Question, ...]:
    said = [word for word, _typed in words]
    if not said:
        return ()
    needed = _needed(words)
    start = " ".join(said[:WORDS_OF_START])
    lifts: list[q.Question] = [q.Worth(q.Word("start", " ".join(said) + "$"), _EXACT)]
    in_title = q.AllOf(tuple(q.Word("title", word) for word in needed))
    if len(said) <= WORDS_OF_START:
        lifts.append(q.Worth(q.Word("start", start), _START))
    else:
        lifts.append(q.Worth(q.AllOf((q.Word("start", start), in_title)), _START))
    lifts.append(q.Worth(in_title, _TITLE))
    if len(said) > 1:
        lifts.append(q.Worth(q.Phrase("title", tuple(said)), _PHRASE))
        lifts.append(q.Worth(q.AllOf(tuple(q.Word("heart", word) for word in needed)), _HEART))
    lifts.append(q.Worth(q.AllOf(tuple(q.Word("names", word) for word in needed)), _NAME))
    lifts.append(q.Worth(q.AllOf(tuple(q.Word("topics", word) for word in needed)), _TOPIC))
    spelled = dict.fromkeys(word for _folded, typed in words for word in spelling(typed))
    lifts.append(q.Worth(q.AllOf(tuple(q.Word("spelling", word) for word in spelled)), _SPELLING))
    return tuple(lifts)


def _wider(asked: Read, words: tuple[q.Question, ...]) -> Read:
    body = q.AllOf((*words, *asked.parts))
    # What answers to the letter stays above every guess.
    ranked = q.Lifted(q.Scaled(body, _FREQUENCY), (q.Worth(asked.wanted, _AS_TYPED), *asked.ladder))
    return replace(asked, wanted=q.Without(body, asked.unwanted), ranked=q.Without(ranked, asked.unwanted))


def _distance(one: str, other: str) -> int:
    """Slips between two words, a swap of neighbours being one (optimal string alignment); 9 when far."""
    if (
        abs(len(one) - len(other)) > 2
        and fold_loose(one) != fold_loose(other)
        and not one.startswith(other[:4])
    ):
        return 9
    if {one, *roots(one)} & {other, *roots(other)}:
        return 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, letter_of_other in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != letter_of_other))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == letter_of_other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
