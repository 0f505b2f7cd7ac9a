"""What the form of a record proposes for an empty mark, and where the proposal comes from."""

from __future__ import annotations

from collections import Counter

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue import checks, suggesting
from javon.collection.catalogue.author_marks import standard_table
from javon.collection.catalogue.classification import class_of
from javon.collection.catalogue.content_groups import content_group
from javon.collection.catalogue.standard import read_table
from javon.collection.catalogue.suggesting import OwnMarks, other_mark, suggestions
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.sources.record import Field

NOVEL = {"title": "Oʻtkan kunlar", "author": "Qodiriy, Abdulla", "language": "uzb", "genre": "roman"}
# The two tables were drawn by different people: here, and only here, they count a subject in different groups.
DRAWN_APART = {("005", "65"), ("006", "30"), ("001", "72"), ("002", "76"), ("008", "71"), ("003", "81"), ("02", "78.3"),
               ("02", "78"), ("06", "79"), ("069", "79"), ("070", "76"), ("398", "82"), ("611", "28.7"), ("794", "75"),
               ("82", "83")}  # fmt: skip


def proposed(own: OwnMarks | None = None, **typed: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for one in suggestions({**NOVEL, **typed}, own or OwnMarks(), standard_table()):
        found.setdefault(one.field, []).append((one.mark, one.why))
    return found


def test_the_concordance_never_sends_a_book_to_another_column_of_the_summary_book() -> None:
    for row in read_table("concordance.tsv"):
        udc, bbk = content_group(udc=row["udc"]), content_group(bbk=row["bbk"])
        assert udc == bbk or (row["udc"], row["bbk"]) in DRAWN_APART, row


def test_the_concordance_leads_to_classes_of_the_tables() -> None:
    for row in read_table("concordance.tsv"):
        assert class_of("bbk", row["bbk"]) and class_of("udc", row["udc"]) and row["way"] in "=<>", row
    for scheme in ("udc", "bbk"):
        rows = [
            row[scheme]
            for row in read_table("concordance.tsv")
            if row["way"] in ("=", ">" if scheme == "udc" else "<")
        ]
        assert len(rows) == len(set(rows)), [mark for mark, times in Counter(rows).items() if times > 1]


@pytest.mark.parametrize(
    "scheme, mark, other",
    [
        ("udc", "821.512.133-31", "84(5Oʻ)"),
        ("udc", "821.512.133.09", "83.3(5Oʻ)"),
        ("udc", "821.161.1.09", "83"),
        ("udc", "633.51", "42.16"),
        ("udc", "94(575.1)", "63.3(5Oʻ)"),
        ("udc", "94(47)", "63.3"),
        ("udc", "004.43", "32.97"),
        ("udc", "28-1", "86.38"),
        ("bbk", "84(5Ў)6", "821.512.133"),
        ("bbk", "84(5O'zb)7", "821.512.133"),
        ("bbk", "Д28.6", "59"),
        ("bbk", "22.1я721", "51"),
        ("bbk", "88.8", "159.9"),
        ("bbk", "хато", ""),
        ("udc", "", ""),
    ],
)
def test_one_mark_tells_the_other(scheme: str, mark: str, other: str) -> None:
    assert other_mark(scheme, mark) == other


def test_a_novel_in_uzbek_is_proposed_its_literature() -> None:
    found = proposed()
    assert found["bbk"][0] == ("84(5Oʻ)", "genre")
    assert found["udc"][0] == ("821.512.133-31", "genre")
    assert proposed(genre="", subtitle="sheʼrlar")["udc"] == [("821.512.133-1", "genre")]
    assert proposed(genre="Рассказы", language="rus")["udc"][0] == ("821.161.1-32", "genre")
    assert proposed(audience="children")["udc"][0] == ("821.512.133-93", "genre")


def test_the_mark_that_is_typed_speaks_first_and_is_not_touched() -> None:
    found = proposed(bbk="84(5Oʻ)6")
    assert "bbk" not in found and found["udc"] == [("821.512.133-31", "other_mark")]
    assert proposed(udc="633.5", genre="")["bbk"][0] == ("42.16", "other_mark")


def test_our_own_titles_speak_before_the_words_of_the_table() -> None:
    own = OwnMarks(
        by_author={"bbk": Counter({"84(5Oʻ)7": 3}), "author_mark": Counter({"Q 58": 2, "Q 58 m": 1})},
        by_subject={"bbk": Counter({"42.161": 2})},
    )
    found = proposed(own, genre="", subjects="Paxtachilik")
    assert found["bbk"] == [("42.161", "subject"), ("84(5Oʻ)7", "author")]
    assert found["author_mark"] == [("Q 58", "author"), ("Q 58 oʻ", "title_letter")]
    assert proposed(genre="", subjects="Paxtachilik")["bbk"] == [("42.16", "words")]


def test_the_author_mark_comes_from_the_table_and_never_from_nothing() -> None:
    ((mark, why),) = proposed()["author_mark"]
    assert mark.startswith("Q ") and why == "table"
    assert "author_mark" not in proposed(author="", title="1984")
    assert suggestions({}, OwnMarks(), standard_table()) == []


def test_two_proposals_for_a_field_are_enough() -> None:
    own = OwnMarks({"bbk": Counter({"84(5Oʻ)7": 3})}, {"bbk": Counter({"42.161": 2})})
    assert len(proposed(own, udc="633.5")["bbk"]) == suggesting._MOST


@pytest.mark.django_db
def test_what_we_hold_by_the_author_is_found_in_any_script_in_two_questions(
    django_assert_max_num_queries,
) -> None:
    marks = (Field("084", " ", " ", [("a", "84(5Ў)6")]), Field("090", " ", " ", [("b", "Q 58")]))
    held = a_title(record=a_record(subjects=("Tarixiy roman",), more=marks))
    a_title(record=a_record("Mehrobdan chayon", more=marks), is_donor=True)
    centre = a_centre().pk
    with django_assert_max_num_queries(2):
        found = checks.suggested({"title": "Обид кетмон", "author": "Қодирий, Абдулла"}, centre_id=centre)
    assert {(one.field, one.mark, one.why) for one in found} >= {
        ("bbk", "84(5Oʻ)6", "author"),
        ("author_mark", "Q 58", "author"),
    }
    by_subject = checks.suggested({"title": "X", "subjects": "тарихий роман"}, centre_id=centre)
    assert ("bbk", "84(5Oʻ)6", "subject") in {(one.field, one.mark, one.why) for one in by_subject}
    alone = checks.suggested({"title": "", "author": "Qodiriy, Abdulla"}, centre_id=centre, title=held)
    assert {one.why for one in alone} == {"table"}


@pytest.mark.django_db
def test_a_form_with_every_mark_asks_nothing(django_assert_max_num_queries) -> None:
    centre = a_centre().pk
    with django_assert_max_num_queries(0):
        assert checks.suggested({"udc": "1", "bbk": "2", "author_mark": "Q 58"}, centre_id=centre) == []
