"""One key for every spelling of a name; phones, cards and ages beside it. Dossier 3.4, 6.8."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.card_code import card_barcode, card_form
from javon.core.verdict import Refusal
from javon.service.readers import phones
from javon.service.readers.codes import number_of, number_typed
from javon.service.readers.names import name_key, patronymic_key, prefix_end, search_key, sort_key, vowels_of
from javon.service.readers.rules import ages
from javon.service.readers.rules.likeness import Face, Sure, are_alike
from javon.service.readers.rules.search import Asked, asked, splits
from javon.service.readers.wording import SENTENCES, sentence

ONE_NAME = [
    "Юлдашева Yoʻldosheva Yuldasheva Yo'ldosheva Йўлдошева Yoldosheva Yo`ldasheva",
    "Хўжаев Xoʻjayev Khodjaev Ходжаев Xo`jaev Khodzhaev Xojayeva Хожаев",
    "Gʻani Ғани Gani Ghani Гани",
    "Ёқубов Yoqubov Якубов Yakubov Yoqubova",
    "Жамолиддин Jamoliddin Djamoliddin Джамолиддин Djamaliddin",
    "Хайдаров Haydarov Khaidarov Ҳайдаров Xaydarov",
    "Алиев Aliyev Aliev Alieva Aliyeva",
    "Ильёс Ilyos Ильяс Ilyas",
    "Абдураҳмон Abdurahmon Abdu-Rahmon Абдурахман",
    "Мухаммад Muhammad Muxamad Mukhammad",
    "Цой Soy Tsoy",
    "Саидов Saidov Sayidov Sayyidov",
    "Исмоил Ismoil Ismoyil Исмаил",
    "Махлиё Mahliyo Makhliyo",
    "Gulchehra Гульчехра Gulchekhra Гулчеҳра",
    "Тўхтасинов Toʻxtasinov Tukhtasinov Тухтасинов",
    "Oʻgʻiloy Ўғилой Угилой",
    "Toshmatov Ташматов Тошматов Toshmatova",
    "Эшматов Eshmatov Yeshmatov",
    "Ойбек Oybek Айбек Aybek Aibek",
]
TWO_NAMES = [
    "Karimova Qodirova",
    "Dilnoza Dilfuza",
    "Anvar Akmal",
    "Rustam Rasul",
    "Yusupov Usmonov",
    "Sobir Sherzod",
]
NAMES = sorted({name for line in ONE_NAME for name in line.split()})


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_every_spelling_of_a_name_has_one_key(spellings):
    assert len({name_key(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize("pair", TWO_NAMES)
def test_different_names_keep_different_keys(pair):
    one, other = map(name_key, pair.split())
    assert one != other


@pytest.mark.parametrize(
    ("patronymic", "father"),
    [
        ("Akmal qizi", "Akmal"),
        ("Akmalovna", "Akmal"),
        ("Акмаловна", "Akmal"),
        ("Anvar oʻgʻli", "Анвар"),
        ("Анварович", "Anvar"),
        ("Рустам ўғли", "Rustam"),
        ("Sharif kyzy", "Sharif"),
        ("Anvarqizi", "Anvar"),
        ("Акмалўғли", "Akmal"),
        ("Anvar q.", "Anvar"),
        ("Анвар ў.", "Anvar"),
        ("Qizlarxon qizi", "Qizlarxon"),
        ("A.", "A"),
    ],
)
def test_a_patronymic_is_the_fathers_name(patronymic, father):
    assert patronymic_key(patronymic) == name_key(father)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_key_holds_only_letters_and_digits_whatever_was_typed(surname, given_name):
    for key in (name_key(surname), name_key(given_name)):
        assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789" or not letter.isascii() for letter in key)
        assert not key or key < (prefix_end(key) or key + "~")
    assert search_key(surname, given_name).count(" ") <= 1
    assert "\x00" not in sort_key(surname, given_name)


@pytest.mark.parametrize(
    "name",
    ["Юлдашева", "Yoʻldosheva", "Xoʻjayev", "Хўжаев", "Gʻaniyev", "Toshmatov", "Dilnozaxon", "Haydarov"],
)
def test_what_is_typed_so_far_begins_the_key(name):
    whole = name_key(name)
    for end in range(1, len(name) + 1):
        typed = name_key(name[:end])
        # The last letter may still be half of two (k of kh, y before a vowel): the next stroke puts it right.
        assert whole.startswith(typed) or whole.startswith(typed[:-1])


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8), st.text("abyz09", max_size=4))
def test_the_end_of_a_prefix_comes_after_everything_that_begins_so(key, tail):
    end = prefix_end(key)
    assert not end or key + tail < end
    assert not end or not end.startswith(key)


def test_names_are_ordered_by_the_uzbek_alphabet_in_both_scripts():
    names = ["Oʻrinov", "Чориев", "Ergashev", "Zokirov", "Ғаниев", "Shodiyev", "Aliyev"]
    assert sorted(names, key=sort_key) == [
        "Aliyev", "Ergashev", "Zokirov", "Oʻrinov", "Ғаниев", "Shodiyev", "Чориев",
    ]  # fmt: skip


# --- phones -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+998 90 123-45-67", "998901234567"),
        ("90 123 45 67", "998901234567"),
        ("(90) 1234567", "998901234567"),
        ("8 90 123 45 67", "998901234567"),
        ("998901234567", "998901234567"),
        ("+7 701 123 45 67", "77011234567"),
        ("", ""),
        ("  ", ""),
        ("90 123 45 6", None),
        ("yoʻq", None),
        ("99890123456", None),
        ("1234567890123456", None),
    ],
)
def test_a_phone_is_kept_as_gateways_want_it(typed, kept):
    assert phones.phone_of(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("90 123 45 67, 91 222-33-44", ["998901234567", "998912223344"]),
        ("901234567/998912223344", ["998901234567", "998912223344"]),
        ("901234567 912223344", ["998901234567", "998912223344"]),
        ("+998 90 123 45 67 (onasi) 91 222 33 44", ["998901234567", "998912223344"]),
        ("+7 701 123 45 67", ["77011234567"]),
        ("90 123 45 67, 12345", []),
        ("yoʻq", []),
        ("", []),
    ],
)
def test_two_phones_in_one_cell_are_two_phones(typed, kept):
    assert phones.phones_in(typed) == kept


def test_a_phone_is_shown_as_people_read_it_and_sought_by_its_end():
    assert phones.shown("998901234567") == "+998 90 123-45-67"
    assert phones.phone_key("998901234567").startswith(phones.phone_key("4567"))
    assert phones.shown("") == ""


# --- cards --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("K000127", 127),
        ("K-000127", 127),
        ("k 000 127", 127),
        (card_barcode(127), 127),
        ("К000127", 127),  # Cyrillic layout
        ("Л0001275", 127),  # Russian layout
        ("]C0K0001275", 127),
        ("K0001276", None),  # a wrong check digit
        ("K000000", None),
        ("K00127", None),
        ("00001275", None),  # a copy
        ("", None),
        ("\x00", None),
    ],
)
def test_a_card_is_recognised_in_every_form(typed, number):
    assert number_of(typed) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("127", 127),
        ("000127", 127),
        ("0001275", 127),
        ("0001276", None),
        ("K-000127", 127),
        ("№ 127", 127),
        ("000-127", 127),
        ("0", None),
        ("12a", None),
        ("127/2", None),  # two numbers, and no card 1272
        ("127-2", None),
        ("127.0", None),
        ("12,7", None),
    ],
)
def test_where_only_a_card_can_be_meant_digits_are_enough(typed, number):
    assert number_typed(typed) == number


@given(st.integers(1, 999_999))
def test_every_barcode_of_a_card_reads_back(number):
    form = card_form(card_barcode(number))
    assert form is not None and form.is_sound and form.number == number


# --- ages ---------------------------------------------------------------------------------------------------------

DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("age", "statistics", "pedagogical", "is_young", "is_child"),
    [
        (0, "0-14", "0-6", False, True),
        (6, "0-14", "0-6", False, True),
        (7, "0-14", "7-10", False, True),
        (13, "0-14", "11-14", False, True),
        (14, "0-14", "11-14", True, True),
        (15, "15-24", "15-17", True, False),
        (24, "15-24", "18-30", True, False),
        (25, "25+", "18-30", True, False),
        (30, "25+", "18-30", True, False),
        (31, "25+", "31-60", False, False),
        (60, "25+", "31-60", False, False),
        (61, "25+", "61+", False, False),
        (None, "", "", False, False),
    ],
)
def test_bounds_of_age_groups_are_inclusive(age, statistics, pedagogical, is_young, is_child):
    assert ages.group_of(age, "statistics") == statistics
    assert ages.group_of(age, "pedagogical") == pedagogical
    assert (ages.is_young(age), ages.is_child(age)) == (is_young, is_child)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2015, 11, 29), DAY, 11),
        (date(2015, 11, 30), DAY, 10),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (DAY, DAY, 0),
        (date(2027, 1, 1), DAY, None),
        (None, DAY, None),
    ],
)
def test_age_is_counted_in_whole_years(born, on, age):
    assert ages.age_on(born, on) == age


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_the_birth_dates_of_a_group_are_those_whose_age_it_holds(born, day):
    age = ages.age_on(born, day)
    for group in ages.PROFILES["pedagogical"]:
        first, last = ages.birthdays_between(group.first, group.last, day)
        assert ((first is None or first <= born) and born <= last) is group.holds(age)


@pytest.mark.parametrize("profile", ages.PROFILES)
def test_the_groups_of_a_profile_have_no_gap_and_no_overlap(profile):
    assert all(sum(group.holds(age) for group in ages.PROFILES[profile]) == 1 for age in range(121))


# --- what is asked, who is alike ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("юлд", Asked(("юлд",))),
        ("karimova dil 2015", Asked(("karimova", "dil"), 2015)),
        ("K-000127", Asked(card=127)),
        ("K0001276", Asked()),  # a mistyped card is nobody's name
        ("127", Asked(digits="127")),
        ("+998 90 123-45-67", Asked(digits="998901234567")),
        ("4567", Asked(digits="4567")),
        ("", Asked()),
        ("\x00", Asked()),
    ],
)
def test_words_are_read_as_names_year_card_or_phone(words, means):
    assert asked(words) == means


def test_either_name_may_come_first_and_one_name_may_be_two_words():
    assert set(splits(("abdi", "rahman"))) == {
        ("", "abdirahman"), ("abdirahman", ""), ("abdi", "rahman"), ("rahman", "abdi"),
    }  # fmt: skip


BORN = date(2015, 3, 5)
DILNOZA = Face("karimav", "dilnaza", "anvar", BORN, "998901234567")


@pytest.mark.parametrize(
    ("other", "sure"),
    [
        (DILNOZA, Sure.SAME),
        (Face("karimav", "dilnazahan", "", BORN), Sure.SAME),
        (Face("karimav", "dilnaza", "akmal", BORN), Sure.LIKELY),  # two of one name, born on one day: look
        (Face("karimav", "dilnaza", "", date(2015, 5, 3)), Sure.PERHAPS),  # day and month swapped
        (Face("karimav", "dilnaza", "", date(2014, 3, 5)), Sure.PERHAPS),
        (Face("karimav", "dilnaza", "", date(2011, 8, 19)), Sure.NOT),  # a namesake
        (Face("karimav", "dilnaza", "", None), Sure.PERHAPS),
        (Face("karimav", "dilfaza", "anvar", BORN), Sure.NOT),  # a twin sister
        (Face("karimav", "d", "a", BORN), Sure.LIKELY),  # initials in a list: look
        (Face("karimav", "d", "a", date(2015, 3, 6)), Sure.NOT),
        (Face("karimav", "f", "a", BORN), Sure.NOT),
        (Face("karimav", "dilnaza", "a", BORN), Sure.SAME),
        (Face("tashmatav", "dilnaza", "anvar", BORN), Sure.LIKELY),  # married
        (Face("tashmatav", "dilnaza", "", BORN, "998901234567"), Sure.LIKELY),
        (Face("tashmatav", "dilnaza", "", BORN), Sure.NOT),
    ],
)
def test_name_and_birth_date_say_whether_two_are_one(other, sure):
    assert are_alike(DILNOZA, other) is sure
    assert are_alike(other, DILNOZA) is sure


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        ("Hasan", "Husan", True),
        ("Ҳасан", "Хусан", True),
        ("Hasanboy", "Husan", True),
        ("Umar", "Omar", False),
        ("Oʻktam", "Уктам", False),
        ("Мухаммад", "Mohammad", False),
        ("Saodat", "Саадат", False),
        ("Dilnoza", "Dilnozaxon", False),
        ("Murod", "Мурад", False),
    ],
)
def test_twins_whose_names_have_one_key_are_two_persons(one, other, are_two):
    faces = [
        Face("karimav", name_key(name), "anvar", BORN, given_vowels=vowels_of(name)) for name in (one, other)
    ]
    sure = Sure.PERHAPS if are_two else Sure.SAME
    assert are_alike(faces[0], faces[1]) is are_alike(faces[1], faces[0]) is sure


def test_every_refusal_has_its_sentence():
    rules = Path(__file__).parents[1]
    written = "".join(
        path.read_text("utf-8") for path in (*rules.glob("rules/*.py"), *rules.glob("actions/*.py"))
    )
    codes = set(re.findall(r'(?:_refuse|because)\(\s*"(\w+)"', written))
    assert codes - SENTENCES.keys() == set()
    for code in codes:
        details = dict.fromkeys(re.findall(r"%\((\w+)\)", str(SENTENCES[code])), 1)
        assert sentence(Refusal(code, details=details))


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (("Гулямов", "Акмал"), ("Gʻulomov", "Akmal"), Sure.LIKELY),  # no father is told: look
        (("Ибрагимова", "Малика"), ("Ibrohimova", "Malika"), Sure.LIKELY),
        (("Каримова", "Джамиля"), ("Karimova", "Jamila"), Sure.SAME),
        (("Каримов", "Абдулла"), ("Karimov", "Abdulloh"), Sure.SAME),
        (("Каримов", "Ибрагим"), ("Karimov", "Ibrohim"), Sure.SAME),
        (("Каримов", "Салохиддин"), ("Karimov", "Salim"), Sure.NOT),
    ],
)
def test_two_ways_of_writing_that_have_two_keys_are_weighed_as_one(one, other, sure):
    faces = [Face(name_key(surname), name_key(given), "", BORN) for surname, given in (one, other)]
    assert are_alike(*faces) is are_alike(*reversed(faces)) is sure
