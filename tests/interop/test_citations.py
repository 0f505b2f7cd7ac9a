"""RIS and BibTeX of every book of the demo, read by programs of others."""

from __future__ import annotations

from datetime import date

import pytest

from javon.collection.catalogue import citations
from javon.collection.catalogue.derive import Derived, derive
from javon.collection.sources import Field, Record
from javon.config.demo import library


@pytest.fixture(scope="module")
def books() -> list[Derived]:
    strange = Record(
        "00000nam a2200000 i 4500",
        [
            Field("110", "2", " ", [("a", "Simon and Schuster")]),
            Field(
                "245",
                "1",
                "0",
                [("a", "100 % {foyda} & zarar_ # $ ~ ^ \\\nyoki"), ("b", "ER  - TY  - @book{x,")],
            ),
            Field("264", " ", "1", [("c", "2019")]),
        ],
    )
    return [
        derive(record) for record in [*library.records(scale=0.2, seed=1, today=date(2026, 11, 23)), strange]
    ]


def test_rispy_reads_title_authors_and_year(books: list[Derived]) -> None:
    rispy = pytest.importorskip("rispy")
    for book in books:
        (entry,) = rispy.loads(citations.ris(book, address="https://kutubxona.uz/book/1"))
        whole = f"{book.title} : {book.subtitle}" if book.subtitle else book.title
        assert entry["title"] == " ".join(whole.split()) and entry.get("authors", []) == list(book.authors)
        assert entry.get("year") == (str(book.year) if book.year else None) and "unknown_tag" not in entry


def test_bibtexparser_reads_every_entry(books: list[Derived]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2")
    text = "\n".join(citations.bibtex(book, number=number) for number, book in enumerate(books, 1))
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks and len(found.entries) == len(books)
    for entry, book in zip(found.entries, books, strict=True):
        fields = {one.key: one.value for one in entry.fields}
        assert fields["title"] and fields.get("year") == (str(book.year) if book.year else None)
    assert fields["author"] == "{Simon and Schuster}"
