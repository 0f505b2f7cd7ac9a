"""The tables of UDC (UOʻK) and BBK (KBK) as data: the tree, a mark's place in it, and search in every language and script.

Pure and read once; nothing here knows the database. The tables are ``standard/udc.tsv`` and ``standard/bbk.tsv``; a class
whose code is a range ("53/57") stands over every number in it. Dossier of the domain §5.6, §5.7; Nizom 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from javon.collection.catalogue.knowledge import longest, plain_mark
from javon.collection.catalogue.standard import read_table
from javon.core.uzbek import fold, stem

SCHEMES = ("bbk", "udc")
_RANGE = re.compile(r"(\d+)/(\d+)")
_COUNTRY = re.compile(r"(?<=\d)[^\W\d_]+")  # ʻ is a letter to Python too
_APOSTROPHE = re.compile("[ʻʼ'‘’`´]+")
_MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class Class:
    """One class of a table. `parent` is the code of the class above, "" for a main class."""

    scheme: str
    code: str
    parent: str
    uz: str
    uz_cyrl: str
    ru: str
    en: str

    def label(self, language: str) -> str:
        """The caption in "uz", "uz-cyrl", "ru" or "en"; Uzbek for any other language."""
        return {"uz-cyrl": self.uz_cyrl, "ru": self.ru, "en": self.en}.get(language, self.uz)

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What the marks of books in this class begin with."""
        return tuple(mark_key(self.scheme, mark) for mark in _numbers(self.code))

    @property
    def mark(self) -> str:
        """What is written on a book of this class; "" for a range, which is no mark."""
        return "" if "/" in self.code else self.code


def _numbers(code: str) -> list[str]:
    found = _RANGE.fullmatch(code)
    if found is None:
        return [code]
    first, last = found.groups()
    return [str(number).zfill(len(first)) for number in range(int(first), int(last) + 1)]


@cache
def table(scheme: str) -> Mapping[str, Class]:
    """Every class of "bbk" or "udc" by its code, each after the one above it. KeyError for another scheme."""
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    found = {row["code"]: Class(scheme, **row) for row in read_table(f"{scheme}.tsv")}
    for one in found.values():
        if one.parent and one.parent not in found:
            raise ValueError(f"{scheme} {one.code}: there is no class {one.parent}")
    return found


def below(scheme: str, code: str = "") -> list[Class]:
    """The classes right under one, or the main classes."""
    return [one for one in table(scheme).values() if one.parent == code]


def way_to(scheme: str, code: str) -> list[Class]:
    """From the main class down to the class with this code, both among them. KeyError for an unknown code."""
    one = table(scheme)[code]
    return [*(way_to(scheme, one.parent) if one.parent else ()), one]


@cache
def _aliases() -> Mapping[str, str]:
    return {fold(row["written"]): row["meant"] for row in read_table("bbk_aliases.tsv")}


def _country(found: re.Match[str]) -> str:
    written = found.group()
    if written[0] == "я":
        return written
    return _aliases().get(fold(written), written)


@lru_cache(maxsize=20_000)
def mark_key(scheme: str, mark: str) -> str:
    """A mark in the one spelling under which it is kept, counted and compared, whatever a book prints.

    "84(5Ў)", "84(5O'z)" and "84 (5Узб)" are 84(5Oʻ); "78.3ya722" is 78.3я722.
    """
    mark = plain_mark(scheme, mark)
    return _COUNTRY.sub(_country, _APOSTROPHE.sub("ʻ", mark)) if scheme == "bbk" else mark


@cache
def _by_beginning(scheme: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in table(scheme).values():
        for mark in one.beginnings:
            if "/" not in one.code or mark not in table(scheme):
                found[mark] = one.code
    return found


@lru_cache(maxsize=20_000)
def class_of(scheme: str, mark: str) -> Class | None:
    """The narrowest class of the table in which a mark stands; None when the table does not know it."""
    key = mark_key(scheme, mark)
    # The letter of the children's shelf stands before an ordinary number.
    key = key[1:] if scheme == "bbk" and key[:1] in ("Д", "D") else key
    code = longest(_by_beginning(scheme), key)
    return table(scheme)[code] if code else None


def counted(scheme: str, marks: Mapping[str, int]) -> dict[str, int]:
    """How many books stand in each class and below it, from how many carry each mark; classes without any are left out."""
    found: dict[str, int] = {}
    for mark, count in marks.items():
        narrowest = class_of(scheme, mark)
        for one in way_to(scheme, narrowest.code) if narrowest else ():
            found[one.code] = found.get(one.code, 0) + count
    return found


# --- search in captions


def _roots(text: str) -> set[str]:
    return {stem(word) for word in fold(text).split()}


@cache
def _words(scheme: str) -> tuple[tuple[Class, frozenset[str], str], ...]:
    """Each class with the roots of the words of its captions, and all of them folded in one line."""
    return tuple(
        (
            one,
            frozenset().union(*map(_roots, captions)),
            " ".join(f" {fold(caption)}" for caption in captions),
        )
        for one in table(scheme).values()
        for captions in [(one.uz, one.uz_cyrl, one.ru, one.en)]
    )


def found(scheme: str, typed: str) -> list[Class]:
    """Classes whose code begins as typed, or whose caption has every word typed, in any language and script.

    Words may be unfinished. At most thirty, codes first, then in the order of the table.
    """
    key = mark_key(scheme, typed[:60])
    if not key.strip():
        return []
    by_code = [one for one in table(scheme).values() if one.code.startswith(key) and key[0].isdecimal()]
    words = fold(typed[:100]).split()
    by_word = [
        one
        for one, roots, line in _words(scheme)
        if words and one not in by_code and all(f" {word}" in line or stem(word) in roots for word in words)
    ]
    return [*by_code, *by_word][:_MOST_FOUND]


def named_by(scheme: str, texts: Iterable[str]) -> Class | None:
    """The class whose caption the texts (subjects, a title) name best; None when too little speaks for any.

    A class is named when a whole sentence of its caption ("Paxtachilik", "Oʻzbekiston tarixi") stands in a text; the
    longest sentence wins, then the narrowest class.
    """
    said = [{stem(word) for word in fold(text).split()} for text in texts]
    best: tuple[int, int, Class] | None = None
    for one, sentences in _sentences(scheme):
        longest_said = max((len(words) for words in sentences for text in said if words <= text), default=0)
        rank = (longest_said, len(one.code), one)
        if longest_said and one.mark and (best is None or rank[:2] > best[:2]):
            best = rank
    return best[2] if best else None


@cache
def _sentences(scheme: str) -> tuple[tuple[Class, tuple[frozenset[str], ...]], ...]:
    return tuple(
        (
            one,
            tuple(
                frozenset(roots)
                for caption in (one.uz, one.uz_cyrl, one.ru)
                for sentence in re.split(r"[.,()]", caption)
                if (roots := _roots(sentence))
            ),
        )
        for one in table(scheme).values()
    )
