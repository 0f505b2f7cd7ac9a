"""Official papers: what stands on them, that nothing in them is obeyed, and that the same paper has the same bytes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.core.papers import (
    Acquaintance,
    Clause,
    Column,
    Paper,
    PaperFailed,
    Reference,
    Seen,
    Signature,
    Stamp,
    SystemMark,
    Table,
    render_docx,
    render_pdf,
    words,
)
from javon.core.papers.letters import legible
from javon.core.papers.manuscript import set_out, widths
from javon.core.papers.tests import characters
from javon.core.papers.words import dated, stamped


def _word_text(file: bytes) -> str:
    """Every text of the body, the head and the foot of a Word file."""
    document = Document(io.BytesIO(file))
    section = document.sections[0]
    stories = [document.element.body, section.footer._element, section.header._element]
    return "\n".join("".join(story.itertext()) for story in stories)


@pytest.mark.parametrize("name", characters.ALL)
def test_every_paper_prints_twice_alike(name):
    paper = characters.ALL[name]()
    pdf, word = render_pdf(paper), render_docx(paper)
    assert pdf.startswith(b"%PDF-")
    assert pdf == render_pdf(paper)
    assert word == render_docx(paper)
    assert zipfile.ZipFile(io.BytesIO(word)).testzip() is None


def test_the_word_file_says_what_the_order_says():
    said = _word_text(render_docx(characters.an_order()))
    for wanted in (
        "QOʻRGʻONTEPA TUMAN AXBOROT-KUTUBXONA MARKAZI", "STIR: 201 234 567", "BUYRUQ", "№ 41-A", "2026-yil 24-noyabr",
        "BUYURAMAN:", "1.\u00a0Yangi yil", "Ijrochi: O. Tursunov; Muddati: 18.12.2026; Nazorat: Sh. Nazarova",
        "Tanishdim:", "tizimda tanishdi", "qogʻozda", "sanasi koʻrsatilmagan", '"__" _______ 20__-yil', "M.Oʻ.",
        "Tahrirlanadigan nusxa.", "M. Rahimova, 24.11.2026 16:41", "SHA-256: 3f2a9c0b7d1e4f58…",
    ):  # fmt: skip
        assert wanted in said


@pytest.mark.parametrize(
    ("language", "day", "wanted"),
    [
        ("uz", date(2024, 8, 7), '"07" avgust 2024-yil'),
        ("uz-cyrl", date(2024, 8, 7), '"07" август 2024 йил'),
        ("ru", date(2024, 8, 7), '"07" августа 2024 г.'),
        ("uz", None, '"__" _______ 20__-yil'),
    ],
)
def test_the_date_of_a_stamp(language, day, wanted):
    assert stamped(day, language) == wanted


def test_cyrillic_papers_write_dates_without_hyphens():
    assert dated(date(2024, 8, 7), "uz-cyrl") == "2024 йил 7 август"
    assert words("uz-cyrl").answer == "{number}-сонли хатга жавоб"


def test_a_letter_names_the_letter_it_answers():
    paper = Paper(reference=Reference("214", None, "01-05/{77}", date(2026, 11, 12)), addressee=("Kimga",))
    reference = set_out(paper, legible)["reference"]
    assert reference == [
        "№ 214",
        '"__" _______ 20__-yil',
        "2026-yil 12-noyabrdagi 01-05/{77}-sonli xatga javob",
    ]


def test_an_unknown_date_is_never_invented():
    lines = set_out(Paper(acquaintances=(Acquaintance("Rahbar", "A. B.", Seen.ON_PAPER),)), legible)
    assert lines["acquaintances"][0]["date"] == "sanasi koʻrsatilmagan"


def test_a_mark_tells_the_time_of_tashkent():
    mark = SystemMark("M. R.", datetime(2026, 11, 24, 20, 0, tzinfo=UTC), "ab" * 32)
    assert set_out(Paper(mark=mark), legible)["mark"]["by"] == "M. R., 25.11.2026 01:00"


def test_the_regulation_has_its_29_clauses():
    numbered = [part for part in characters.the_regulation().body if isinstance(part, Clause)]
    assert len(numbered) == 29


def test_an_empty_paper_prints():
    assert render_pdf(Paper()).startswith(b"%PDF-")
    assert render_docx(Paper())


def test_nothing_in_a_text_is_obeyed():
    evil = '#panic("x") #import "@preview/a:1" $x$ *b* <l> @r \\ ]} {{x}} {page} </w:t> &amp; ]]> //'
    paper = Paper(
        kind=evil, letterhead=characters.HEAD, number=evil, place=evil, title=evil, preamble=evil, basis=(evil,),
        body=(Clause(evil, evil, who=evil), Table((Column(evil),), ((evil,),), caption=evil)),
        approval=Stamp(evil, evil), signatures=(Signature(evil, evil),), enclosures=evil, executor=evil,
        mark=SystemMark(evil, datetime(2026, 1, 1), "ab" * 32, evil),
    )  # fmt: skip
    assert render_pdf(paper).startswith(b"%PDF-")
    assert _word_text(render_docx(paper)).count(evil) >= 12


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), min_size=6, max_size=6))
def test_any_text_prints(texts):
    first, second, third, fourth, fifth, sixth = texts
    paper = Paper(
        kind=first, title=second, number=third, body=(Clause(fourth, fifth), Table((Column(first),), ((sixth,),))),
        signatures=(Signature(second, third),),
        mark=SystemMark(fourth, datetime(2026, 1, 1), "ab", fifth.encode(errors="ignore").decode()),
    )  # fmt: skip
    assert render_pdf(paper).startswith(b"%PDF-")
    Document(io.BytesIO(render_docx(paper)))


def test_three_thousand_rows_print():
    table = Table(characters.COLUMNS, characters.BOOKS * 750, total=characters.TOTAL)
    paper = Paper(body=(table,), signatures=(Signature("Rais", "A. B."),))
    assert render_pdf(paper).startswith(b"%PDF-")
    assert render_docx(paper)


def test_a_row_that_does_not_fit_its_head_is_refused():
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table((Column("a"),), (("b", "c"),))
    with pytest.raises(ValueError, match="without columns"):
        Table((), ())


def test_wide_texts_get_wide_columns_and_none_vanishes():
    given_widths = widths(Table(characters.COLUMNS, characters.BOOKS))
    assert max(given_widths) == given_widths[2]
    assert min(given_widths) > 0


def test_a_language_without_words_is_refused():
    with pytest.raises(ValueError, match="fr"):
        Paper(language="fr")


def test_a_book_is_no_paper():
    with pytest.raises(PaperFailed, match="at most"):
        render_pdf(Paper(preamble="x" * 4_000_001))
    with pytest.raises(PaperFailed, match="at most"):
        render_docx(Paper(preamble="x" * 4_000_001))


def test_who_waits_too_long_is_told():
    with pytest.raises(PaperFailed, match="not ready"):
        render_pdf(characters.an_order(), patience=0.001)


def test_a_press_that_fails_says_why(monkeypatch, tmp_path):
    broken = tmp_path / "press.py"
    broken.write_text("import sys\nsys.exit('no ink')\n")
    monkeypatch.setattr("javon.core.papers.pdf.PRESS", broken)
    with pytest.raises(PaperFailed, match="no ink"):
        render_pdf(Paper())


def test_nothing_is_left_in_the_temporary_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    render_pdf(characters.an_order())
    render_docx(characters.an_order())
    assert list(Path(tmp_path).iterdir()) == []
