"""Records and files made for tests; every one is the project's own work."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from javon.collection.sources.record import Field, Record
from javon.collection.sources.write import iso2709


def a_record(title: str = "Oʻtkan kunlar", *, number: str = "42", author: str = "Qodiriy, Abdulla") -> Record:
    """A small sound record."""
    return Record(
        "00000nam a2200000 i 4500",
        [
            Field("001", value=number),
            Field("008", value="260101s1926    uz            000 1 uzb  "),
            Field("020", " ", " ", [("a", "9789943000001")]),
            Field("100", "1", " ", [("a", author)]),
            Field("245", "1", "0", [("a", title), ("b", "roman"), ("c", author)]),
            Field("264", " ", "1", [("a", "Toshkent"), ("b", "Sharq"), ("c", "2019")]),
            Field("952", " ", " ", [("i", "1201"), ("p", "00012011")]),
        ],
    )


def a_unimarc_record() -> Record:
    """A small RUSMARC record with a set, a translator and a copy."""
    return Record(
        "00000nam1 2200000 i 450 ",
        [
            Field("001", value="RU\\TEST\\1"),
            Field("010", " ", " ", [("a", "5-7711-0177-9"), ("d", "300 р."), ("9", "5000")]),
            Field("100", " ", " ", [("a", "20200131d2019    a  y0uzby0189    ca")]),
            Field("101", "1", " ", [("a", "uzb"), ("c", "rus")]),
            Field("102", " ", " ", [("a", "UZ")]),
            Field(
                "200",
                "1",
                " ",
                [("a", "Оқ кема"), ("e", "қисса"), ("f", "Ч. Айтматов"), ("g", "тарж. А. Рашидов")],
            ),
            Field("210", " ", " ", [("a", "Тошкент"), ("c", "Шарқ"), ("d", "2019")]),
            Field("215", " ", " ", [("a", "160 б."), ("d", "20 см")]),
            Field("225", "1", " ", [("a", "Жаҳон адабиёти"), ("v", "3")]),
            Field("330", " ", " ", [("a", "Бола ва оқ кема ҳақида.")]),
            Field("606", " ", "1", [("a", "Қиссалар"), ("y", "Қирғизистон"), ("2", "nlr")]),
            Field("675", " ", " ", [("a", "821.512.154-3"), ("v", "4")]),
            Field("686", " ", " ", [("a", "84(5Қи)"), ("2", "rubbk")]),
            Field(
                "700",
                " ",
                "1",
                [("a", "Айтматов"), ("b", "Ч."), ("g", "Чингиз"), ("f", "1928-2008"), ("4", "070")],
            ),
            Field("702", " ", "1", [("a", "Рашидов"), ("b", "А."), ("4", "730")]),
            Field("801", " ", "0", [("a", "UZ"), ("b", "TEST"), ("c", "20200131")]),
            Field("899", " ", " ", [("a", "TEST"), ("j", "84/А-36"), ("p", "141906")]),
        ],
    )


def a_file(folder: Path, content: bytes, name: str = "file") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def many_records(count: int) -> list[bytes]:
    """Distinct sound records as ISO 2709, in several scripts."""
    titles = ("Oʻtkan kunlar", "Ўткан кунлар", "Война и мир", "The White Ship")
    return [iso2709(a_record(f"{titles[n % 4]} {n}", number=f"n{n}")) for n in range(count)]


TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x1d\x1e\x1f\x00\x1b\ufffe\uffff"),
    max_size=30,
)
TAG = st.from_regex(r"[0-9]{3}", fullmatch=True)
CODE = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789!=")
_ONE = st.characters(codec="ascii", exclude_characters="\x1b\x7f", min_codepoint=0x20)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record that ISO 2709 can hold."""
    leader = draw(st.text(_ONE, min_size=24, max_size=24))
    # Deleted records, authorities and holdings are rejected on purpose; they have tests of their own.
    leader = leader[:5] + draw(st.sampled_from("acnp")) + draw(st.sampled_from("acefgijkmoprt")) + leader[7:]
    fields = []
    for tag in draw(st.lists(TAG, min_size=1, max_size=8)):
        if tag.startswith("00") and tag != "000":
            fields.append(Field(tag, value=draw(TEXT)))
        elif tag != "000":
            pairs = draw(st.lists(st.tuples(CODE, TEXT), min_size=1, max_size=5))
            fields.append(Field(tag, draw(_ONE), draw(_ONE), pairs))
    return Record(leader, fields or [Field("245", "0", "0", [("a", "x")])])
