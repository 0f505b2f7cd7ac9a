"""Programs of others open our official papers: qpdf finds no fault, poppler reads every letter, LibreOffice the Word file."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from javon.core.papers import Clause, Signature, Table, render_docx, render_pdf
from javon.core.papers.tests import characters

ORDER = (
    "QOʻRGʻONTEPA TUMAN AXBOROT-KUTUBXONA MARKAZI", "BUYRUQ", "№ 41-A", "2026-yil 24-noyabr", "BUYURAMAN:",
    "Yangi yil tadbirlarini tayyorlash va oʻtkazish toʻgʻrisida", "«Qishki ertak»", "Direktor", "M. Rahimova", "M.Oʻ.",
    "Tanishdim:", "sanasi koʻrsatilmagan", "maʼrifiy adabiyot", '"24" noyabr 2026-yil', '"__" _______ 20__-yil',
)  # fmt: skip


def _needs(*programs: str) -> pytest.MarkDecorator:
    absent = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}")


def _said(*command: object) -> str:
    done = subprocess.run(
        [str(each) for each in command], capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout


def _read(pdf: Path) -> str:
    return re.sub(r"\s+", " ", _said("pdftotext", "-layout", pdf, "-"))


@pytest.fixture(scope="module", params=list(characters.ALL))
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One paper of each kind as PDF; the Word file beside it."""
    path = tmp_path_factory.mktemp("papers") / f"{request.param}.pdf"
    made = characters.ALL[request.param]()
    path.write_bytes(render_pdf(made))
    path.with_suffix(".docx").write_bytes(render_docx(made))
    return path


@_needs("qpdf")
def test_qpdf_finds_no_fault(paper):
    assert "No syntax or stream encoding errors found" in _said("qpdf", "--check", paper)


@_needs("pdffonts", "pdfinfo")
def test_every_letter_travels_with_the_file(paper):
    fonts = _said("pdffonts", paper).splitlines()[2:]
    assert fonts
    for font in fonts:
        embedded, _, is_unicode = font.split()[-5:-2]
        assert (embedded, is_unicode) == ("yes", "yes"), font
        assert "LiberationSerif" in font or "DejaVuSans" in font
    about = _said("pdfinfo", paper)
    assert "A4" in about and "Tagged:          yes" in about
    assert "pdfaid" in _said("pdfinfo", "-meta", paper)


@_needs("pdftotext")
def test_the_order_reads_back(tmp_path):
    (tmp_path / "order.pdf").write_bytes(render_pdf(characters.an_order()))
    text = _read(tmp_path / "order.pdf")
    assert [each for each in ORDER if each not in text] == []
    assert "Tizimda tasdiqlandi: M. Rahimova, 24.11.2026 16:41" in text


@_needs("pdftotext")
def test_the_regulation_reads_back_with_its_stamp(tmp_path):
    (tmp_path / "regulation.pdf").write_bytes(render_pdf(characters.the_regulation()))
    text = _read(tmp_path / "regulation.pdf")
    for wanted in (
        "«TASDIQLAYMAN»",
        '"07" avgust 2024-yil',
        "(M.Oʻ.)",
        "NIZOMI",
        "maʼnaviy-axloqiy",
        "3-bet, jami 3",
    ):
        assert wanted in text
    for part in characters.the_regulation().body:
        if isinstance(part, Clause):
            assert part.number + "." in text


@_needs("pdftotext")
@pytest.mark.parametrize("clauses", range(20, 34))
def test_signatures_never_stand_alone_on_a_page(tmp_path, clauses):
    body = tuple(Clause(f"Band {number} matni.", str(number)) for number in range(1, clauses + 1))
    made = characters.an_order(
        body=body, acquaintances=(), basis=(), signatures=(Signature("Direktor", "M. Rahimova"),)
    )
    (tmp_path / "order.pdf").write_bytes(render_pdf(made))
    pages = _said("pdftotext", "-layout", tmp_path / "order.pdf", "-").split("\f")
    signed = next(page for page in pages if "Direktor" in page)
    assert f"Band {clauses} matni." in signed


@_needs("pdftotext")
@pytest.mark.parametrize("rows", range(4, 40, 3))
def test_nor_do_they_after_a_table(tmp_path, rows):
    table = Table(characters.COLUMNS, characters.BOOKS[:1] * rows, total=characters.TOTAL)
    made = characters.an_act(body=(table,), annexes=())
    (tmp_path / "act.pdf").write_bytes(render_pdf(made))
    pages = _said("pdftotext", "-layout", tmp_path / "act.pdf", "-").split("\f")
    signed = next(page for page in pages if "Komissiya raisi" in page)
    assert "22 900,00" in signed


@_needs("soffice", "pdftotext")
def test_the_word_file_reads_back_in_another_office(tmp_path):
    """LibreOffice opens it and prints the same words."""
    word = tmp_path / "order.docx"
    word.write_bytes(render_docx(characters.an_order()))
    _said(
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
        "--outdir", tmp_path, word,
    )  # fmt: skip
    text = _read(tmp_path / "order.pdf")
    assert [each for each in ORDER if each not in text] == []
    assert "Tahrirlanadigan nusxa." in text
