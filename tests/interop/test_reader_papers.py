"""Programs of others read the papers of readers: zbar the codes, poppler the measures, the letters and their fonts."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from javon.core.card_code import card_barcode
from javon.core.papers import Letterhead, render_pdf
from javon.core.sheets import MM, barcode
from javon.service.readers.papers import card as cards
from javon.service.readers.papers import letters, registration_sheet
from javon.service.readers.papers.formulary import Formulary, LoanRow, formulary_pdf

POINT = 25.4 / 72  # mm
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("zbarimg", "pdftoppm", "pdftotext", "pdffonts"))),
    reason="poppler or zbar is missing",
)


def _said(*command: object) -> str:
    done = subprocess.run(
        [str(one) for one in command], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout


def _codes(pdf: bytes, folder: Path, dpi: int = 300) -> list[str]:
    (folder / "it.pdf").write_bytes(pdf)
    _said("pdftoppm", "-r", dpi, "-gray", folder / "it.pdf", folder / "page")
    # A page without any code makes zbar end with 4; what it read is told all the same.
    done = subprocess.run(
        ["zbarimg", "-q", "--nodbus", *map(str, sorted(folder.glob("page*.pgm")))],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return sorted(done.stdout.split())


def _words(pdf: bytes, folder: Path) -> str:
    (folder / "words.pdf").write_bytes(pdf)
    fonts = _said("pdffonts", folder / "words.pdf").splitlines()[2:]
    assert fonts and all(font.split()[-5] == "yes" for font in fonts), "every font travels with the file"
    return _said("pdftotext", "-layout", folder / "words.pdf", "-")


def a_card(number: int, name: str = "Dilnoza Karimova") -> cards.CardFacts:
    return cards.CardFacts(
        "Qoʻrgʻontepa tuman Axborot-kutubxona markazi",
        "+998 74 123-45-67",
        name,
        card_barcode(number),
        f"K-{number:06d}",
    )


def test_every_card_of_a_sheet_is_read_by_bars_and_by_qr(tmp_path):
    numbers = range(127, 138)
    with translation.override("uz"):
        made = cards.cards_pdf([a_card(number) for number in numbers], start=10)
    expected = [f"{kind}:{card_barcode(number)}" for number in numbers for kind in ("CODE-128", "QR-Code")]
    assert _codes(made, tmp_path) == sorted(expected)
    # The first goes on the last place of the first sheet, the rest on the second.
    assert re.search(r"Pages:\s+2\b", _said("pdfinfo", tmp_path / "it.pdf"))


def test_one_card_is_85_6_by_54_mm_and_reads_at_150_dpi(tmp_path):
    made = cards.cards_pdf([a_card(999_999)], as_sheet=False)
    assert _codes(made, tmp_path, 150) == [
        f"CODE-128:{card_barcode(999_999)}",
        f"QR-Code:{card_barcode(999_999)}",
    ]
    width, height = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", _said("pdfinfo", tmp_path / "it.pdf"))[0]
    assert (float(width) * POINT, float(height) * POINT) == pytest.approx((85.6, 54.0), abs=0.05)


@pytest.mark.parametrize("number", [1, 127, 100_000, 999_999])
def test_the_narrowest_bar_is_a_quarter_of_a_millimetre_and_the_bars_stand_in_white(number):
    drawing = cards.front(a_card(number))
    [bars] = [item for item in drawing if hasattr(item, "bars")]
    assert min(wide for _at, wide in bars.bars) >= 250  # micrometres
    left = bars.x + bars.bars[0][0]
    right = cards.WIDTH - (bars.x + bars.bars[-1][0] + bars.bars[-1][1])
    assert left >= cards.QUIET and right >= cards.QUIET
    others = [item for item in drawing if item is not bars and hasattr(item, "height")]
    assert all(item.y + item.height <= bars.y or item.y >= bars.y + bars.height for item in others)
    assert barcode(card_barcode(number), x=0, y=0, width=50 * MM, height=8 * MM).bars == bars_of_formulary(
        number
    )


def bars_of_formulary(number: int) -> tuple[tuple[float, float], ...]:
    from javon.service.readers.papers.formulary import set_out

    return set_out(Formulary("AKM", code=card_barcode(number)))["bars"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "uz",
            [
                "Qaytarish muddati",
                "Inventar №",
                "Muallif va kitob nomi",
                "Soʻrovlar, kuzatuvlar",
                "uz. 19.02.2026",
            ],
        ),
        ("uz-cyrl", ["Муаллиф ва китоб номи", "Сўровлар, кузатувлар", "уз. 19.02.2026"]),
    ],
)
def test_the_formulary_folds_to_a6_and_says_what_the_paper_one_says(language, words, tmp_path):
    row = LoanRow(
        date(2026, 1, 20),
        (date(2026, 2, 4), date(2026, 2, 19)),
        "12605",
        "84(5Oʻzb)6",
        "Qodiriy A. Oʻtkan kunlar",
    )
    card = Formulary("AKM", "127", "2026", "K-000127", card_barcode(127), "Karimova Dilnoza", rows=[row])
    with translation.override(language):
        made = formulary_pdf(card)
    told = " ".join(_words(made, tmp_path).split())
    for word in words:
        assert all(part in told for part in word.split()), word
    assert "CODE-128:K0001275" in _codes(made, tmp_path)
    width, height = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", _said("pdfinfo", tmp_path / "it.pdf"))[0]
    assert (float(width) * POINT, float(height) * POINT) == pytest.approx((210.0, 148.5), abs=0.1)


def test_the_sheet_asks_for_no_nationality_and_has_the_guardians_line(tmp_path):
    facts = registration_sheet.SheetFacts(
        "K-000127", date(2026, 1, 9), "Karimova Dilnoza", is_child=True,
        guardian=registration_sheet.GuardianFacts("onasi", "Karimova Nodira"), consent="Roziman.", consent_version="3",
    )  # fmt: skip
    with translation.override("uz"):
        told = _words(render_pdf(registration_sheet.registration_sheet(Letterhead("AKM"), facts)), tmp_path)
    assert "millat" not in told.lower()
    assert "Farzandimning kitoblar uchun javobgarligini" in told and "onasi" in told and "3-tahrir" in told


def test_a_clearance_letter_lists_what_is_held_or_says_that_nothing_is(tmp_path):
    who = letters.Addressed("Karimova Dilnoza", "K-000127")
    held = [letters.HeldRow("4218", "Qodiriy A. Oʻtkan kunlar", date(2026, 1, 2), date(2026, 1, 17))]
    with translation.override("uz"):
        some = _words(
            render_pdf(letters.clearance(Letterhead("AKM"), who, held, today=date(2026, 2, 1))), tmp_path
        )
        none = _words(
            render_pdf(letters.clearance(Letterhead("AKM"), who, [], today=date(2026, 2, 1))), tmp_path
        )
    assert "4218" in some and "Qarzdorligi" not in some
    assert "Qarzdorligi yoʻq" in " ".join(none.split())
