"""In which column of the summary book a book is counted. Each line is a book that a librarian may lay on the table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.catalogue import content_groups, knowledge
from javon.collection.catalogue.content_groups import CURRENT, content_group, group_of_title, profile_on
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.catalogue.wording_facets import BRANCHES
from javon.collection.sources.record import Field

# What is printed in the book, and the column.
BY_BBK = [
    ("63.3(5Oʻ)", "SOC", "Oʻzbekiston tarixi"),
    ("60.5", "SOC", "sotsiologiya"),
    ("65.052", "SOC", "buxgalteriya hisobi"),
    ("66.3(5Oʻ)", "SOC", "siyosat"),
    ("67.400", "SOC", "huquq"),
    ("68.49", "SOC", "harbiy ish"),
    ("74.200", "SOC", "pedagogika"),
    ("78.3ya722", "SOC", "kutubxonashunoslik darsligi, lotincha «ya»"),
    ("86.38", "SOC", "islom"),
    ("87.7", "SOC", "axloq"),
    ("88.8", "SOC", "psixologiya"),
    ("20.1", "NAT", "ekologiya"),
    ("22.1я721", "NAT", "maktab matematika darsligi"),
    ("22.1 ya 721", "NAT", "boʻshliqlar bilan yozilgan"),
    ("28.5", "NAT", "botanika"),
    ("26.3", "NAT", "geologiya"),
    ("26.8", "GEO", "geografiya"),
    ("26.89(5Oʻ)", "GEO", "oʻlka geografiyasi"),
    ("51.2", "MED", "gigiyena"),
    ("57.3", "MED", "pediatriya"),
    ("32.97", "TEC", "kompyuterlar"),
    ("36.99", "TEC", "pazandalik"),
    ("39.6", "TEC", "kosmos"),
    ("42.16", "AGR", "paxtachilik"),
    ("48", "AGR", "veterinariya"),
    ("75.5", "SPO", "sport oʻyinlari"),
    ("80", "LIN", "filologiya"),
    ("81.2Oʻzb", "LIN", "oʻzbek tili"),
    ("82.3(5Oʻ)", "LIT", "folklor"),
    ("83.3(5Oʻ)", "LIT", "oʻzbek adabiyoti tarixi"),
    ("84(5Oʻz)6", "FIC", "roman"),
    ("84(5Ў)6", "FIC", "roman, kirillcha indeks"),
    ("84(5Узб)-5", "FIC", "sheʼrlar"),
    ("KBK 84(2Рос)", "FIC", "«KBK» soʻzi bilan koʻchirilgan"),
    ("84(5Oʻ)я71", "CHI", "bolalar uchun hikoyalar"),
    ("84(5O'z)6ya7", "CHI", "bolalar uchun, lotincha «ya»"),
    ("Д84(5Oʻz)", "CHI", "bolalar boʻlimi"),
    ("Д 28", "CHI", "bolalar uchun hayvonlar haqida"),
    ("85.14", "ART", "tasviriy sanʼat"),
    ("91.9", "GEN", "bibliografiya"),
    ("92", "GEN", "ensiklopediya"),
    ("95", "GEN", "jurnal"),
    ("Ш6(5У)", "FIC", "roman, ilmiy kutubxonalar jadvali"),
    ("Ч51", "SPO", "sport, ilmiy kutubxonalar jadvali"),
    ("Т3(5У)", "SOC", "tarix, ilmiy kutubxonalar jadvali"),
]
BY_UDC = [
    ("159.9", "SOC", "psixologiya"),
    ("28", "SOC", "islom"),
    ("316", "SOC", "sotsiologiya"),
    ("37.016", "SOC", "taʼlim"),
    ("94(575.1)", "SOC", "Oʻzbekiston tarixi"),
    ("929", "SOC", "biografiya"),
    ("657", "SOC", "buxgalteriya hisobi"),
    ("656.1", "TEC", "avtotransport"),
    ("502", "NAT", "ekologiya"),
    ("51(075)", "NAT", "matematika darsligi"),
    ("616", "MED", "kasalliklar"),
    ("004.4", "TEC", "dasturlash"),
    ("621.3", "TEC", "elektrotexnika"),
    ("641.5", "TEC", "pazandalik"),
    ("69", "TEC", "qurilish"),
    ("633.5", "AGR", "paxtachilik"),
    ("619", "AGR", "veterinariya, tibbiyot raqami ostida boʻlsa ham"),
    ("75.03", "ART", "rangtasvir"),
    ("792", "ART", "teatr"),
    ("796.8", "SPO", "kurash"),
    ("811.512.133", "LIN", "oʻzbek tili"),
    ("821.512.133.09", "LIT", "oʻzbek adabiyoti haqida"),
    ("82.0", "LIT", "adabiyot nazariyasi"),
    ("821.512.133-31", "FIC", "roman"),
    ("UO'K: 821.512.133-1", "FIC", "sheʼrlar, «UOʻK» soʻzi bilan"),
    ("821.512.133-93", "CHI", "bolalar adabiyoti"),
    ("087.5", "CHI", "bolalar uchun nashr"),
    ("908(575.112)", "GEO", "oʻlkashunoslik"),
    ("91(575.1)", "GEO", "geografiya"),
    ("02 (075)", "GEN", "kutubxonashunoslik darsligi"),
    ("030", "GEN", "ensiklopediya"),
]


@pytest.mark.parametrize("bbk, group, what", BY_BBK, ids=[f"{mark} {what}" for mark, _, what in BY_BBK])
def test_a_book_is_counted_by_its_bbk(bbk: str, group: str, what: str) -> None:
    assert content_group(bbk=bbk) == group


@pytest.mark.parametrize("udc, group, what", BY_UDC, ids=[f"{mark} {what}" for mark, _, what in BY_UDC])
def test_without_a_bbk_its_udc_decides(udc: str, group: str, what: str) -> None:
    assert content_group(udc=udc) == group


@pytest.mark.parametrize(
    "told, group",
    [
        ({}, "GEN"),
        ({"bbk": "?", "udc": "—"}, "GEN"),
        ({"bbk": "65.9", "udc": "004"}, "SOC"),  # BBK is heard first
        ({"bbk": "хато", "udc": "616"}, "MED"),
        ({"bbk": "84(5Oʻz)6", "audience": "children"}, "CHI"),  # a story told for children
        ({"bbk": "84(5Oʻz)6", "udc": "821.512.133-93"}, "CHI"),
        ({"bbk": "84(5Oʻz)6", "audience": "teens"}, "FIC"),
        ({"bbk": "28.6", "audience": "children"}, "NAT"),  # a book on animals stays with the animals
        ({"audience": "children"}, "CHI"),
        ({"kind": "map"}, "GEO"),
        ({"kind": "score"}, "ART"),
        ({"kind": "serial"}, "GEN"),
        ({"kind": "serial", "bbk": "74"}, "SOC"),
        ({"field": "HIS"}, "SOC"),  # Dewey said so
        ({"field": "FIC", "audience": "children"}, "CHI"),
        ({"bbk": "хато; 53.5"}, "MED"),  # several marks: the first that says anything
    ],
)
def test_what_else_is_known_of_the_book_helps(told: dict[str, str], group: str) -> None:
    assert content_group(**told) == group


def test_the_columns_are_those_of_the_28_column_book_in_its_order() -> None:
    assert [group.code for group in CURRENT.groups] == (
        "SOC LIN NAT MED TEC AGR ART SPO LIT GEO GEN FIC CHI".split()
    )
    assert CURRENT.group("AGR").label("uz") == "qishloq xoʻjaligi"
    assert CURRENT.group("AGR").label("uz-cyrl") == "қишлоқ хўжалиги"
    assert CURRENT.group("AGR").label("ru") == "сельское хозяйство"
    assert CURRENT.group("ART").label("uz-cyrl") == "санъат"
    with pytest.raises(KeyError):
        CURRENT.group("HIS")


def test_every_field_of_knowledge_falls_into_a_group_of_every_profile() -> None:
    for profile in content_groups.profiles():
        assert set(profile.by_field) == set(knowledge.BRANCHES) == set(BRANCHES)
        assert content_groups.profile_of(profile.code) is profile
    with pytest.raises(KeyError):
        content_groups.profile_of("no-such-form")


def test_a_new_form_counts_in_its_own_groups_from_its_first_day() -> None:
    row = {
        "code": "new-form",
        "uz": "Yangi shakl",
        "ru": "Новая форма",
        "en": "New form",
        "rest": "OTHER",
        "valid_from": date(2027, 1, 1),
        "group": [
            {"code": "HIS", "uz": "tarix", "ru": "история", "en": "history", "takes": ["HIS"]},
            {"code": "REL", "uz": "din", "ru": "религия", "en": "religion", "bbk": ["86"], "udc": ["2"]},
            {"code": "OTHER", "uz": "boshqa", "ru": "прочее", "en": "other", "takes": [*sorted(set(BRANCHES) - {"HIS"})]},
        ],
    }  # fmt: skip
    form = content_groups._profile(row)
    assert content_group(bbk="63.3(5Oʻ)", profile=form) == "HIS"
    assert content_group(bbk="86.38", profile=form) == "REL"
    assert content_group(udc="28", profile=form) == "REL"
    assert content_group(bbk="84(5Oʻz)", profile=form) == content_group(profile=form) == "OTHER"
    assert not form.holds_on(date(2026, 12, 31)) and form.holds_on(date(2027, 1, 1))


@pytest.mark.parametrize(
    "spoiled",
    [
        {"rest": "NONE"},
        {"group": [{"code": "A", "uz": "a", "ru": "a", "en": "a", "takes": ["SOC", "SOC"]}]},
        {"group": [{"code": "A", "uz": "a", "ru": "a", "en": "a", "takes": ["SOC"]}]},
        {"group": [{"code": "A", "uz": "a", "ru": "a", "en": "a", "takes": [*BRANCHES], "bbk": ["8"]}] * 2},
    ],
)
def test_a_profile_that_does_not_place_every_book_once_is_refused(spoiled: dict[str, object]) -> None:
    group = {"code": "A", "uz": "a", "ru": "a", "en": "a", "takes": [*BRANCHES]}
    with pytest.raises(ValueError):
        content_groups._profile(
            {"code": "x", "uz": "", "ru": "", "en": "", "rest": "A", "group": [group], **spoiled}
        )


def test_today_and_long_ago_are_counted_in_the_form_in_force() -> None:
    assert profile_on(date(1995, 1, 1)) is profile_on(date(2026, 11, 28)) is CURRENT


@given(
    udc=st.text(max_size=30),
    bbk=st.text(max_size=30),
    audience=st.sampled_from(["", "children", "teens", "adults"]),
)
def test_whatever_is_printed_the_book_has_exactly_one_group(udc: str, bbk: str, audience: str) -> None:
    assert content_group(udc=udc, bbk=bbk, audience=audience) in {group.code for group in CURRENT.groups}


@pytest.mark.django_db
def test_a_record_that_is_kept_answers_the_same() -> None:
    def book(**marks: str) -> str:
        more = tuple(Field(tag[1:], " ", " ", [("a", mark)]) for tag, mark in marks.items())
        return group_of_title(a_title(record=a_record(more=more)))

    assert book(_084="63.3(5Oʻ)") == "SOC"
    assert book(_084="84(5Oʻz)6", _521="6+") == "CHI"
    assert book(_082="891.43") == "FIC"
    assert book(_080="633.5") == "AGR"
