"""Marks that a record may want, from what else is typed: pure, a few for each empty field, each with where it comes from.

From the other mark by a concordance, from our own titles with the same subject or author, from the genre and language of
fiction, from the words of the class captions, and the author mark from its table. Nizom 5.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from javon.collection.catalogue import classification
from javon.collection.catalogue.author_marks import MarkTable, author_mark
from javon.collection.catalogue.classification import mark_key
from javon.collection.catalogue.knowledge import longest
from javon.collection.catalogue.standard import read_table
from javon.core.uzbek import fold, stem

FIELDS = ("udc", "bbk", "author_mark")
_MOST = 2  # for one field: more would have to be read, not glanced at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mark for a field of the form. `why`: other_mark, subject, author, genre, words, table, title_letter."""

    field: str
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """What our own titles carry that share the author or a subject: mark → how many, by field of the form."""

    by_author: Mapping[str, Counter[str]] = field(default_factory=dict)
    by_subject: Mapping[str, Counter[str]] = field(default_factory=dict)


@cache
def concordance(from_scheme: str) -> Mapping[str, str]:
    """Beginning of a mark in one scheme → mark in the other. «>» leads from UDC to BBK only, «<» back only, «=» both ways."""
    found: dict[str, str] = {}
    for row in read_table("concordance.tsv"):
        if row["way"] in ("=", ">" if from_scheme == "udc" else "<"):
            beginning, mark = (row["udc"], row["bbk"]) if from_scheme == "udc" else (row["bbk"], row["udc"])
            found.setdefault(mark_key(from_scheme, beginning), mark)
    return found


def other_mark(from_scheme: str, mark: str) -> str:
    """The mark of the other scheme for the same subject; "" when the concordance knows none."""
    key = mark_key(from_scheme, mark)
    if from_scheme == "bbk":
        key = key[1:] if key[:1] in ("Д", "D") else key
    elif re.match(r"82[\d.]*\.09", key):
        # Criticism stands with its literature in UDC and apart from it in BBK.
        return "83.3(5Oʻ)" if key.startswith("821.512.133") else "83"
    return longest(concordance(from_scheme), key)


def suggestions(values: Mapping[str, str], own: OwnMarks, table: MarkTable) -> list[Suggestion]:
    """What the empty fields of the form may want; at most two for a field, the likeliest first."""
    found: list[Suggestion] = []
    for name in FIELDS:
        if not values.get(name, "").strip():
            proposed = (
                _author_marks(values, own, table) if name == "author_mark" else _classes(name, values, own)
            )
            once = {one.mark: one for one in reversed(list(proposed)) if one.mark}
            found += list(reversed(once.values()))[:_MOST]
    return found


def _classes(scheme: str, values: Mapping[str, str], own: OwnMarks) -> Iterable[Suggestion]:
    other = "bbk" if scheme == "udc" else "udc"
    fiction = _of_fiction(scheme, values)
    if values.get(other, "").strip():
        by_other = other_mark(other, values[other])
        # The form of the work makes the class of a literature more exact: 821.512.133 becomes 821.512.133-31.
        yield Suggestion(
            scheme, fiction if by_other and fiction.startswith(by_other) else by_other, "other_mark"
        )
    for why, marks in (("subject", own.by_subject), ("author", own.by_author)):
        for mark, _count in marks.get(scheme, Counter()).most_common(1):
            yield Suggestion(scheme, mark, why)
    yield Suggestion(scheme, fiction, "genre")
    subjects = values.get("subjects", "").splitlines()
    named = classification.named_by(scheme, [*subjects, values.get("subtitle", ""), values.get("title", "")])
    yield Suggestion(scheme, named.mark if named and not fiction else "", "words")


@cache
def _literatures() -> Mapping[str, Mapping[str, str]]:
    return {row["language"]: row for row in read_table("literatures.tsv")}


@cache
def _forms() -> Mapping[str, str]:
    return {stem(fold(row["word"])): row["udc_form"] for row in read_table("genres.tsv")}


def _of_fiction(scheme: str, values: Mapping[str, str]) -> str:
    """The class of a work of fiction by its language and by the genre that genre or subtitle name; "" for anything else.

    A translation stands with the literature that it was translated from; the form does not know it, so the language typed
    is only a first guess, after the author's other works.
    """
    literature = _literatures().get(values.get("language", ""))
    words = fold(f"{values.get('genre', '')} {values.get('subtitle', '')}").split()
    form = next((_forms()[root] for word in words if (root := stem(word)) in _forms()), "")
    if literature is None or not form:
        return ""
    if scheme == "bbk":
        return literature["bbk_literature"]
    return literature["udc_literature"] + ("-93" if values.get("audience") == "children" else form)


def _author_marks(values: Mapping[str, str], own: OwnMarks, table: MarkTable) -> Iterable[Suggestion]:
    author, title = values.get("author", ""), values.get("title", "")
    given = _given(own.by_author.get("author_mark", Counter()))
    mark = given or author_mark(table, author, title)
    yield Suggestion("author_mark", mark, "author" if given else "table")
    letter = author_mark(table, author, title, with_title_letter=True).split()[2:]
    if given and letter:
        yield Suggestion("author_mark", f"{mark} {letter[0]}", "title_letter")


def _given(marks: Counter[str]) -> str:
    """The commonest mark of the author's other titles, without the letter of any of them."""
    bare: Counter[str] = Counter()
    for mark, count in marks.items():
        bare[" ".join(mark.split()[:2])] += count
    return next((mark for mark, _count in bare.most_common(1)), "")


def own_marks(rows: Iterable[tuple[bool, Sequence[str]]]) -> OwnMarks:
    """Counts from (is it the same author, marks in the order of FIELDS), one row for each title and tie."""
    by_author = {name: Counter[str]() for name in FIELDS}
    by_subject = {name: Counter[str]() for name in FIELDS}
    for is_author, marks in rows:
        for name, mark in zip(FIELDS, marks, strict=True):
            if mark:
                (by_author if is_author else by_subject)[name][mark] += 1
    return OwnMarks(by_author, by_subject)
