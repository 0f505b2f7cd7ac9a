"""Finding titles: what was typed becomes a question to the index, its answer a page of ids with counts.

Exact and script-folded matches come first; slips are guessed at only when fewer than three titles answer, and
the answer says so. Nizom 2.11.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from javon.collection.catalogue import search_question
from javon.collection.catalogue.search_schema import FACETS, SCHEMA, UNKNOWN
from javon.core.search import question as q
from javon.core.search.highlight import marked
from javon.core.search.index import Hit, Hits, Index, Snapshot
from javon.core.uzbek import fold, script_of

SORTS = ("relevance", "title", "author", "year", "-year", "newest")
MOST_OFFSET = 10_000
MOST_LIMIT = 100
FEW = 3  # fewer answers than this, and slips are guessed at (ux brief, finding 12)
SUGGESTIONS = 8
SHORT = 2  # letters; so little typed begins too many titles to walk through each time
SECONDS_SHORT = 600.0
VERY_LARGE = 200_000  # titles; counting all of them takes longer than 30 ms
SECONDS_OLD = 60.0

_ORDER = {  # sort -> (field, descending)
    "title": ("by_title", False),
    "author": ("by_author", False),
    "year": ("by_year", False),
    "-year": ("by_year", True),
    "newest": ("by_newest", True),
}
_VALUES_SHOWN = {"author": 20, "subject": 20, "year": 40, "language": 30, "point": 50}
_VALUES_SHOWN_ELSEWHERE = 20


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to filter by and how many of the answers carry it."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer."""

    count: int
    ids: tuple[UUID, ...]
    facets: dict[str, list[FacetValue]]
    also_searched: tuple[
        str, ...
    ]  # other spellings that were looked for, readable; () when only what was typed was
    took_ms: float
    words: frozenset[str]  # folded; for highlight()
    cut: bool = False  # what was typed was too long to be read whole
    generation: str = ""


@lru_cache(maxsize=4)
def _index_in(root: Path) -> Index:
    return Index(root, SCHEMA)


def catalogue_index() -> Index:
    """The index of titles in this home."""
    return _index_in(Path(settings.SEARCH_INDEX))


def find(
    query: str = "",
    facets: Mapping[str, Sequence[str]] | None = None,
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
    *,
    with_facets: bool = True,
    about: Sequence[str] = (),
    index: Index | None = None,
) -> Found:
    """The titles that answer, in order, and how the answers fall into facets.

    `facets` maps names of FACETS to the values chosen (any of one name, all of the names); unknown names are
    ignored. `about` keeps titles that have any of these words or phrases in title or subjects.
    An unknown sort is relevance. Limit and offset are brought within their bounds.
    Raises IndexMissing, IndexOutdated, IndexDamaged; never because of what was typed.
    """
    began = time.perf_counter()
    snapshot = (index or catalogue_index()).snapshot()
    limit, offset = min(max(limit, 0), MOST_LIMIT), min(max(offset, 0), MOST_OFFSET)
    asked = search_question.read(query)
    chosen = {
        name: tuple(dict.fromkeys(values))
        for name, values in (facets or {}).items()
        if name in FACETS and values
    }
    filters = {name: _filter(name, values) for name, values in chosen.items()}
    within = {**filters, "about": _about(about)} if about else filters
    if asked.is_empty and sort not in _ORDER:
        sort = "newest"
    hits = _search(snapshot, asked.ranked, within, sort, limit, offset)
    also_searched: tuple[str, ...] = ()
    wanted = asked.wanted
    if hits.count < FEW and not asked.is_empty:
        for wider in search_question.wider(asked, lambda word: snapshot.documents_with("heart", word) > 0):
            more = _search(snapshot, wider.ranked, within, sort, limit, offset)
            if more.count > hits.count:
                best = _search(snapshot, wider.ranked, within, "relevance", 10, 0)
                also_searched = _meant(snapshot, best.hits, asked)
                if also_searched:
                    ranked = search_question.ranked_as_meant(wider, also_searched[0])
                    more = _search(snapshot, ranked, within, sort, limit, offset)
                hits, wanted = more, wider.wanted
            if hits.count >= FEW:
                break
    if about:
        wanted = _all(wanted, [within["about"]])
    return Found(
        count=hits.count,
        ids=tuple(UUID(hex=snapshot.stored(hit)["id"][0]) for hit in hits.hits),
        facets=_facets(snapshot, wanted, filters, chosen) if with_facets else {},
        also_searched=also_searched,
        took_ms=round((time.perf_counter() - began) * 1000, 1),
        words=asked.highlighted | {word for text in also_searched for word in fold(text).split()},
        cut=asked.cut,
        generation=snapshot.generation,
    )


def suggest(query: str, *, index: Index | None = None) -> list[str]:
    """Up to eight titles and authors that begin as what was typed, the commonest first."""
    typed = fold(query[:100])
    if not typed:
        return []
    snapshot = (index or catalogue_index()).snapshot()
    script = script_of(query[:100])
    if len(typed) > SHORT:
        return list(_suggested(snapshot, typed, script))
    # Two letters begin many thousands of titles: what they suggest is worked out at most every ten minutes.
    key = (snapshot.generation.rpartition(".")[0], typed, script)
    known = _short.get(key)
    if known is None or time.monotonic() - known[0] > SECONDS_SHORT:
        if len(_short) > 5000:
            _short.clear()
        known = _short[key] = (time.monotonic(), _suggested.__wrapped__(snapshot, typed, script))
    return list(known[1])


def highlight(text: str, words: frozenset[str]) -> list[tuple[str, bool]]:
    """The text in pieces, True for those that answer: the template puts <mark> around them."""
    return marked(text, words, fold)


# --- searching ----------------------------------------------------------------------------------------------


def _search(
    snapshot: Snapshot,
    asked: q.Question,
    filters: Mapping[str, q.Question],
    sort: str,
    limit: int,
    offset: int,
) -> Hits:
    question = q.AllOf((asked, *filters.values())) if filters else asked
    field, descending = _ORDER.get(sort, ("", False))
    weight = "" if field else "weight"
    return snapshot.search(
        question, limit=limit, offset=offset, order_by=field, descending=descending, weight=weight
    )


def _filter(name: str, values: Sequence[str]) -> q.Question:
    if name != "year":
        return q.Worth(q.OneOf(name, tuple(values)), 0.0)
    years = tuple(search_question.years(value) for value in values)
    return q.Worth(q.AnyOf(tuple(year for year in years if year is not None)), 0.0)


def _about(texts: Sequence[str]) -> q.Question:
    """Any of the texts, its words side by side, among the words of the title and the subjects."""
    phrases = [words for text in texts if (words := tuple(fold(text).split()))]
    return q.Worth(
        q.AnyOf(
            tuple(
                q.Word(place, words[0]) if len(words) == 1 else q.Phrase(place, words)
                for words in phrases
                for place in ("title", "topics")
            )
        ),
        0.0,
    )


def _meant(snapshot: Snapshot, hits: Sequence[Hit], asked: search_question.Read) -> tuple[str, ...]:
    """What the slips were taken for, in the spelling of the records found; at most three."""
    found: dict[str, None] = {}
    for hit in hits:
        texts = json.loads(snapshot.stored(hit)["shown"][0])
        if (meant := search_question.as_spelled(asked.words, texts)) is not None:
            found[meant] = None
    if hits and not found:
        # No word of theirs stands for a word that was typed: then at least what was found is said.
        found[json.loads(snapshot.stored(hits[0])["shown"][0])[0]] = None
    return tuple(found)[:3]


# --- counting -----------------------------------------------------------------------------------------------


_Key = tuple[str, q.Question, tuple[str, ...]]  # generation, question, facets


class _Remembered(OrderedDict[_Key, dict[str, list[tuple[str, int]]]]):
    """The counts of the last few questions: the second page of an answer does not count again.

    The generation is part of the key, so nothing here is ever older than the index.
    """

    def put(self, key: _Key, counts: dict[str, list[tuple[str, int]]]) -> None:
        self[key] = counts
        while len(self) > 200:
            try:
                self.popitem(last=False)
            except KeyError:  # another thread was quicker
                return


_remembered = _Remembered()


# The counts of the whole catalogue, for the page everyone opens first: (generation, when counted, counts).
_whole: tuple[str, float, dict[str, list[tuple[str, int]]]] | None = None


def forget_counts() -> None:
    """Forget every remembered count, so that a bench measures the counting itself."""
    global _whole
    _whole = None
    _remembered.clear()
    _short.clear()
    _suggested.cache_clear()


def _count_whole(snapshot: Snapshot) -> dict[str, list[tuple[str, int]]]:
    """Counts of all titles. Very large catalogues: up to a minute old, or every loan would cost a count."""
    global _whole
    whole = _whole
    if whole is not None:
        generation, counted_at, counts = whole
        recent = snapshot.size >= VERY_LARGE and time.monotonic() - counted_at < SECONDS_OLD
        if generation == snapshot.generation or (recent and _same_index(generation, snapshot.generation)):
            return counts
    counts = _count(snapshot, q.Everything(), FACETS)
    _whole = (snapshot.generation, time.monotonic(), counts)
    return counts


def _same_index(one: str, other: str) -> bool:
    return one.rpartition(".")[0] == other.rpartition(".")[0]


def _count(
    snapshot: Snapshot, question: q.Question, names: Sequence[str]
) -> dict[str, list[tuple[str, int]]]:
    key = (snapshot.generation, question, tuple(names))
    counts = _remembered.get(key)
    if counts is None:
        sizes = {name: _VALUES_SHOWN.get(name, _VALUES_SHOWN_ELSEWHERE) for name in names}
        counts = snapshot.facets(question, sizes)
        _remembered.put(key, counts)
    return counts


def _facets(
    snapshot: Snapshot,
    wanted: q.Question,
    filters: Mapping[str, q.Question],
    chosen: Mapping[str, Sequence[str]],
) -> dict[str, list[FacetValue]]:
    """Counts of every facet; those of one ignore what is chosen in itself, so that more can be chosen."""
    if not filters and wanted == q.Everything():
        return {
            name: [FacetValue(value, count) for value, count in _in_order(name, counts)]
            for name, counts in _count_whole(snapshot).items()
        }
    free = [name for name in FACETS if name not in filters]
    counts = dict(_count(snapshot, _all(wanted, filters.values()), free))
    for name in filters:
        others = [filter for other, filter in filters.items() if other != name]
        counts |= _count(snapshot, _all(wanted, others), [name])
    found: dict[str, list[FacetValue]] = {}
    for name in FACETS:
        picked = chosen.get(name, ())
        values = [
            FacetValue(value, count, value in picked) for value, count in counts[name] if value != UNKNOWN
        ]
        present = {value.value for value in values}
        for value in picked:
            if value not in present:
                # What is chosen is shown even when it is not among the commonest.
                others = [filter for other, filter in filters.items() if other != name]
                count = snapshot.count(_all(wanted, [*others, _filter(name, [value])]))
                values.append(FacetValue(value, count, True))
        found[name] = values
    return found


def _in_order(name: str, counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The commonest first; years from the newest. What titles do not say is left out."""
    kept = [(value, count) for value, count in counts if value != UNKNOWN]
    return sorted(kept, reverse=True) if name == "year" else kept


def _all(wanted: q.Question, filters: Iterable[q.Question]) -> q.Question:
    filters = tuple(filters)
    return q.AllOf((wanted, *filters)) if filters else wanted


# --- suggesting ---------------------------------------------------------------------------------------------


_short: dict[tuple[str, str, str], tuple[float, tuple[str, ...]]] = {}


@lru_cache(maxsize=2000)
def _suggested(snapshot: Snapshot, typed: str, script: str) -> tuple[str, ...]:
    """One suggestion for all spellings of one key, shown in the script in which the person types."""
    common: dict[str, int] = {}
    spellings: dict[str, list[tuple[bool, int, str]]] = {}
    for field in ("suggested_title", "suggested_author"):
        for value, count in snapshot.values_beginning(field, typed, limit=SUGGESTIONS * 3):
            shown = value.partition("\t")[2]
            key = fold(shown)
            common[key] = common.get(key, 0) + count
            spellings.setdefault(key, []).append((script_of(shown) != script, -count, shown))
    commonest = sorted(common, key=lambda key: (-common[key], len(key), key))[:SUGGESTIONS]
    return tuple(min(spellings[key])[2] for key in commonest)
