"""Programs of others measure our labels: poppler where each one lies, zbar what each one says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from javon.collection.catalogue.describe import Description
from javon.collection.labels.calibration import calibration_page
from javon.collection.labels.catalogue_card import LOWEST, MARGIN, TEXT_LEFT, back, front
from javon.collection.labels.designs import DESIGNS, LabelFacts
from javon.collection.labels.standard import standard_sheets
from javon.core.sheets import MM, Sheet, Text, barcode, render_sheets

LABELS = Sheet(
    210 * MM, 297 * MM, columns=5, rows=13, cell_width=38 * MM, cell_height=21_200,
    left=5 * MM, top=10_700, gap_x=2_500, offset_x=300, offset_y=-1_100,
)  # fmt: skip
POINT = 25.4 / 72  # mm


def _needs(*programs: str) -> pytest.MarkDecorator:
    absent = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}")


def _said(*command: object) -> str:
    done = subprocess.run(
        [str(each) for each in command], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout


def label(number: int):
    """A word whose left edge is the label's own, and bars across the whole label."""
    code = f"{number:08d}"
    return (
        Text(0, 0, 38 * MM, 4 * MM, code, size=8),
        barcode(code, x=0, y=5 * MM, width=38 * MM, height=10 * MM),
        Text(0, 16 * MM, 38 * MM, 4 * MM, "Oʻ Gʻ ʼ Ўў Ққ Ғғ Ҳҳ Ёё № « »", size=8),
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seventy labels from the third cell on: a full sheet and seven of the next."""
    path = tmp_path_factory.mktemp("labels") / "labels.pdf"
    path.write_bytes(render_sheets(LABELS, [label(number) for number in range(1, 71)], start=3))
    return path


@_needs("pdftotext")
def test_every_label_lies_where_its_cell_is(printed):
    words = re.findall(
        r'<page width="([\d.]+)" height="([\d.]+)"|<word xMin="([\d.]+)" [^>]*>(\d{8})<',
        _said("pdftotext", "-bbox", printed, "-"),
    )
    sizes = [(float(wide) * POINT, float(high) * POINT) for wide, high, _, word in words if not word]
    assert len(sizes) == 2
    assert all(size == pytest.approx((210.0, 297.0), abs=0.1) for size in sizes)
    found = {int(word): float(left) * POINT for *_, left, word in words if word}
    assert len(found) == 70
    for number, left in found.items():
        wanted = LABELS.cell((number + 1) % LABELS.cells)[0] / MM
        assert left == pytest.approx(wanted, abs=0.1), f"label {number}"


BAR = re.compile(
    r'<path style=" stroke:none;fill-rule:nonzero[^>]* d="M ([\d.]+) ([\d.]+) L [\d.]+ [\d.]+ L ([\d.]+) ([\d.]+)'
)


@_needs("pdftocairo")
def test_every_bar_stands_to_a_tenth_of_a_millimetre(printed, tmp_path):
    """Every bar of the first page as another program draws it, against the geometry."""
    _said(
        "pdftocairo", "-svg", "-noshrink", "-nocenter", "-f", "1", "-l", "1", printed, tmp_path / "page.svg"
    )
    boxes = [
        [float(each) * POINT for each in found] for found in BAR.findall((tmp_path / "page.svg").read_text())
    ]
    drawn = sorted((round(y), x, y, to_x - x, to_y - y) for x, y, to_x, to_y in boxes)
    wanted = []
    for number in range(1, 64):
        left, top = LABELS.cell(number + 1)
        y = top / MM + 5
        wanted += [(round(y), (left + at) / MM, y, wide / MM, 10.0) for at, wide in label(number)[1].bars]
    assert len(drawn) == len(wanted)
    for one, other in zip(drawn, sorted(wanted), strict=True):
        assert one == pytest.approx(other, abs=0.1)


@_needs("pdftoppm")
def test_an_edge_at_600_dpi(printed, tmp_path):
    """The first black dot of the first label's bars, counted on the picture that a printer would draw."""
    left, top = LABELS.cell(2)
    row = round((top / MM + 10) / 25.4 * 600)
    _said(
        "pdftoppm", "-r", "600", "-gray", "-f", "1", "-l", "1", "-x", "0", "-y", str(row), "-W", "4960", "-H", "1",
        printed, tmp_path / "row",
    )  # fmt: skip
    picture = next(tmp_path.glob("row*.pgm")).read_bytes()
    dots = picture[-4960:]
    first = next(place for place in range(len(dots)) if dots[place] < 128)
    assert first / 600 * 25.4 == pytest.approx((left + label(1)[1].bars[0][0]) / MM, abs=0.1)


@_needs("pdffonts", "pdftotext")
def test_every_letter_travels_with_the_file_and_reads_back(printed):
    fonts = _said("pdffonts", printed).splitlines()[2:]
    assert fonts
    assert all(font.split()[-5] == "yes" for font in fonts)
    assert "Oʻ Gʻ ʼ Ўў Ққ Ғғ Ҳҳ Ёё № « »" in _said("pdftotext", "-layout", printed, "-")


@_needs("zbarimg", "pdftoppm")
def test_a_scanner_reads_every_label(printed, tmp_path):
    _said("pdftoppm", "-r", "300", "-gray", printed, tmp_path / "page")
    read = _said(
        "zbarimg", "-q", "--nodbus", "-S*.enable=0", "-Scode128.enable=1", *tmp_path.glob("page*.pgm")
    )
    assert sorted(read.split()) == [f"CODE-128:{number:08d}" for number in range(1, 71)]


@_needs("zbarimg", "pdftoppm")
@pytest.mark.parametrize(
    "text", ["K0001275", "A-4218/2", "INV 12 345678 b", "~!#$%&()*+;<=>?@[]^_`{|}", "0123456"]
)
def test_a_scanner_reads_other_codes(text, tmp_path):
    one = Sheet(150 * MM, 30 * MM, 1, 1, 150 * MM, 30 * MM)
    drawing = (barcode(text, x=0, y=5 * MM, width=150 * MM, height=15 * MM),)
    (tmp_path / "one.pdf").write_bytes(render_sheets(one, [drawing]))
    _said("pdftoppm", "-r", "300", "-gray", tmp_path / "one.pdf", tmp_path / "one")
    read = _said(
        "zbarimg", "-q", "--nodbus", "--raw", "-S*.enable=0", "-Scode128.enable=1", *tmp_path.glob("one*.pgm")
    )
    assert read.rstrip("\n") == text


@_needs("qpdf")
def test_qpdf_finds_no_fault(printed):
    assert "No syntax or stream encoding errors found" in _said("qpdf", "--check", printed)


# --- what is put into books


CARD = Description(
    heading="Qodiriy, Abdulla",
    areas=("Oʻtkan kunlar : roman / Abdulla Qodiriy ; soʻzboshi muallifi U. Normatov", "Qayta nashr", "Toshkent : Sharq, 2019", "384 b. ; 21 sm", "ISBN 978-9943-00-000-0"),
    bbk="84(5Oʻz)1", author_mark="Q 58", udc="821.512.133-31",
)  # fmt: skip


def _words(pdf: Path) -> tuple[list[tuple[float, float]], dict[str, tuple[float, float]]]:
    """Sizes of the pages and the upper left corner of each word (the last of equal ones), in millimetres."""
    said = _said("pdftotext", "-bbox", pdf, "-")
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', said)
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', said)
    return (
        [(float(wide) * POINT, float(high) * POINT) for wide, high in sizes],
        {word: (float(left) * POINT, float(top) * POINT) for left, top, word in found},
    )


@_needs("pdftotext")
def test_the_catalogue_card_is_12_5_by_7_5_cm(tmp_path):
    sheet = standard_sheets()["card-125x75"].sheet
    pdf = tmp_path / "card.pdf"
    pdf.write_bytes(render_sheets(sheet, [front(CARD, "84(5Oʻz)1 Q-58")], backs=[back(["4218", "4219"])]))
    sizes, at = _words(pdf)
    assert len(sizes) == 2 and all(size == pytest.approx((125.0, 75.0), abs=0.1) for size in sizes)
    assert at["Q-58"][0] == pytest.approx(MARGIN / MM, abs=0.1)
    assert at["Qodiriy,"][0] == pytest.approx(TEXT_LEFT / MM, abs=0.1)
    assert at["Qodiriy,"][1] == pytest.approx(at["Q-58"][1], abs=0.5)
    assert at["Oʻtkan"][0] == pytest.approx(TEXT_LEFT / MM + 6, abs=0.1)
    assert max(top for _, top in at.values()) < LOWEST / MM
    assert {"4218", "4219"} <= set(at)


@_needs("pdftotext")
@pytest.mark.parametrize(
    ("code", "paper", "cell"),
    [("a4-formulary", (210, 297), (75, 125)), ("a4-pocket", (210, 297), (100, 80)), ("a4-cards", (297, 210), (125, 75)), ("a4-slips-8", (297, 210), (74, 105)), ("receipt-80", (80, 150), (72, 142))],
)  # fmt: skip
def test_the_second_of_its_kind_lies_one_cell_further(code, paper, cell, tmp_path):
    one = standard_sheets()[code]
    assert (one.sheet.cell_width / MM, one.sheet.cell_height / MM) == cell
    corner = [(Text(0, 0, 30 * MM, 5 * MM, f"n{number}"),) for number in (1, 2)]
    pdf = tmp_path / "sheet.pdf"
    pdf.write_bytes(render_sheets(one.sheet, corner))
    sizes, at = _words(pdf)
    assert sizes[0] == pytest.approx(paper, abs=0.1)
    assert at["n1"][0] == pytest.approx(one.sheet.left / MM, abs=0.1)
    if one.sheet.columns > 1:
        assert at["n2"][0] - at["n1"][0] == pytest.approx(cell[0], abs=0.1)


@_needs("zbarimg", "pdftoppm", "pdftotext")
@pytest.mark.parametrize("kind", ["barcode", "combined"])
def test_every_label_with_bars_is_read_on_every_sheet_it_is_offered_on(kind, tmp_path):
    copy = LabelFacts("Qoʻrgʻontepa tuman AKM", "00001275", "4218", "84(5Oʻzb)6 Q-57", "Oʻtkan kunlar")
    for code, one in standard_sheets().items():
        if kind not in one.kinds:
            continue
        pdf = tmp_path / f"{code}.pdf"
        drawing = DESIGNS[kind](copy, one.sheet.cell_width, one.sheet.cell_height)
        pdf.write_bytes(render_sheets(one.sheet, [drawing]))
        _said("pdftoppm", "-r", "300", "-gray", pdf, tmp_path / code)
        read = _said(
            "zbarimg",
            "-q",
            "--nodbus",
            "--raw",
            "-S*.enable=0",
            "-Scode128.enable=1",
            *tmp_path.glob(f"{code}*.pgm"),
        )
        assert read.split() == ["00001275"], code
        assert "inv." in _said("pdftotext", pdf, "-") and "0000 1275" in _said("pdftotext", pdf, "-")


@_needs("pdftoppm")
def test_the_calibration_cross_lies_where_the_offset_puts_it(tmp_path):
    """Dots at 600 dpi along a row under the level line of the cross: the upright line is the first dark one."""
    sheet = Sheet(210 * MM, 297 * MM, 1, 1, 100 * MM, 100 * MM, left=60 * MM, top=60 * MM, offset_x=300)
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(calibration_page(sheet, title="", language="uz"))
    row = round(25 / 25.4 * 600)
    _said(
        "pdftoppm",
        "-r",
        "600",
        "-gray",
        "-x",
        "0",
        "-y",
        str(row),
        "-W",
        "2000",
        "-H",
        "1",
        pdf,
        tmp_path / "row",
    )
    dots = next(tmp_path.glob("row*.pgm")).read_bytes()[-2000:]
    first = next(place for place in range(len(dots)) if dots[place] < 160)
    assert first / 600 * 25.4 == pytest.approx(20.3, abs=0.1)
