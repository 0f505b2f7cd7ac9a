"""A record whose names are written as the authority has them: rule tables."""

from __future__ import annotations

import pytest

from javon.collection.catalogue.headings import Heading, rewritten
from javon.collection.catalogue.prepared import key_of
from javon.collection.catalogue.tests.characters import LEADER
from javon.collection.sources.record import Field, Record

FORMS = {
    "latn": "Qodiriy, Abdulla",
    "cyrl": "Қодирий, Абдулла",
    "rus": "Кадыри, Абдулла",
    "arab": "عبدالله قادری",
}
KEYS = frozenset(map(key_of, ("Qodiriy, A.", "Кадырий, А.", "Qodiriy, Abdulla", "Қодирий, А.")))


def person(**given) -> Heading:
    return Heading(**{"kind": "person", "keys": KEYS, "forms": FORMS, "births": frozenset({"1894"}), **given})


def of(*fields: Field, language: str = "uzb") -> Record:
    return Record(LEADER, [Field("008", value=f"190101s2019    uz            000 1 {language} d"), *fields])


def one(tag: str, *pairs: tuple[str, str]) -> Field:
    return Field(tag, "1", " ", list(pairs))


@pytest.mark.parametrize(
    "before, after, language",
    [
        ([("a", "Qodiriy, A.")], [("a", "Qodiriy, Abdulla")], "uzb"),
        ([("a", "Qodiriy, A.,"), ("e", "muallif")], [("a", "Qodiriy, Abdulla,"), ("e", "muallif")], "uzb"),
        ([("a", "Қодирий, А.")], [("a", "Қодирий, Абдулла")], "uzb"),
        ([("a", "Кадырий, А.")], [("a", "Кадыри, Абдулла")], "rus"),
        ([("a", "Qodiriy, A."), ("4", "aut")], [("a", "Qodiriy, Abdulla"), ("4", "aut")], "uzb"),
        (
            [("a", "Qodiriy, A."), ("t", "Mehrobdan chayon")],
            [("a", "Qodiriy, Abdulla"), ("t", "Mehrobdan chayon")],
            "uzb",
        ),
        # a namesake of another year, another name, a name that is right already
        ([("a", "Qodiriy, A."), ("d", "1950-")], [("a", "Qodiriy, A."), ("d", "1950-")], "uzb"),
        ([("a", "Oybek")], [("a", "Oybek")], "uzb"),
        ([("a", "Qodiriy, Abdulla")], [("a", "Qodiriy, Abdulla")], "uzb"),
    ],
)
@pytest.mark.parametrize("tag", ["100", "600", "700"])
def test_a_person_is_written_in_the_script_of_the_record(before, after, language, tag) -> None:
    record = of(one(tag, *before), language=language)
    made = rewritten(record, person())
    assert made.get(tag).subfields == after and (made is record) == (before == after)


@pytest.mark.parametrize(
    "before, after",
    [
        ([("a", "Qodiriy, A.")], [("a", "Qodiriy, A."), ("d", "1894–1938")]),
        (
            [("a", "Qodiriy, A."), ("e", "muallif")],
            [("a", "Qodiriy, A."), ("d", "1894–1938"), ("e", "muallif")],
        ),
        ([("a", "Qodiriy, A.,"), ("d", "1894-.")], [("a", "Qodiriy, A.,"), ("d", "1894–1938.")]),
        ([("a", "Qodiriy, A."), ("d", "1950-")], [("a", "Qodiriy, A."), ("d", "1950-")]),
    ],
)
def test_dates_follow_and_a_namesakes_stay(before, after) -> None:
    made = rewritten(of(one("100", *before)), person(forms={}, dates="1894–1938"))
    assert made.get("100").subfields == after


def test_a_script_without_a_heading_keeps_its_spelling() -> None:
    record = of(one("100", ("a", "Қодирий, А.")))
    assert rewritten(record, person(forms={"latn": "Qodiriy, Abdulla"})) is record


def test_the_twin_in_another_script_gets_the_heading_of_its_own() -> None:
    record = of(
        one("100", ("6", "880-01"), ("a", "Qodiriy, A.")), one("880", ("6", "100-01/(3/r"), ("a", "قادری"))
    )
    made = rewritten(record, person())
    assert made.get("100").first("a") == FORMS["latn"] and made.get("880").first("a") == FORMS["arab"]


def test_the_title_page_is_never_touched() -> None:
    record = of(
        one("100", ("a", "Qodiriy, A.")),
        one("245", ("a", "Qissa /"), ("c", "Qodiriy, A.")),
        one("500", ("a", "Qodiriy, A.")),
    )
    made = rewritten(record, person())
    assert made.get("245") == record.get("245") and made.get("500") == record.get("500")


@pytest.mark.parametrize(
    "kind, tag, before, wanted, after",
    [
        ("subject", "650", [("a", "Tarix"), ("x", "XX asr.")], "Tarix — Yangi davr", [("a", "Tarix"), ("x", "Yangi davr")]),
        ("subject", "650", [("a", "Tarix"), ("x", "XX asr"), ("2", "x")], "Yangi tarix", [("a", "Yangi tarix"), ("2", "x")]),
        ("subject", "650", [("a", "Tarix")], "Tarix — Manbalar", [("a", "Tarix"), ("x", "Manbalar")]),
        ("place", "651", [("a", "Andijon")], "Andijon viloyati", [("a", "Andijon viloyati")]),
        ("body", "710", [("a", "Fanlar akademiyasi."), ("b", "Tarix instituti,")], "Fanlar akademiyasi. Tarix markazi",
         [("a", "Fanlar akademiyasi."), ("b", "Tarix markazi,")]),
        ("body", "110", [("a", "Kutubxona")], "A. Navoiy nomidagi kutubxona", [("a", "A. Navoiy nomidagi kutubxona")]),
    ],
)  # fmt: skip
def test_bodies_subjects_and_places_keep_their_parts(kind, tag, before, wanted, after) -> None:
    from javon.collection.catalogue.derive import name_in

    record = of(one(tag, *before))
    found = name_in(record.get(tag))
    heading = Heading(kind, frozenset({key_of(found.name)}), {"latn": wanted})
    assert rewritten(record, heading).get(tag).subfields == after
