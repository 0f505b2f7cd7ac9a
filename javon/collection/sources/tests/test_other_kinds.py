"""Kinds of files that libraries send besides the ordinary ones, each made here and read to its end."""

from __future__ import annotations

import gzip
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest

from javon.collection.sources import Field, Reason, Record, Rejected, SourceError, Taken, read
from javon.collection.sources.tests.characters import a_file, a_record, a_unimarc_record, many_records
from javon.collection.sources.write import iso2709, marcxml


def taken(path: Path, **given: str) -> list[Record]:
    """The records; a rejected piece fails the test."""
    found = list(read(path, **given))
    assert [piece for piece in found if isinstance(piece, Rejected)] == []
    return [piece.record for piece in found if isinstance(piece, Taken)]


def titles(path: Path) -> list[str]:
    return [record.first("245", "a") or "" for record in taken(path)]


def as_marc_in_json(record: Record) -> dict[str, object]:
    fields: list[dict[str, object]] = []
    for field in record:
        if field.subfields is None:
            fields.append({field.tag: field.value})
        else:
            inside = [{code: value} for code, value in field.subfields]
            fields.append({field.tag: {"ind1": field.ind1, "ind2": field.ind2, "subfields": inside}})
    return {"leader": record.leader, "fields": fields}


# --- JSON


@pytest.mark.parametrize(
    "shape", ["one", "list", "lines", "concatenated", "wrapped", "with a mark", "hash", "catmandu"]
)
def test_marc_in_json_in_every_shape_it_is_met(tmp_path: Path, shape: str) -> None:
    records = [a_record('Oʻtkan «kunlar» {1} "bir"'), a_record("Ўткан кунлар", number="43")]
    told = [as_marc_in_json(record) for record in records]
    hashed = [
        {"type": "marc-hash", "version": [1, 0], "leader": one.leader,
         "fields": [[f.tag, f.value] if f.is_control else [f.tag, f.ind1, f.ind2, [list(s) for s in f.subfields or ()]] for f in one]}
        for one in records
    ]  # fmt: skip
    flat = [
        {"_id": "1", "record": [["LDR", None, None, "_", one.leader], *(
            [f.tag, None, None, "_", f.value] if f.is_control else [f.tag, f.ind1, f.ind2, *(x for s in f.subfields or () for x in s)]
            for f in one)]}
        for one in records
    ]  # fmt: skip
    text = {
        "one": json.dumps(told[0]),
        "list": json.dumps(told, indent=1, ensure_ascii=False),
        "lines": "\n".join(json.dumps(one) for one in told) + "\n",
        "concatenated": "".join(json.dumps(one, indent=2, ensure_ascii=False) + "\n" for one in told),
        "wrapped": json.dumps({"total": 2, "hits": {"records": [{"_source": one} for one in told]}}),
        "with a mark": "\ufeff" + json.dumps(told),
        "hash": json.dumps(hashed),
        "catmandu": "\n".join(json.dumps(one) for one in flat),
    }[shape]
    path = a_file(tmp_path, text.encode())
    assert read(path).format == "marcjson"
    assert taken(path) == (records[:1] if shape == "one" else records)


def test_a_broken_line_of_json_costs_one_record(tmp_path: Path) -> None:
    lines = [json.dumps(as_marc_in_json(a_record(f"Kitob {n}"))) for n in range(3)]
    lines[1] = lines[1][:-40]
    content = "\n".join(lines).encode()
    found = list(read(a_file(tmp_path, content)))
    assert [type(piece).__name__ for piece in found] == ["Taken", "Rejected", "Taken"]
    assert isinstance(found[1], Rejected) and found[1].reason is Reason.BAD_MARKUP
    assert (
        content[found[1].position : found[1].position + found[1].length] == found[1].raw == lines[1].encode()
    )


@pytest.mark.parametrize(
    "content",
    [
        b'{"leader": 1, "fields": 2}',
        b'[{"leader":"',
        b'{"fields":[{"245":["a"]}]}',
        b'{"fields":[{"245":null}]}',
    ],
)
def test_json_that_is_no_record_is_rejected_and_never_raises(tmp_path: Path, content: bytes) -> None:
    for piece in read(a_file(tmp_path, content)):
        assert isinstance(piece, Rejected) or piece.record.fields


def test_unimarc_in_json_is_converted(tmp_path: Path) -> None:
    path = a_file(tmp_path, json.dumps(as_marc_in_json(a_unimarc_record())).encode())
    assert titles(path) == ["Оқ кема"]


# --- text, a field on a line


BREAKER = """=LDR  00000nam a2200000 i 4500
=001  42
=008  260101s2019\\\\\\\\uz\\\\\\\\\\\\\\\\\\\\\\\\000\\1\\uzb\\\\
=100  1\\$aQodiriy, Abdulla
=245  10$aOʻtkan kunlar {dollar}5 {lcub}x{rcub} :$bcaf{acute}e
=952  \\\\$i1201

=LDR  00000nam a2200000 i 4500
=245  00$aIkkinchi
"""


def test_marc_breaker_text(tmp_path: Path) -> None:
    path = a_file(tmp_path, BREAKER.replace("\n", "\r\n").encode())
    first, second = taken(path)
    assert read(path).format == "mrk"
    assert first.first("245", "a") == "Oʻtkan kunlar $5 {x} :" and first.first("245", "b") == "café"
    assert first.get("100") == Field("100", "1", " ", [("a", "Qodiriy, Abdulla")])
    assert (first.first("008") or "").startswith("260101s2019    uz ") and second.first(
        "245", "a"
    ) == "Ikkinchi"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_breaker_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = BREAKER.replace("Oʻtkan kunlar", "Минувшие дни романы и повести").replace("oʻ", "o")
    assert titles(a_file(tmp_path, text.encode(encoding)))[0].startswith("Минувшие дни")


LINES = """00000nam a2200000 i 4500
001 42
008 260101s2019    uz            000 1 uzb
100 1  $a Qodiriy, Abdulla
245 10 $a Oʻtkan kunlar : $b $5 ga / $c Abdulla
952    $i 1201

00000nam a2200000 i 4500
245 00 $a Ikkinchi
"""


def test_the_line_mode_of_yaz(tmp_path: Path) -> None:
    path = a_file(tmp_path, LINES.encode())
    first, second = taken(path)
    assert read(path).format == "marctext"
    assert first.get("245") == Field(
        "245", "1", "0", [("a", "Oʻtkan kunlar :"), ("b", "$5 ga /"), ("c", "Abdulla")]
    )
    assert second.first("245", "a") == "Ikkinchi" and first.get("952") is not None


def test_a_listing_with_close_subfields_and_unimarc_tags(tmp_path: Path) -> None:
    text = "LEADER 00000nam0 2200000   450 \n001 1\n100   $a20200131d2019    a  y0uzby0189    ca\n200 1 $aОқ кема$eқисса\n700  1$aАйтматов$bЧ.\n"
    (record,) = taken(a_file(tmp_path, text.encode()))
    assert record.first("245", "a") == "Оқ кема" and record.first("100", "a") == "Айтматов, Ч."


# --- XML


TURBO = """<collection xmlns="http://www.indexdata.com/turbomarc"><r><l>00000nam a2200000 i 4500</l><c001>42</c001>
<d245 i1="1" i2="0"><sa>Oʻtkan kunlar</sa><s code="&amp;">x</s></d245></r></collection>"""


def test_turbomarc(tmp_path: Path) -> None:
    (record,) = taken(a_file(tmp_path, TURBO.encode()))
    assert record.fields == [
        Field("001", value="42"),
        Field("245", "1", "0", [("a", "Oʻtkan kunlar"), ("&", "x")]),
    ]


@pytest.mark.parametrize("namespace", ["default", "prefix", "none"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_marcxml_whatever_its_namespace_and_encoding(tmp_path: Path, namespace: str, encoding: str) -> None:
    text = (
        b"".join(marcxml([a_record("Ўзи <b> & ]]>"), a_record("Икки", number="43")]))
        .decode()
        .replace("Ў", "У")
    )
    text = text.replace("ʻ", "'")
    if namespace == "none":
        text = text.replace(' xmlns="http://www.loc.gov/MARC21/slim"', "")
    elif namespace == "prefix":
        text = text.replace("xmlns=", "xmlns:marc=").replace("</", "</marc:").replace("<", "<marc:")
        text = text.replace("<marc:/marc:", "</marc:").replace("<marc:?", "<?")
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig").removesuffix("-le")}"')
    path = a_file(tmp_path, text.encode(encoding))
    assert titles(path) == ["Узи <b> & ]]>", "Икки"]


def test_marcxml_with_comments_instructions_and_character_data(tmp_path: Path) -> None:
    text = b"".join(marcxml([a_record("Kitob")])).decode()
    text = text.replace("<record>", '<!-- <record> & --><?xml-stylesheet href="x"?><record><!-- <leader> -->')
    text = text.replace(">Kitob<", "><![CDATA[Kitob & <record> boʻldi]]><")
    assert titles(a_file(tmp_path, text.encode())) == ["Kitob & <record> boʻldi"]


# --- packed


def test_gzip_and_a_zip_with_one_file_are_read_as_they_are(tmp_path: Path) -> None:
    plain = b"".join(many_records(300))
    names = titles(a_file(tmp_path, plain, "plain.mrc"))
    assert titles(a_file(tmp_path, gzip.compress(plain), "a.mrc.gz")) == names
    assert len(titles(a_file(tmp_path, gzip.compress(plain) + gzip.compress(plain), "two.mrc.gz"))) == 600
    xml = b"".join(marcxml([a_record()]))
    assert titles(a_file(tmp_path, gzip.compress(xml), "a.xml.gz")) == ["Oʻtkan kunlar"]
    table = "Kitob nomi;Muallif\nOʻtkan kunlar;Qodiriy A.\n".encode()
    assert titles(a_file(tmp_path, gzip.compress(table), "a.csv.gz")) == ["Oʻtkan kunlar"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("export/", "")
        packed.writestr("export/records.mrc", plain)
        packed.writestr("__MACOSX/export/._records.mrc", "x")
    path = a_file(tmp_path, archive.getvalue(), "a.zip")
    assert titles(path) == names and read(path).size == len(plain)


def test_what_is_packed_badly_is_refused_before_a_record_is_taken(tmp_path: Path) -> None:
    good = gzip.compress(b"".join(many_records(50)))
    for content, code in (
        (good[:-20], "unreadable"),
        (good[:200] + b"\x00" * 50 + good[250:], "unreadable"),
        (gzip.compress(good), "packed"),
        (gzip.compress(b"0" * (70 << 20)), "too_large"),
        (gzip.compress(b""), "empty"),
    ):
        with pytest.raises(SourceError, match=code):
            read(a_file(tmp_path, content, "x.gz"))


# --- ISO 2709 as it is really sent


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("line breaks between records", lambda records: b"\r\n".join(records)),
        ("a byte order mark", lambda records: b"\xef\xbb\xbf" + b"".join(records)),
        ("blank lines at the beginning", lambda records: b"\r\n\r\n  \n" + b"".join(records)),
        ("a DOS end of file", lambda records: b"".join(records) + b"\x1a"),
        ("leader/09 blank though UTF-8", lambda records: b"".join(r[:9] + b" " + r[10:] for r in records)),
        ("a length that is nought", lambda records: b"".join(b"00000" + r[5:] for r in records)),
        ("a length with a blank", lambda records: b"".join(b" " + r[1:] for r in records)),
        ("no record terminators but line breaks", lambda records: b"".join(r[:-1] + b"\n" for r in records)),
    ],
)
def test_iso_2709_with(tmp_path: Path, name: str, change: object) -> None:
    sound = many_records(8)
    assert titles(a_file(tmp_path, change(sound))) == titles(a_file(tmp_path, b"".join(sound), "sound"))  # type: ignore[operator]


def test_marc_8_that_says_it_is_utf_8_is_read_by_its_bytes(tmp_path: Path) -> None:
    title = b"La libert\xe2e et l'\xe2egalit\xe2e \xe1a Gen\xe1eve, du caf\xe2e au th\xe2e\xe3atre"
    record = iso2709(a_record("#" * len(title))).replace(b"#" * len(title), title)
    (told,) = set(titles(a_file(tmp_path, record * 3)))
    assert unicodedata.normalize("NFC", told) == "La liberté et l'égalité à Genève, du café au théâtre"


def test_encodings_may_change_from_record_to_record(tmp_path: Path) -> None:
    unicode = iso2709(a_record("Ўткан кунлар"))
    words = "История города Андижана и его окрестностей"
    russian = iso2709(a_record("#" * len(words)))
    russian = russian.replace(b"#" * len(words), words.encode("cp1251"))
    assert titles(a_file(tmp_path, (unicode + russian) * 5)) == ["Ўткан кунлар", words] * 5


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "cp866", "koi8-r"])
def test_rusmarc_without_a_word_about_its_encoding(tmp_path: Path, encoding: str) -> None:
    record = Record(
        "00000nam0 2200000   450 ",
        [
            Field("001", value="1"),
            Field("100", " ", " ", [("a", "20200131d2019    a  y0rusy0189    ca")]),
            Field("200", "1", " ", [("a", "История города Андижана"), ("f", "И. Петров")]),
            Field("210", " ", " ", [("a", "Ташкент"), ("c", "Узбекистан"), ("d", "1987")]),
            Field("700", " ", "1", [("a", "Петров"), ("b", "И.")]),
        ],
    )
    bodies = [
        "".join([f.ind1, f.ind2, *(f"\x1f{c}{v}" for c, v in f.subfields or ())]) if f.subfields else f.value
        for f in record
    ]
    encoded = [str(body).encode(encoding) + b"\x1e" for body in bodies]
    directory, start = b"", 0
    for field, body in zip(record, encoded, strict=True):
        directory += b"%b%04d%05d" % (field.tag.encode(), len(body), start)
        start += len(body)
    base = 24 + len(directory) + 1
    raw = (
        b"%05dnam0 22%05d   450 " % (base + start + 1, base)
        + directory
        + b"\x1e"
        + b"".join(encoded)
        + b"\x1d"
    )
    path = a_file(tmp_path, raw * 3)
    assert read(path).format == "unimarc" and titles(path) == ["История города Андижана"] * 3


def test_an_export_of_irbis_keeps_its_copies(tmp_path: Path) -> None:
    record = Record(
        "00000nam  2200000   450 ",
        [
            Field("920", " ", " ", [("a", "PAZK")]),
            Field("200", " ", " ", [("a", "Оқ кема"), ("f", "Ч. Айтматов")]),
            Field("210", " ", " ", [("a", "Тошкент"), ("c", "Шарқ"), ("d", "2019")]),
            Field("700", " ", " ", [("a", "Айтматов"), ("b", "Ч.")]),
            Field("910", " ", " ", [("a", "0"), ("b", "1201"), ("d", "АБ")]),
        ],
    )
    (read_back,) = taken(a_file(tmp_path, iso2709(record)), format="unimarc")
    assert read_back.first("952", "i") == "1201"
    raw = iso2709(record).replace(b"  \x1faPAZK", b"PAZK\x1e")
    assert b"PAZK" in raw


# --- which dialect, and is it a title


def test_a_local_field_200_does_not_make_marc_21_unimarc(tmp_path: Path) -> None:
    record = (
        a_record()
        .with_field(Field("200", " ", " ", [("a", "mahalliy belgi")]))
        .with_field(Field("200", " ", " ", [("a", "yana")]))
    )
    for path in (
        a_file(tmp_path, iso2709(record) * 3, "a.mrc"),
        a_file(tmp_path, b"".join(marcxml([record] * 3)), "a.xml"),
        a_file(tmp_path, json.dumps([as_marc_in_json(record)]).encode(), "a.json"),
    ):
        assert read(path).format in ("marc21", "marcxml", "marcjson")
        assert taken(path)[0].fields == record.fields


def test_authorities_holdings_and_deleted_records_are_no_titles(tmp_path: Path) -> None:
    def a_kind(status: str, kind: str, *fields: Field) -> bytes:
        return iso2709(Record(f"00000{status}{kind}  a2200000   4500", [Field("001", value="7"), *fields]))

    name = Field("100", "1", " ", [("a", "Qodiriy, Abdulla")])
    place = Field("852", " ", " ", [("b", "AB")])
    title = Field("245", "0", "0", [("a", "Kitob")])
    content = [
        a_kind("n", "z", name),
        a_kind("n", "x", Field("004", value="42"), place),
        a_kind("n", "y", place),
        a_kind("d", "a", title),
        a_kind("n", "z", title),
    ]
    for path in (
        a_file(tmp_path, b"".join(content)),
        a_file(tmp_path, b"".join(marcxml(p.record for p in _pieces_as_they_stand(content))), "a.xml"),
    ):
        found = list(read(path, format="marcxml" if path.suffix else "marc21"))
        assert [piece.reason.value if isinstance(piece, Rejected) else "taken" for piece in found] == [
            "authority_record", "holdings_record", "holdings_record", "deleted_record", "taken",
        ]  # fmt: skip
        assert isinstance(found[1], Rejected) and found[1].details == {"number": "7", "of": "42"}
        assert all(piece.raw for piece in found if isinstance(piece, Rejected))


def _pieces_as_they_stand(content: list[bytes]) -> list[Taken]:
    from javon.collection.sources.iso2709 import parse_clean

    return [Taken(record, 0, 0) for raw in content if (record := parse_clean(raw)) is not None]


def test_a_dump_of_a_database_is_no_table(tmp_path: Path) -> None:
    text = "INSERT INTO book (id, name, year, code) VALUES\n (1, 'Kitob', 2019, 'x');\n" * 3
    with pytest.raises(SourceError, match="unknown_format"):
        read(a_file(tmp_path, text.encode()))


# --- tables as librarians keep them


def test_a_workbook_with_everything_that_spreadsheets_do(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "Andijon tumani AKM kitoblari roʻyxati"
    header = [
        "№",
        "Kitob nomi",
        "Muallif",
        "Inventar raqami",
        "Kelgan sana",
        "Narxi (soʻm)",
        "Nashr yili",
        "ISBN",
    ]
    rows = [
        header,
        [1, "Oʻtkan kunlar", "Qodiriy A.", "1204-1206", 45291, "45 000 soʻm", 2018.0, "9.78994E+12"],
        [None] * 8,
        [2, "Ikki\nqatorli", "Choʻlpon", 77, "12.06.2002", 1500, "2018-yil", 9789943000001],
        [3, "Kecha va kunduz", "Choʻlpon", "301", None, None, 1936, None],
        [None, None, None, "302", None, None, None, None],
        ["Jami", None, None, 6, None, None, None, None],
    ]
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.cell(number + 4, place + 2, value)
    sheet.merge_cells("C8:C9")
    second = book.create_sheet("Bolalar")
    second.append(["Muallif", "Nomi", "Soni"])
    second.append(["Xudoyberdi Toʻxtaboyev", "Sariq devni minib", "3 dona"])
    book.create_sheet("Boʻsh")
    path = tmp_path / "list.xlsx"
    book.save(path)
    found = list(read(path))
    first, lines, merged, again, total, child = found
    assert isinstance(total, Rejected) and total.reason is Reason.NO_TITLE and total.position == 10
    assert all(isinstance(piece, Taken) for piece in (first, lines, merged, again, child))
    record = first.record  # type: ignore[union-attr]
    assert record.values("952", "i") == ["1204", "1205", "1206"]
    assert record.values("952", "d") == ["2023-12-31"] * 3 and record.first("264", "c") == "2018"
    assert record.get("020") is None and record.first("590", "a") == "ISBN: 9.78994E+12"
    assert (
        lines.record.first("245", "a") == "Ikki\nqatorli"
        and lines.record.first("020", "a") == "9789943000001"
    )  # type: ignore[union-attr]
    assert [piece.record.first("952", "i") for piece in (merged, again)] == ["301", "302"]  # type: ignore[union-attr]
    assert again.record.first("245", "a") == "Kecha va kunduz" and first.position == 5  # type: ignore[union-attr]
    assert len(child.record.all("952")) == 3  # type: ignore[union-attr]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_csv_with_every_sign_and_encoding(tmp_path: Path, sign: str, encoding: str) -> None:
    rows = [
        ["Китоб рўйхати", "", ""],
        ["Название", "Автор", "Год издания"],
        ['"Белый ""пароход""' + sign + '\r\nповесть"', "Айтматов Ч.", "1970.0"],
        ["Минувшие дни", "Кадыри А.", "2018"],
        ["", "", ""],
    ]
    text = "\r\n".join(sign.join(row) for row in rows).replace("ў", "у")
    first, second = taken(a_file(tmp_path, text.encode(encoding)))
    assert (
        first.first("245", "a") == f'Белый "пароход"{sign}\r\nповесть' and first.first("264", "c") == "1970"
    )
    assert second.first("245", "a") == "Минувшие дни"
