"""Registered once, found by anything, registered again each year, and nothing half done. Nizom 2.11; dossier 2.2, 8.3."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from javon.centre.organisation.models import BasedOn
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.centre.periods import actions as periods
from javon.core import clock
from javon.core.access import VISITOR, machine
from javon.core.audit.models import Entry
from javon.core.card_code import card_barcode
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused
from javon.service.lending.queries import facts as facts_of
from javon.service.readers import actions, checks, rights
from javon.service.readers.codes import number_of
from javon.service.readers.models import Block, Card, Consent, Reader, Registration
from javon.service.readers.queries import (
    blocks_on,
    found_readers,
    guardians_of,
    portrait,
    reader_of_card,
    registration_of,
)
from javon.service.readers.queries.consents import is_wanted
from javon.service.readers.queries.finding import begins
from javon.service.readers.queries.papers import journal_rows
from javon.service.readers.rules import registering as rules
from javon.service.readers.rules.registering import GuardianData, ReaderData
from javon.service.readers.tests.characters import (
    a_consent_text,
    a_reader,
    a_registrar,
    blocked,
    dilnoza,
    dilnoza_data,
    mother,
    reader_data,
    rustam_ota,
)

TODAY = date(2026, 11, 29)


def codes_of(deed) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.verdict.codes


@pytest.fixture
def gulnoza(db):
    a_consent_text()
    return the_actor(a_registrar())


def new(by, data=None, **given):
    words = {"consent": actions.ConsentGiven(), **given}
    return actions.register(by=by, centre=a_centre(), data=data or reader_data(), **words)


# --- the decision -------------------------------------------------------------------------------------------------

GROWN_UP = reader_data(surname="Karimova", given_name="Nargiza", birth_date=date(1990, 5, 17))
CHILD = ReaderData(
    surname="Karimova",
    given_name="Dilnoza",
    birth_date=date(2015, 3, 5),
    sex="female",
    category="pupil",
    grade=5,
)
GROUP = ReaderData(surname="5-«B» sinf", kind="collective", category="pupil", head_count=25)


def facts(data=GROWN_UP, **given) -> rules.RegistrationFacts:
    return rules.RegistrationFacts(**{"data": data, "today": TODAY, "registered_on": TODAY, **given})


def changed(data: ReaderData, **deviations) -> ReaderData:
    return ReaderData(**{**{name: getattr(data, name) for name in data.__dataclass_fields__}, **deviations})


@pytest.mark.parametrize(
    ("f", "codes"),
    [
        (facts(), ()),
        (facts(CHILD, guardian=mother()), ()),
        (facts(GROUP, guardian=GuardianData(name="Ergasheva Zulfiya")), ()),
        (facts(changed(GROWN_UP, given_name="", patronymic="")), ()),  # some people have one name
        (facts(changed(GROWN_UP, surname=" ")), ("surname_missing",)),
        (facts(changed(GROWN_UP, surname="—")), ("surname_missing",)),
        (facts(changed(GROWN_UP, surname="\u200b\u200d")), ("surname_missing",)),
        (facts(changed(GROWN_UP, birth_date=None)), ("birth_date_missing",)),
        (facts(changed(GROWN_UP, birth_date=TODAY + timedelta(1))), ("born_in_future",)),
        (facts(changed(GROWN_UP, birth_date=date(1890, 1, 1))), ("born_too_long_ago",)),
        (facts(changed(GROWN_UP, sex="")), ("sex_missing",)),
        (facts(changed(GROWN_UP, category="")), ("category_missing",)),
        (facts(changed(GROWN_UP, grade=5)), ("grade_of_no_pupil",)),
        (facts(changed(GROWN_UP, phone=None)), ("phone_unreal",)),
        (facts(changed(CHILD, grade=12), guardian=mother()), ("grade_unreal",)),
        (facts(changed(CHILD, grade=None), guardian=mother()), ("pupil_without_grade",)),
        (facts(CHILD), ("guardian_missing",)),
        (facts(CHILD, guardian=GuardianData(phone="998901234567")), ("guardian_missing",)),
        (facts(CHILD, guardian=GuardianData(name="Nargiza", phone=None)), ("guardian_phone_unreal",)),
        (facts(CHILD, guardian=mother(), has_consent=False), ("guardian_consent_missing",)),
        (facts(has_consent=False), ("consent_missing",)),
        (facts(has_consent_text=False), ("no_consent_text",)),
        (facts(changed(GROUP, head_count=0), guardian=mother()), ("heads_unreal",)),
        (facts(GROUP, has_consent=False), ("group_without_responsible",)),
        (facts(changed(GROUP, surname=""), guardian=mother()), ("group_without_name",)),
        (facts(card_number=1_000_000), ("card_unreal",)),
        (facts(card_number=127, card_belongs_to=3), ("card_taken",)),
        (facts(registered_on=TODAY + timedelta(1)), ("registered_in_future",)),
        (facts(registered_on=date(2025, 12, 31)), ()),
        (facts(registered_on=date(2024, 12, 31)), ("registered_long_ago",)),
        (facts(likenesses=(rules.Likeness(7, is_same=True),)), ("registered_under",)),
        (facts(likenesses=(rules.Likeness(7, is_same=True),), is_another=True), ()),
        (facts(likenesses=(rules.Likeness(7, is_same=False),)), ()),
        (
            facts(ReaderData(phone=None), has_consent=False),
            (
                "surname_missing",
                "birth_date_missing",
                "sex_missing",
                "category_missing",
                "phone_unreal",
                "consent_missing",
            ),
        ),
    ],
)
def test_everything_that_stands_against_a_registration_is_said_at_once(f, codes):
    assert rules.may_register(f).codes == codes


@pytest.mark.parametrize(
    ("f", "codes"),
    [
        (rules.AgainFacts(TODAY, TODAY), ()),
        (rules.AgainFacts(TODAY, TODAY, registered_as=4), ("registered_already",)),
        (rules.AgainFacts(TODAY, TODAY, is_gone=True), ("reader_is_gone",)),
        (rules.AgainFacts(TODAY, TODAY + timedelta(1)), ("registered_in_future",)),
        (rules.AgainFacts(TODAY, date(2025, 12, 30)), ()),
        (rules.AgainFacts(TODAY, date(2024, 12, 30)), ("registered_long_ago",)),
    ],
)
def test_once_a_year_and_only_who_is_here(f, codes):
    assert rules.may_register_again(f).codes == codes


# --- registered ---------------------------------------------------------------------------------------------------


def test_one_deed_gives_number_card_line_guardian_and_consent(gulnoza):
    reader = new(gulnoza, dilnoza_data(), guardian=mother())
    line = registration_of(reader.pk, clock.today().year)
    (card,) = reader.cards.all()
    (consent,) = reader.consents.all()
    (guardian,) = guardians_of(reader)
    assert (reader.number, card.number, card.code, line.number, line.kind) == (1, 1, "K000001", 1, "new")
    assert (line.age, line.grade, line.category, line.heads) == (11, 5, "pupil", 1)
    assert (consent.given_by, consent.text.version, consent.taken_by_id) == ("guardian", 1, gulnoza.user_id)
    assert (guardian.name, guardian.phone, guardian.relation) == (
        "Karimova Nargiza",
        "998901234567",
        "mother",
    )
    assert portrait(reader, clock.today())["age"] == 11


def test_the_journal_of_deeds_never_holds_the_name(gulnoza):
    reader = new(gulnoza, dilnoza_data(), guardian=mother())
    entry = Entry.objects.get(verb="reader_registered")
    assert (entry.object_id, entry.actor_id) == (str(reader.pk), gulnoza.user_id)
    assert "Karimova" not in str([list(row) for row in Entry.objects.values_list()])


def test_pressed_twice_it_is_done_once(gulnoza):
    request, data = uuid7(), reader_data()
    assert new(gulnoza, data, request_id=request) == new(gulnoza, data, request_id=request)
    assert (Reader.objects.count(), Registration.objects.count(), Card.objects.count()) == (1, 1, 1)


def test_refused_it_leaves_nothing_not_even_a_number(gulnoza):
    assert codes_of(lambda: new(gulnoza, dilnoza_data())) == ("guardian_missing",)
    assert not Reader.objects.exists() and not Registration.objects.exists()
    assert new(gulnoza).number == 1


def test_the_same_child_is_not_registered_twice_unless_the_clerk_has_looked(gulnoza):
    first = new(gulnoza, dilnoza_data(), guardian=mother())
    cyrillic = dilnoza_data(surname="Каримова", given_name="Дилноза", patronymic="Анваровна")
    assert codes_of(lambda: new(gulnoza, cyrillic, guardian=mother())) == ("registered_under",)
    second = new(gulnoza, cyrillic, guardian=mother(), is_another=True)
    assert second.number == first.number + 1


def test_a_card_printed_beforehand_is_scanned_and_the_row_goes_on_around_it(gulnoza):
    assert new(gulnoza, card_number=2).number == 2
    assert [new(gulnoza).number for _ in range(2)] == [1, 3]
    assert codes_of(lambda: new(gulnoza, card_number=2)) == ("card_taken",)


def test_who_may_not_register_is_told_so(db):
    a_consent_text()
    nobody = the_actor(an_employee("sardor", rights.SEE_READERS))
    assert codes_of(lambda: new(nobody)) == ("no_right",)
    assert codes_of(lambda: new(VISITOR)) == ("no_right",)


def test_a_group_is_a_reader_with_heads_and_somebody_who_answers(gulnoza):
    data = reader_data(
        surname="5-maktab 5-«B»", given_name="", kind="collective", birth_date=None, sex="", head_count=25
    )
    group = new(gulnoza, data, guardian=GuardianData(name="Ergasheva Zulfiya"), consent=None)
    line = registration_of(group.pk, clock.today().year)
    assert (group.head_count, line.heads, line.age) == (25, 25, None)
    assert guardians_of(group).get().relation == "responsible"
    assert not group.consents.exists()


# --- every year ---------------------------------------------------------------------------------------------------


def at(year: int, month: int = 1, day: int = 5):
    return clock.at(datetime(year, month, day, 10, tzinfo=clock.TASHKENT))


def test_the_numbers_of_a_year_begin_with_one_and_have_no_gap(gulnoza):
    year = clock.today().year
    readers = [new(gulnoza) for _ in range(3)]
    with at(year + 1):
        lines = [actions.register_again(by=gulnoza, reader=one) for one in reversed(readers)]
        lines.append(registration_of(new(gulnoza).pk, year + 1))
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.kind for line in lines] == ["again", "again", "again", "new"]


def test_a_late_paper_day_of_last_year_stands_in_the_journal_that_is_open(gulnoza):
    year, by = clock.today().year, machine("test", a_centre().pk)
    first, second, third = (new(gulnoza) for _ in range(3))
    Registration.objects.filter(reader__in=(second, third)).update(
        year=year - 1, registered_on=date(year - 1, 5, 5)
    )
    with at(year + 1):
        late = new(gulnoza, registered_on=date(year, 12, 30))
        line = registration_of(late.pk, year)
        assert (line.number, line.registered_on, line.paper_day) == (4, date(year, 12, 30), None)
        again = actions.register_again(by=gulnoza, reader=second, on=date(year, 12, 30))
        assert (again.year, again.number) == (year, 5)
        assert codes_of(lambda: actions.register_again(by=gulnoza, reader=first, on=date(year, 12, 30))) == (
            "registered_already",
        )
        assert actions.register_again(by=gulnoza, reader=first).year == year + 1
        for month in range(1, 13):
            periods.close(by=by, centre=a_centre(), year=year, month=month, today=clock.today())
        periods.close(by=by, centre=a_centre(), year=year, month=0, today=clock.today())
        closed = actions.register_again(by=gulnoza, reader=third, on=date(year, 12, 30))
        told = (closed.year, closed.number, closed.registered_on, closed.paper_day)
        assert told == (year + 1, 2, date(year + 1, 1, 1), date(year, 12, 30))
        assert facts_of.reader_looked_at(third.pk, date(year, 12, 30)).is_registered
        assert facts_of.reader_looked_at(third.pk, clock.today()).is_registered
        assert codes_of(lambda: actions.register_again(by=gulnoza, reader=third)) == ("registered_already",)
        journal = [row for row in journal_rows(a_centre().pk, year + 1, 1) if row.number == 2]
        assert f"30.12.{year}" in journal[0].name
        assert not [line for line in checks.verify() if " is of " in line]


def test_in_one_year_a_reader_is_counted_once(gulnoza):
    reader = new(gulnoza)
    assert codes_of(lambda: actions.register_again(by=gulnoza, reader=reader)) == ("registered_already",)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(
            centre=a_centre(), reader=reader, year=clock.today().year, number=99, kind="again",
            registered_on=clock.today(), entered_at=clock.now(),
        )  # fmt: skip


def test_the_second_scan_of_one_request_changes_nothing(gulnoza):
    reader, request = new(gulnoza), uuid7()
    with at(clock.today().year + 1):
        first = actions.register_again(by=gulnoza, reader=reader, request_id=request)
        assert actions.register_again(by=gulnoza, reader=reader, request_id=request) == first
    assert reader.registrations.count() == 2


@pytest.mark.django_db(transaction=True)
def test_sixteen_desks_number_the_journal_without_a_gap():
    a_consent_text()
    by = machine("test", a_centre().pk)
    year = clock.today().year
    readers = [a_reader(by) for _ in range(32)]

    def again(reader):
        try:
            with at(year + 1):
                return actions.register_again(by=by, reader=reader).number
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as desks:
        taken = list(desks.map(again, readers))
    assert sorted(taken) == list(range(1, 33))


def test_who_has_left_comes_back_by_registering(gulnoza):
    reader = new(gulnoza)
    reader = actions.close_reader(by=gulnoza, reader=reader, because="Koʻchib ketdi")
    assert reader.left_on and not reader.cards.filter(ended_on=None).exists()
    with at(clock.today().year + 1):
        actions.register_again(by=gulnoza, reader=reader)
    reader.refresh_from_db()
    assert reader.is_here


def test_a_closing_by_mistake_is_taken_back_with_its_card(gulnoza):
    reader = actions.close_reader(by=gulnoza, reader=new(gulnoza), because="Adashildi")
    assert codes_of(lambda: actions.close_reader(by=gulnoza, reader=reader, because="x")) == (
        "reader_left_already",
    )
    actions.reopen_reader(by=gulnoza, reader=reader)
    assert reader.cards.filter(ended_on=None).count() == 1


# --- corrected, restricted, another card --------------------------------------------------------------------------


def test_two_people_who_correct_one_reader_hear_of_each_other(gulnoza):
    reader = new(gulnoza, reader_data(surname="Yuldasheva"))
    data = reader_data(surname="Yoʻldosheva", given_name="Nargiza")
    corrected = actions.correct_reader(by=gulnoza, reader=reader, data=data, expected_edits=0)
    assert (corrected.surname, corrected.edits) == ("Yoʻldosheva", 1)
    stale = reader_data(surname="Yuldosheva")
    assert codes_of(
        lambda: actions.correct_reader(by=gulnoza, reader=reader, data=stale, expected_edits=0)
    ) == ("reader_changed_meanwhile",)
    assert found_readers(a_centre().pk, "юлдашева") == [reader]


def test_a_restriction_holds_from_day_to_day_both_included(gulnoza):
    reader = new(gulnoza)
    today = clock.today()
    placed = actions.block(
        by=gulnoza, reader=reader, deed="loan", reason="Kechikkan", ends_on=today + timedelta(3)
    )
    assert [list(blocks_on(reader.pk, today + timedelta(days))) for days in (-1, 0, 3, 4)] == [
        [],
        [placed],
        [placed],
        [],
    ]
    assert codes_of(
        lambda: actions.block(
            by=gulnoza, reader=reader, deed="loan", reason=" ", ends_on=today - timedelta(1)
        )
    ) == (
        "block_without_reason",
        "block_ends_too_early",
    )
    assert codes_of(lambda: actions.lift_block(by=gulnoza, block=placed, because="")) == (
        "lift_without_reason",
    )
    actions.lift_block(by=gulnoza, block=placed, because="Kitobni qaytardi")
    assert not blocks_on(reader.pk, today)
    assert codes_of(lambda: actions.lift_block(by=gulnoza, block=placed, because="x")) == (
        "block_lifted_already",
    )
    assert blocked(reader).deed == Block.Deed.ALL


def test_a_lost_card_found_again_says_whose_it_was(gulnoza):
    reader = new(gulnoza)
    replaced = actions.replace_card(by=gulnoza, reader=reader, because="lost")
    answer = reader_of_card(a_centre().pk, 1)
    assert (answer.reader, answer.card.ended_because, answer.current_card, answer.is_current) == (
        reader,
        "lost",
        replaced,
        False,
    )
    assert reader_of_card(a_centre().pk, replaced.number).is_current
    assert (reader.number, replaced.number) == (1, 2)
    assert codes_of(lambda: actions.replace_card(by=gulnoza, reader=reader, because="", card_number=1)) == (
        "card_reason_missing",
        "card_in_use",
    )
    actions.end_card(by=gulnoza, reader=reader, because="damaged")
    assert reader_of_card(a_centre().pk, 2).current_card is None
    assert codes_of(lambda: actions.end_card(by=gulnoza, reader=reader, because="lost")) == (
        "no_card_in_use",
    )
    assert actions.replace_card(by=gulnoza, reader=reader, because="damaged").number == 3


def test_two_cards_in_use_are_refused_by_the_database(gulnoza):
    reader = new(gulnoza)
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(centre=a_centre(), reader=reader, number=900, issued_on=clock.today())


# --- consent ------------------------------------------------------------------------------------------------------


def test_who_turns_sixteen_is_asked_for_a_consent_of_their_own(gulnoza):
    reader = new(gulnoza, dilnoza_data(), guardian=mother())
    assert is_wanted(reader, clock.today()) == ""
    in_five_years = date(clock.today().year + 5, 6, 1)
    assert is_wanted(reader, in_five_years) == "own"
    with at(in_five_years.year, 6):
        consent = actions.take_consent(by=gulnoza, reader=reader)
        assert actions.take_consent(by=gulnoza, reader=reader) == consent
    assert (consent.given_by, is_wanted(reader, in_five_years)) == ("self", "")


def test_a_withdrawn_consent_is_asked_for_again(gulnoza):
    reader = new(gulnoza)
    actions.withdraw_consent(by=gulnoza, reader=reader, because="Soʻradi")
    assert is_wanted(reader, clock.today()) == "none"
    assert codes_of(lambda: actions.withdraw_consent(by=gulnoza, reader=reader)) == ("nothing_to_withdraw",)
    assert Consent.objects.get().withdrawn_on == clock.today()


def test_a_new_text_is_asked_for_and_a_used_one_stays(gulnoza):
    reader = new(gulnoza)
    head = the_actor(an_employee("head", *rights.RIGHTS))
    paper = BasedOn("12-son buyruq, 2026-yil 1-noyabr", "2.11")
    actions.enter_consent_text(
        by=head, centre=a_centre(), text="Yangi matn", valid_from=clock.today(), basis=paper
    )
    assert is_wanted(reader, clock.today()) == "older_text"
    assert codes_of(
        lambda: actions.enter_consent_text(
            by=head, centre=a_centre(), text="Yangi matn", valid_from=clock.today(), basis=BasedOn()
        )
    ) == ("consent_text_unchanged", "consent_text_without_paper", "consent_text_too_early")
    actions.take_consent(by=head, reader=reader)
    assert is_wanted(reader, clock.today()) == ""


# --- found --------------------------------------------------------------------------------------------------------


@pytest.fixture
def known(db):
    """Namesakes in every spelling, beside each other."""
    return {
        "yo": a_reader(surname="Yoʻldosheva", given_name="Shahnoza", birth_date=date(1985, 2, 1)),
        "yu": a_reader(surname="Yuldasheva", given_name="Barno", birth_date=date(2001, 2, 1)),
        "cyr": a_reader(surname="Юлдашева", given_name="Дилноза", birth_date=date(1999, 2, 1)),
        "rustam": rustam_ota(),
        "dilnoza": dilnoza(),
        "other": a_reader(surname="Qodirov", given_name="Anvar", phone="998935554433"),
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("юлд", ["cyr", "rustam", "yu", "yo"]),
        ("yuldasheva", ["yu", "yo", "cyr", "rustam"]),
        ("yoʻldosheva sha", ["yo"]),
        ("dil", ["dilnoza", "cyr"]),
        ("dilnoza karim", ["dilnoza"]),
        ("karimova dilnoza anvar", ["dilnoza"]),
        ("Юлдашева 2001", ["yu"]),
        ("рустам", ["rustam"]),
        ("K000005", ["dilnoza"]),
        ("5", ["dilnoza"]),
        ("4433", ["other"]),
        ("93 555 44 33", ["other"]),
        ("901234567", ["dilnoza"]),  # the mother's phone
        ("zzz", []),
        ("", []),
        ("\x00'; --", []),
        ("K000099", []),
    ],
)
def test_a_reader_is_found_by_whatever_is_typed(known, words, expected, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = found_readers(a_centre().pk, words)
    names = {reader.pk: name for name, reader in known.items()}
    if words == "юлд":
        assert {names[one.pk] for one in found} == set(expected) and names[found[0].pk] in {"cyr", "yu"}
    elif words == "yuldasheva":
        assert names[found[0].pk] == "yu" and {names[one.pk] for one in found} == set(expected)
    else:
        assert [names[one.pk] for one in found] == expected


def test_a_reader_who_left_comes_last_and_a_merged_one_is_found_no_more(known, gulnoza):
    actions.close_reader(by=gulnoza, reader=known["yu"], because="Koʻchib ketdi")
    assert found_readers(a_centre().pk, "yuldasheva")[-1] == known["yu"]
    Card.objects.filter(reader=known["cyr"]).update(ended_on=clock.today(), ended_because="merged")
    Reader.objects.filter(pk=known["cyr"].pk).update(merged_into=known["yo"])
    assert known["cyr"] not in found_readers(a_centre().pk, "юлдашева")
    answer = reader_of_card(a_centre().pk, known["cyr"].number)
    assert (answer.reader, answer.is_current) == (known["yo"], False)
    assert found_readers(a_centre().pk, card_barcode(known["cyr"].number)) == [known["yo"]]
    assert number_of("K-000003") == 3


def test_names_and_phones_are_sought_by_an_index(known):
    questions = [
        Reader.objects.filter(begins("search_key", "yaldash"), centre_id=a_centre().pk),
        Reader.objects.filter(begins("given_key", "dilnaz"), centre_id=a_centre().pk),
        Reader.objects.filter(begins("phone_key", "3344"), ~Q(phone_key="")),
    ]
    if connection.vendor == "sqlite":
        assert all("USING INDEX reader_by" in question.explain() for question in questions)
