from __future__ import annotations

from pathlib import Path

import pytest

from javon.collection.sources import Note, Reason, read
from javon.collection.sources.tests.characters import a_file

IRBIS = """#920: PAZK
#101: uzb
#102: UZ
#10: ^a978-9943-00-000-0^d45000
#675: 821.512.133
#621: 84(5Ўзб)1
#908: Қ 58
#903: 84/Қ58-1
#700: ^AҚодирий^BА.^GАбдулла
#200: ^AЎткан кунлар^Eроман^FАбдулла Қодирий
#210: ^AТошкент^CШарқ^D2019
#215: ^A384
#606: ^AЎзбек адабиёти^BРоманлар
#910: ^A0^B1201^C20200115^DАБ^E45000^H00012011
#910: ^AU^B5^DЧЗ^12
#907: ^A20200115^BБНБ
*****
#920: PAZK
#200: ^AМеҳробдан чаён
*****
"""


def test_an_irbis_export_becomes_marc_21_with_copies(tmp_path: Path) -> None:
    reader = read(a_file(tmp_path, ("\ufeff" + IRBIS).encode()))
    assert reader.format == "irbis-text"
    first, second = (piece.record for piece in reader)
    assert first.first("001") == "84/Қ58-1"
    assert first.get("245").subfields == [("a", "Ўткан кунлар"), ("b", "роман"), ("c", "Абдулла Қодирий")]
    assert first.first("100", "a") == "Қодирий, А." and first.first("020", "a") == "978-9943-00-000-0"
    assert first.get("084").subfields == [("a", "84(5Ўзб)1"), ("2", "rubbk")]
    assert first.get("650").subfields == [("a", "Ўзбек адабиёти"), ("x", "Романлар")]
    numbered, *plain = first.all("952")
    assert (numbered.first("i"), numbered.first("p"), numbered.first("c")) == ("1201", "00012011", "АБ")
    assert len(plain) == 2 and all(copy.first("i") is None and copy.first("c") == "ЧЗ" for copy in plain)
    assert "БНБ" in "".join(field.text for field in first.all("886"))
    assert second.first("245", "a") == "Меҳробдан чаён"


@pytest.mark.parametrize("encoding", ["cp1251", "cp866"])
def test_an_irbis_export_in_a_russian_code_page(tmp_path: Path, encoding: str) -> None:
    text = "#200: ^AВойна и мир^FЛев Толстой\r\n#700: ^AТолстой^BЛ. Н.\r\n*****\r\n"
    reader = read(a_file(tmp_path, text.encode(encoding)))
    assert reader.encoding == encoding
    (piece,) = reader
    assert piece.record.first("245", "a") == "Война и мир"


def test_a_line_that_is_no_field_is_told_and_a_block_without_fields_is_rejected(tmp_path: Path) -> None:
    text = "#200: ^AA\nbroken line\n*****\nonly nonsense\n*****\n#200: ^AB\n"
    pieces = list(read(a_file(tmp_path, text.encode()), format="irbis-text"))
    assert pieces[0].notes == (Note.MARKUP,) and b"broken line" in pieces[0].raw
    assert pieces[1].reason is Reason.BAD_LINE and pieces[1].raw == b"only nonsense\n*****\n"
    assert pieces[2].record.first("245", "a") == "B"


def test_aleph_sequential_is_read_as_it_stands(tmp_path: Path) -> None:
    text = (
        "000000002 LDR   L 00000nam^a2200301^i^4500\n000000002 001   L 000000002\n"
        "000000002 24510 L $$aPropositional structure :$$ba study\n"
        "000000003 LDR   L 00000nam^a2200301^i^4500\n"
        "000000003 24510 L $$aAnother\n"
    )
    reader = read(a_file(tmp_path, text.encode()))
    assert reader.format == "aleph"
    first, second = (piece.record for piece in reader)
    assert first.leader == "00000nam a2200301 i 4500"
    assert first.get("245").subfields == [("a", "Propositional structure :"), ("b", "a study")]
    assert second.first("245", "a") == "Another"
