from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.sources import Record, read
from javon.collection.sources.record import Field
from javon.collection.sources.tests.characters import CODE, TAG, a_file, a_unimarc_record
from javon.collection.sources.unimarc import to_marc21
from javon.collection.sources.unimarc_table import LINKS, RELATORS, RULES
from javon.collection.sources.write import iso2709

WORDS = st.text(st.characters(categories=("L", "N", "P"), exclude_characters=",<>"), min_size=1, max_size=12)
KNOWN = st.sampled_from(
    sorted({*RULES, *LINKS, "200", "210", "214", "700", "701", "702", "710", "712", "801", "899", "910"})
)


@st.composite
def unimarc_records(draw: st.DrawFn) -> Record:
    fields = []
    for tag in draw(st.lists(KNOWN | TAG, min_size=1, max_size=8)):
        if tag in ("245", "000") or tag.startswith("00"):
            continue
        pairs = draw(st.lists(st.tuples(CODE, WORDS), min_size=1, max_size=6))
        fields.append(Field(tag, draw(st.sampled_from(" 012")), draw(st.sampled_from(" 012")), pairs))
    return Record("00000nam0 2200000   450 ", fields)


@given(unimarc_records(), st.booleans())
@settings(deadline=None, max_examples=400)
def test_every_value_of_the_source_stands_somewhere_in_the_result(record: Record, irbis: bool) -> None:
    made = to_marc21(record, irbis=irbis)
    everything = "\n".join(field.text for field in made.fields)
    for field in record.fields:
        for code, value in field.subfields or ():
            coded = code == "4" and value in RELATORS
            assert value in everything or coded, (field, made)


def test_a_description_arrives_where_marc_21_keeps_it() -> None:
    made = to_marc21(a_unimarc_record())
    assert made.first("245", "a") == "Оқ кема" and made.first("245", "b") == "қисса"
    assert made.first("245", "c") == "Ч. Айтматов ; тарж. А. Рашидов"
    assert made.get("100").subfields == [
        ("a", "Айтматов, Ч."),
        ("q", "(Чингиз)"),
        ("d", "1928-2008"),
        ("4", "aut"),
    ]
    assert made.get("700").subfields == [("a", "Рашидов, А."), ("4", "trl")]
    assert made.get("264").subfields == [("a", "Тошкент"), ("b", "Шарқ"), ("c", "2019")]
    assert made.get("041").subfields == [("a", "uzb"), ("h", "rus")] and made.get("041").ind1 == "1"
    assert made.get("650").subfields == [("a", "Қиссалар"), ("z", "Қирғизистон"), ("2", "nlr")]
    assert made.first("080", "a") == "821.512.154-3" and made.first("084", "2") == "rubbk"
    assert made.get("952").subfields == [("a", "TEST"), ("o", "84/А-36"), ("p", "141906")]
    coded = made.first("008")
    assert len(coded) == 40
    assert (coded[:6], coded[6], coded[7:11], coded[15:18], coded[22], coded[35:38]) == (
        "200131",
        "s",
        "2019",
        "uz ",
        "j",
        "uzb",
    )
    assert len(made.leader) == 24 and made.leader[5:8] == "nam"


def test_what_has_no_place_is_kept_in_886() -> None:
    made = to_marc21(a_unimarc_record())
    kept = {(field.first("a"), field.first("b")) for field in made.all("886")}
    assert ("010", "  ") in kept and ("100", "  ") in kept and ("LDR", "00000nam1 2200000 i 450 ") in kept
    assert [field.first("9") for field in made.all("886") if field.first("a") == "010"] == ["5000"]


def test_a_volume_is_called_by_the_title_of_its_set() -> None:
    volume = Record(
        "00000nam2 2200000   450 ",
        [
            Field("200", "0", " ", [("a", "Вып. 13.")]),
            Field(
                "461",
                " ",
                "0",
                [("1", "001ID5996"), ("1", "2001 "), ("a", "Задачи и этюды"), ("v", "Вып. 13")],
            ),
        ],
    )
    made = to_marc21(volume)
    assert made.get("245").subfields == [("a", "Задачи и этюды"), ("n", "Вып. 13.")]
    assert made.get("773").subfields == [("w", "ID5996"), ("t", "Задачи и этюды"), ("g", "Вып. 13")]


def test_words_that_do_not_count_in_sorting_become_an_indicator() -> None:
    for title in ("<<The >>sweetest fig", "\x88The \x89sweetest fig"):
        made = to_marc21(Record("00000nam0 2200000   450 ", [Field("200", "1", " ", [("a", title)])]))
        assert made.get("245").ind2 == "4" and made.first("245", "a") == "The sweetest fig"


def test_marc_21_passes_untouched() -> None:
    record = Record(
        "00000nam a2200000   4500",
        [Field("245", "0", "0", [("a", "x")]), Field("700", "1", " ", [("a", "y")])],
    )
    assert to_marc21(record) is record


def test_russian_records_in_three_code_pages_are_one_record(tmp_path: Path) -> None:
    plain = Record(
        "00000nam0 2200000   450 ",
        [
            Field("001", value="1"),
            Field("200", "1", " ", [("a", "T" * 17), ("f", "F" * 12)]),
            Field("700", " ", "1", [("a", "N" * 7), ("b", "Л. Н.".encode("cp866").decode("latin-1"))][:1]),
        ],
    )
    for encoding in ("utf-8", "cp1251", "cp866", "koi8-r"):
        if encoding == "utf-8":
            raw = iso2709(
                Record(
                    plain.leader,
                    [
                        plain.fields[0],
                        Field("200", "1", " ", [("a", "Анна Каренина ром"), ("f", "Лев Толстой.")]),
                        Field("700", " ", "1", [("a", "Толстой")]),
                    ],
                )
            )
        else:
            raw = iso2709(plain)
            for mark, text in (
                (b"T" * 17, "Анна Каренина ром"),
                (b"F" * 12, "Лев Толстой."),
                (b"N" * 7, "Толстой"),
            ):
                raw = raw.replace(mark, text.encode(encoding))
        raw = raw[:9] + b" " + raw[10:]
        reader = read(a_file(tmp_path, raw * 3))
        assert (reader.format, reader.encoding) == ("unimarc", encoding)
        for piece in reader:
            assert piece.record.first("245", "a") == "Анна Каренина ром"
            assert piece.record.first("100", "a") == "Толстой"
