"""Programs that nobody here wrote read what Javon exports, and find in it what was put in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pymarc
import pytest

from javon.collection.catalogue import editing, part_records
from javon.collection.catalogue.cip import read_block
from javon.collection.sources import Record, write
from javon.collection.sources.record import Field
from javon.config.demo import contents, library

TODAY = date(2026, 11, 23)
LINT = r"""
use MARC::Batch; use MARC::Lint;
my $lint = MARC::Lint->new; my $batch = MARC::Batch->new('USMARC', $ARGV[0]); my $count = 0;
while (my $record = $batch->next) {
    $count++; $lint->check_record($record);
    print $record->field('245')->as_string, ': ', $_, "\n" for $lint->warnings;
}
print "read $count\n";
"""


CIP_BLOCKS = (
    "UO'K: 02 (075)  KBK 78.3ya722  B 45\nBerdiyeva Z. Sh. Kutubxonashunoslik: kasb-hunar kollejlari uchun "
    "o'quv qo'llanma. 2-nashri. T.: «ILM ZIYO», 2013. – 256 b.",
    "УЎК 821.512.133-3\nКБК 84(5Ў)6\nҲ 71\nҲошимов, Ўткир.\nДунёнинг ишлари: қисса / Ў. Ҳошимов. – Тошкент: "
    "«Шарқ» НМАК, 2005. – 368 б.\nISBN 5-645-01234-8",
)


def typed_in() -> Iterator[Record]:
    """Records as the form for a new one makes them."""
    start = editing.new_record(TODAY)
    whole = {
        "title": "Oʻtkan kunlar", "subtitle": "roman", "responsibility": "Abdulla Qodiriy", "author": "Qodiriy, Abdulla",
        "author_dates": "1894-1938", "edition": "2-nashr", "place": "Toshkent", "publisher": "Sharq", "year": "2019",
        "extent": "384 bet", "series": "Oʻzbek romani", "udc": "821.512.133-31", "bbk": "84(5Oʻ)6", "author_mark": "Q-71",
        "age_mark": "12+", "genre": "roman", "annotation": "Toshkent, 19-asr.", "isbn": "978-9943-00-000-1",
        "subjects": "Oʻzbek nasri\nTarix — Oʻzbekiston", "language": "uzb", "audience": "teens",
    }  # fmt: skip
    for values in (
        whole,
        {"title": "Mehrobdan chayon"},
        {
            "title": "Bolalar kitobi",
            "author": "Gʻafur Gʻulom",
            "language": "rus",
            "audience": "children",
            "year": "1985",
        },
        {
            "title": "Algebra",
            "part": "1-qism",
            "subtitle": "darslik",
            "responsibility": "A. Aliyev",
            "year": "2020",
        },
        {
            "title": "The Old Man and the Sea",
            "author": "Hemingway, Ernest",
            "language": "eng",
            "year": "1996",
        },
        {"title": "Ким? Нима?", "subtitle": "савол ва жавоблар", "publisher": "Oʻqituvchi"},
        {
            "title": "Ота",
            "author": "Ҳошимов, Ўткир",
            "place": "Тошкент",
            "publisher": "«Шарқ» НМАК",
            "year": "2005",
        },
        {
            "title": "Война и мир",
            "part": "Т. 1",
            "author": "Толстой, Л. Н.",
            "responsibility": "Л. Н. Толстой",
            "edition": "3-е изд., испр. и доп",
            "language": "rus",
            "extent": "720 с.: ил.",
            "series": "Библиотека классики",
        },
        {
            "title": "Toʻplam",
            "isbn": "9789943000001\n978-9943-00-002-5",
            "year": "2001",
            "series": "A\u02bblo kitoblar",
        },
        {"title": "Der Prozess", "author": "Kafka, Franz", "language": "ger", "place": "Berlin"},
        {"title": "A Farewell to Arms", "language": "eng", "annotation": "Urush haqida."},
        *(read_block(block).values for block in CIP_BLOCKS),
    ):
        record = editing.finished(editing.edited(start, values))
        yield record
        yield editing.marked_short(record)


def made_in_a_host() -> Iterator[Record]:
    """Articles and volumes as their short forms make them."""
    book = next(record for record in typed_in() if record.first("245", "n") is None)
    magazine = Record(
        book.leader[:7] + "s" + book.leader[8:],
        [
            Field("022", " ", " ", [("a", "2010-5584")]),
            *(one for one in book.fields if one.tag not in {"100", "020"}),
        ],
    )
    article = {
        "title": "Kuz",
        "author": "Oripov, Abdulla",
        "year": "2021",
        "issue": "2",
        "pages": "34-37",
        "is_local": "1",
    }
    for host in (book, magazine):
        yield part_records.part_of(host, ("NLUz", "77"), article, TODAY)
        yield part_records.part_of(
            host, ("NLUz", "77"), {"title": "Nima qilish kerak", "year": "1999"}, TODAY
        )
    for typed in (
        {"number": "3", "name": "Ulugʻbek xazinasi", "year": "2014", "isbn": "978-9943-00-000-1"},
        {"number": "10", "responsibility": "O. Yoqubov", "extent": "384 b."},
    ):
        yield part_records.volume_of(book, ("NLUz", "77"), typed, TODAY)
    yield part_records.placed_in(book, book, ("NLUz", "77"), "4")
    yield from contents.records(TODAY)


@pytest.fixture(scope="module")
def demo() -> list[Record]:
    return list(library.records(scale=0.5, seed=1, today=TODAY))


def a_file(folder: Path, records: list[Record]) -> Path:
    path = folder / "out.mrc"
    path.write_bytes(b"".join(write.iso2709(record) for record in records))
    return path


@pytest.mark.parametrize("whose", ["demo", "form", "parts"])
def test_marc_lint_has_nothing_to_say_about_records_made_here(
    whose: str, demo: list[Record], tmp_path: Path
) -> None:
    perl = shutil.which("perl")
    if not perl or subprocess.run([perl, "-MMARC::Lint", "-e", "1"], capture_output=True).returncode:
        pytest.skip("MARC::Lint is not installed (libmarc-lint-perl)")
    records = {
        "demo": lambda: demo,
        "form": lambda: list(typed_in()),
        "parts": lambda: list(made_in_a_host()),
    }[whose]()
    said = subprocess.run(
        [perl, "-e", LINT, a_file(tmp_path, records)], capture_output=True, check=True
    ).stdout.decode()
    assert said.splitlines() == [f"read {len(records)}"]


def test_what_the_form_shows_of_a_finished_record_is_what_was_typed() -> None:
    for record in typed_in():
        shown = editing.shown(record)
        assert editing.edited(record, shown) == record
        assert not any(value.endswith((" /", " :", ",")) for value in shown.values())
        assert len(record.first("008") or "") == 40


def test_pymarc_reads_every_field_of_the_demo(demo: list[Record], tmp_path: Path) -> None:
    with a_file(tmp_path, demo).open("rb") as stream:
        theirs = [
            [
                (one.tag, one.data if one.control_field else [tuple(sub) for sub in one.subfields])
                for one in record
            ]
            for record in pymarc.MARCReader(stream)
            if record is not None
        ]
    assert theirs == [[(one.tag, one.value or one.subfields) for one in record] for record in demo]


def test_mrrc_reads_every_title_of_the_demo(demo: list[Record], tmp_path: Path) -> None:
    mrrc = pytest.importorskip("mrrc")
    titles = [record.title for record in mrrc.MARCReader(str(a_file(tmp_path, demo)))]
    told = [title() if callable(title) else title for title in titles]
    assert len(told) == len(demo)
    assert all(
        (record.first("245", "a") or "").rstrip(" :/.") in title
        for record, title in zip(demo, told, strict=True)
    )


def test_yaz_reads_the_demo_as_the_same_text(demo: list[Record], tmp_path: Path) -> None:
    dump = shutil.which("yaz-marcdump")
    if dump is None:
        pytest.skip("yaz-marcdump is not installed (yaz)")
    path = a_file(tmp_path, demo)
    told = subprocess.run([dump, "-o", "json", str(path)], capture_output=True, check=True).stdout.decode()
    decoder = json.JSONDecoder()
    at, theirs = 0, []
    while (at := told.find("{", at)) >= 0:
        shown, at = decoder.raw_decode(told, at)
        theirs.append(["".join(_texts(one)) for one in shown["fields"]])
    assert theirs == [[one.value or "".join(one.all()) for one in record] for record in demo]


def _texts(one: dict[str, object]) -> Iterator[str]:
    for value in one.values():
        if isinstance(value, dict):
            for subfield in value["subfields"]:
                yield from subfield.values()
        else:
            yield str(value)


def test_xmllint_finds_the_marcxml_sound_and_counts_its_records(demo: list[Record], tmp_path: Path) -> None:
    lint = shutil.which("xmllint")
    if lint is None:
        pytest.skip("xmllint is not installed (libxml2-utils)")
    strange = Record("00000nam a2200000 i 4500", [demo[0].fields[0], *demo[1].fields[1:]]).with_subfield(
        "500", "a", '<&">\t\r\n\x07]]> ʼ Ў'
    )
    path = tmp_path / "out.xml"
    path.write_bytes(b"".join(write.marcxml([*demo, strange])))
    counted = subprocess.run(
        [lint, "--xpath", "count(//*[local-name()='record'])", str(path)], capture_output=True, check=True
    ).stdout
    assert int(float(counted)) == len(demo) + 1


def test_marc_file_xml_reads_the_marcxml(demo: list[Record], tmp_path: Path) -> None:
    perl = shutil.which("perl")
    if not perl or subprocess.run([perl, "-MMARC::File::XML", "-e", "1"], capture_output=True).returncode:
        pytest.skip("MARC::File::XML is not installed (libmarc-xml-perl)")
    path = tmp_path / "out.xml"
    path.write_bytes(b"".join(write.marcxml(demo[:200])))
    script = (
        "use MARC::Batch; use MARC::File::XML (BinaryEncoding => 'utf8'); binmode STDOUT, ':utf8';"
        "my $batch = MARC::Batch->new('XML', $ARGV[0]); while (my $r = $batch->next) { print $r->subfield('245','a'), qq{\\n} }"
    )
    told = subprocess.run([perl, "-e", script, str(path)], capture_output=True, check=True).stdout.decode()
    assert [_plain(line) for line in told.splitlines()] == [
        _plain(record.first("245", "a") or "") for record in demo[:200]
    ]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
