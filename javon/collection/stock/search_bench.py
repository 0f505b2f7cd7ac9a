"""How fast the catalogue answers: 200 questions made from the records, each asked for the first time.

Nothing is timed that a reader would not wait for, and nothing is left out: understanding the question,
finding, ranking, counting all ten facets, guessing at slips, fetching the identifiers. Remembered counts are
forgotten before every question, except where the line says that they are remembered. Beside the time on the
clock stands the processor's own, which other people's work on the machine does not stretch.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.isbn import check_digit_13
from javon.collection.catalogue.search import find, forget_counts, suggest
from javon.collection.catalogue.search_schema import SCHEMA
from javon.collection.sources.record import Field, Record
from javon.collection.stock.documents import CopyFacts, TitleFacts, document_of
from javon.core.search import question as q
from javon.core.search.index import Document, Index, Snapshot
from javon.core.uzbek import STOP_WORDS, fold, script_of, sort_key, to_cyrillic

QUESTIONS_OF_A_KIND = 25
KINDS = (
    "common word",
    "rare word",
    "two words",
    "phrase",
    "author",
    "slip of the finger",
    "Cyrillic",
    "Latin without apostrophes",
)
_APOSTROPHES = str.maketrans("", "", "ʻʼ'‘’`´")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: milliseconds over so many questions."""

    kind: str
    questions: int
    p50: float
    p95: float
    worst: float
    cpu_p50: float
    cpu_p95: float
    hits: int  # middle number of titles that answered


def run(
    records: int = 100_000, home: Path | None = None, *, say: Callable[[str], None] | None = None
) -> list[Line]:
    """Build an index of made-up records in a folder of its own, ask it, and take it away again.

    `home` is where that folder is made (a home on the disk to be judged); by default the system's place for
    temporary files.
    """
    say = say or (lambda _line: None)
    folder = Path(tempfile.mkdtemp(prefix="search-bench-", dir=home))
    try:
        index = Index(folder / "index", SCHEMA)
        began = time.perf_counter()
        with index.rebuilding(threads=1) as writer:
            for document in made_up_documents(records):
                writer.add(document)
        seconds = time.perf_counter() - began
        say(
            f"built {records} records in {seconds:.0f} s, {records / seconds:.0f} a second, "
            f"{size_of(index):.0f} MB"
        )
        return measure(index, say=say)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(index: Index, *, seed: int = 7, say: Callable[[str], None] | None = None) -> list[Line]:
    """Ask an index questions made from its own records; the lines of the table, also said one by one."""
    say = say or (lambda _line: None)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    say(f"{index.snapshot().size} titles; load of the machine before: {load}; processors: {os.cpu_count()}")
    questions = questions_from(index.snapshot(), seed)
    for query in [query for kind in KINDS for query in questions[kind][:2]]:
        find(
            query, index=index
        )  # the files come from the disk once, as on a server that has been up for a while
    lines = []

    def line(kind: str, calls: Sequence[Callable[[], int]], *, forget: bool = True) -> None:
        lines.append(_timed(kind, calls, forget=forget))
        say(as_text(lines[-1]))

    for kind in KINDS:
        line(kind, [_asking(index, query) for query in questions[kind]])
    mixed = [
        query for together in zip(*(questions[kind] for kind in KINDS), strict=True) for query in together
    ]
    line("all together", [_asking(index, query) for query in mixed])
    line("all together, one facet chosen", [_asking(index, *with_facets(index, query, 1)) for query in mixed])
    line(
        "all together, two facets chosen", [_asking(index, *with_facets(index, query, 2)) for query in mixed]
    )
    line("all together, sorted by title", [_asking(index, query, sort="title") for query in mixed])
    line("page 2 to 500 of a common word", [
        _asking(index, questions["common word"][0], offset=20 * page) for page in (1, 10, 100, 499)
    ])  # fmt: skip
    line("nothing typed", [_asking(index, "") for _ in range(5)])
    line("nothing typed, counts remembered", [_asking(index, "") for _ in range(20)], forget=False)
    beginnings = [
        query[:length] for query in questions["author"] + questions["two words"] for length in (2, 4, 7)
    ]
    line("suggestions while typing", [_suggesting(index, beginning) for beginning in beginnings])
    return lines


def as_text(line: Line) -> str:
    """One line of the table."""
    return (
        f"{line.kind:33} p50 {line.p50:6.1f}  p95 {line.p95:6.1f}  worst {line.worst:6.1f} ms"
        f"  (processor p50 {line.cpu_p50:.1f}, p95 {line.cpu_p95:.1f})"
        f"  {line.questions} questions, {line.hits} titles"
    )


def with_facets(index: Index, query: str, number: int) -> tuple[str, dict[str, list[str]]]:
    """The question again as a reader would narrow it: the commonest values of its own answer chosen."""
    found = find(query, index=index, limit=1)
    rng = random.Random(query)
    names = [
        name
        for name in ("language", "branch", "availability", "author", "year", "point")
        if found.facets[name]
    ]
    return query, {name: [found.facets[name][0].value] for name in rng.sample(names, min(number, len(names)))}


def questions_from(snapshot: Snapshot, seed: int) -> dict[str, list[str]]:
    """For each kind, questions made of the words of records drawn by lot."""
    rng = random.Random(seed)
    texts = list(_texts(snapshot, rng, 3000))
    words = sorted(
        {word for text in texts for word in text[0].split() if len(fold(word)) >= 4 and word.isalpha()}
    )
    known = [
        (snapshot.documents_with("everything", fold(word)), word) for word in words if " " not in fold(word)
    ]
    known.sort(reverse=True)
    titles = [text[0] for text in texts]
    authors = [text[1] for text in texts if text[1]]
    two = [pair for title in titles if (pair := _first_two(title))]
    made = {
        "common word": _distinct(word for _count, word in known),
        "rare word": _distinct(word for count, word in reversed(known) if 1 <= count <= 20),
        "two words": _distinct(rng.sample(two, len(two))),
        "phrase": _distinct(f'"{pair}"' for pair in rng.sample(two, len(two))),
        "author": _distinct(rng.sample(authors, len(authors))),
        "slip of the finger": _distinct(_slipped(pair, rng) for pair in rng.sample(two, len(two))),
        "Cyrillic": _distinct(pair if script_of(pair) == "cyrl" else to_cyrillic(pair) for pair in two[::-1]),
        "Latin without apostrophes": _distinct(
            sorted((pair.translate(_APOSTROPHES) for pair in two if script_of(pair) == "latn"), key=len)
        ),
    }
    return {kind: (queries * QUESTIONS_OF_A_KIND)[:QUESTIONS_OF_A_KIND] for kind, queries in made.items()}


def _texts(snapshot: Snapshot, rng: random.Random, number: int) -> Iterator[tuple[str, str]]:
    """(title, author) of records drawn by lot."""
    highest = snapshot.search(q.Everything(), limit=1, order_by="number", descending=True).hits[0].points
    for drawn in rng.sample(range(1, int(highest) + 1), min(number, int(highest))):
        for hit in snapshot.search(q.Word("number", drawn), limit=1).hits:
            stored = snapshot.stored(hit)
            shown = json.loads(stored["shown"][0])
            yield shown[0], next((text for text in shown[2:] if "," in text), "")


def _first_two(title: str) -> str:
    words = [
        word for word in title.replace(":", " ").replace(".", " ").split() if fold(word) not in STOP_WORDS
    ]
    return " ".join(words[:2]) if len(words) > 1 and len(fold(words[0])) > 3 else ""


def _slipped(text: str, rng: random.Random) -> str:
    """Two neighbouring letters swapped in the longest word."""
    word = max(text.split(), key=len)
    at = rng.randrange(1, max(2, len(word) - 2))
    return text.replace(word, word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :])


def _distinct(queries: Iterator[str] | Sequence[str]) -> list[str]:
    return list(dict.fromkeys(query for query in queries if query.strip()))[:QUESTIONS_OF_A_KIND]


def _asking(
    index: Index, query: str, facets: dict[str, list[str]] | None = None, **options: object
) -> Callable[[], int]:
    return lambda: find(query, facets, index=index, **options).count  # type: ignore[arg-type]


def _suggesting(index: Index, beginning: str) -> Callable[[], int]:
    return lambda: len(suggest(beginning, index=index))


def _timed(kind: str, calls: Sequence[Callable[[], int]], *, forget: bool) -> Line:
    times: list[float] = []
    processor: list[float] = []
    hits: list[int] = []
    for call in calls:
        if forget:
            forget_counts()
        began, worked = time.perf_counter(), time.thread_time()
        hits.append(call())
        times.append((time.perf_counter() - began) * 1000)
        processor.append((time.thread_time() - worked) * 1000)
    times.sort()
    processor.sort()
    at = min(len(times) - 1, int(len(times) * 0.95))
    middle = statistics.median
    return Line(
        kind,
        len(times),
        middle(times),
        times[at],
        times[-1],
        middle(processor),
        processor[at],
        int(middle(hits)),
    )


def size_of(index: Index) -> float:
    """Megabytes on the disk."""
    folder = index.current
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6 if folder else 0.0


# --- made-up records ----------------------------------------------------------------------------------------

_BEGINNINGS = (
    "b",
    "ch",
    "d",
    "f",
    "g",
    "gʻ",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "q",
    "r",
    "s",
    "sh",
    "t",
    "v",
    "x",
    "y",
    "z",
)
_VOWELS = ("a", "a", "a", "i", "i", "o", "oʻ", "u", "e")


def vocabulary(rng: random.Random, number: int) -> list[str]:
    """Words that sound Uzbek; the first ones are the commonest, as in any language."""
    words: dict[str, None] = {}
    while len(words) < number:
        syllables = rng.choice((1, 2, 2, 2, 3, 3, 4))
        word = "".join(rng.choice(_BEGINNINGS) + rng.choice(_VOWELS) for _ in range(syllables))
        words[word + rng.choice(("", "", "n", "r", "sh", "lar"))] = None
    return list(words)


def made_up_documents(records: int, seed: int = 7) -> Iterator[Document]:
    """Documents of records nobody wrote, through the same steps as real ones; words follow Zipf's law."""
    rng = random.Random(seed)
    latin = vocabulary(rng, 60_000)
    cyrillic = [to_cyrillic(word) for word in latin]
    people = [(rng.choice(latin[:4000]), rng.choice(latin[:1500])) for _ in range(max(50, records // 5))]
    topics = [" ".join(some(rng, latin, rng.choice((1, 2, 2)))) for _ in range(3000)]
    points = [UUID(int=number) for number in range(1, 7)]
    for number in range(1, records + 1):
        words = cyrillic if rng.random() < 0.3 else latin
        author = int(len(people) * rng.random() ** 2)
        family, given = people[author]
        year = 2026 - int(70 * rng.random() ** 2)
        title = " ".join(some(rng, words, rng.randint(2, 6))).capitalize()
        if number % 10 == 0:
            title = title.split()[0].capitalize()
        fields = [
            Field(
                "008",
                value=f"230608s{year}    uz     {rng.choice('j    ')}      000 1 {rng.choice(_LANGUAGES)} d",
            ),
            Field("020", subfields=[("a", isbn_of(number))]),
            Field(
                "080", subfields=[("a", rng.choice(("821.512.133", "94(575.1)", "53", "61", "37", "796")))]
            ),
            Field("100", "1", " ", [("a", f"{family.capitalize()}, {given.capitalize()}")]),
            Field("245", "1", "0", [("a", title), ("b", " ".join(some(rng, words, rng.randint(0, 3))))]),
            Field(
                "260",
                subfields=[("a", "Toshkent"), ("b", rng.choice(latin[:400]).capitalize()), ("c", str(year))],
            ),
        ]
        if rng.random() < 0.3:
            fields.append(Field("520", subfields=[("a", " ".join(some(rng, words, 25)))]))
        subjects = sorted({int(len(topics) * rng.random() ** 3) for _ in range(rng.randint(0, 3))})
        fields += [Field("650", " ", "7", [("a", topics[subject])]) for subject in subjects]
        derived = derive(Record(fields=fields))
        yield document_of(
            TitleFacts(
                id=UUID(int=number << 64 | rng.getrandbits(60)),
                number=number,
                version=1,
                added_on=date(2020, 1, 1) + timedelta(days=number % 2000),
                title_key=sort_key(derived.title)[:120],
                author_key=sort_key(derived.author)[:120],
                derived=derived,
                author_numbers=[author + 1],
                subject_numbers=[subject + 1 for subject in subjects],
                copies=[
                    CopyFacts(rng.choice(_STATES), rng.random() < 0.9, rng.choice(points))
                    for _ in range(rng.choice((0, 1, 1, 2, 5)))
                ],
            )
        )


_STATES = ("on_shelf", "on_shelf", "on_loan", "in_repair")
_LANGUAGES = ("uzb", "uzb", "uzb", "rus", "eng")


def some(rng: random.Random, words: Sequence[str], number: int) -> list[str]:
    """Words drawn as a text draws them: the n-th word n times rarer than the first."""
    return [words[int(len(words) ** rng.random()) - 1] for _ in range(number)]


def isbn_of(number: int) -> str:
    body = f"9789943{number % 100_000:05d}"
    return body + check_digit_13(body)
