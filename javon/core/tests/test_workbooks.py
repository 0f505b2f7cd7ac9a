"""Files of the training mode say that they are exercises, and no cell is moved for it; others say nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import javon
from javon.core import practice
from javon.core.papers import Clause, Paper, render_docx
from javon.core.workbooks import Workbook

WORDS = "MASHQ REJIMI – bu yerda & hech narsa hisobga olinmaydi"


@pytest.fixture
def exercises():
    practice.switch_on(words=WORDS)
    yield
    practice.switch_on(False)


def a_workbook() -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True}) as book:
        for name in ("Kechikkanlar", "x" * 31):
            book.add_worksheet(name).write_string(0, 0, "Kitobxon")
    return target.getvalue()


def parts(file: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}


def test_a_workbook_of_the_training_mode_says_so_on_its_tabs_and_on_paper(exercises):
    made = parts(a_workbook())
    assert 'name="MASHQ – Kechikkanlar"' in made["xl/workbook.xml"]
    for number in (1, 2):
        sheet = made[f"xl/worksheets/sheet{number}.xml"]
        assert "<oddHeader>&amp;C&amp;BMASHQ REJIMI – bu yerda &amp;&amp; hech" in sheet
        assert "<oddFooter>&amp;C&amp;BMASHQ REJIMI" in sheet
        assert '<c r="A1"' in sheet


def test_another_workbook_says_nothing():
    made = parts(a_workbook())
    assert 'name="Kechikkanlar"' in made["xl/workbook.xml"]
    assert "oddHeader" not in made["xl/worksheets/sheet1.xml"]


def test_a_word_file_of_the_training_mode_says_so_on_every_page(exercises):
    paper = Paper(language="uz", kind="BUYRUQ", body=(Clause("Kitoblar olinsin."),))
    marked = [name for name, text in parts(render_docx(paper)).items() if "MASHQ REJIMI" in text]
    assert sorted(marked) == ["word/header1.xml", "word/header2.xml"]
    practice.switch_on(False)
    assert not any("MASHQ REJIMI" in text for text in parts(render_docx(paper)).values())


def test_nobody_writes_a_workbook_past_the_mark():
    own = Path(javon.__file__).parent
    written = {
        path.relative_to(own).as_posix()
        for path in own.rglob("*.py")
        if "xlsxwriter.Workbook(" in path.read_text() and "tests" not in path.parts
    }
    assert written == {
        "collection/stock/old_lines_bench.py",
        "config/demo/old_lines_story.py",
    }
