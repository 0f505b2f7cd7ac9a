"""What a Word file is made of: styles, paragraphs, grids without lines, tables with a repeated head, page fields.

Rows are written as XML at once: python-docx looks a cell up among all cells, which takes minutes for 3,000 rows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

LETTERS: Final = "Times New Roman"
TEXT, HEADING, CELL = "Normal", "Heading 1", "Paper cell"
LANGUAGES: Final = {"uz": "uz-Latn-UZ", "uz-cyrl": "uz-Cyrl-UZ", "ru": "ru-RU", "en": "en-GB"}
TEXT_SIZE, CELL_SIZE = 14, 11  # points
LINE: Final = 1.08  # of the letters' own height: as far apart as in the PDF
ALIGNED: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_BEGAN: Final = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: millimetres, points, and whether it stays on the page of the next one."""

    align: str = "left"
    size: float = 0  # that of the style
    bold: bool = False
    italic: bool = False
    left: float = 0  # mm
    first: float = 0  # mm
    before: float = 0  # pt
    after: float = 0  # pt
    spread: float = 0  # pt between letters
    keep: bool = False
    new_page: bool = False


PLAIN: Final = Look()


def a_word_file(language: str, about: dict[str, Any]) -> WordFile:
    """An empty A4 sheet with the margins and letters of official papers, dated with its paper."""
    document = Document()
    _forget_the_template(document)
    for name, size in ((TEXT, TEXT_SIZE), (HEADING, TEXT_SIZE), ("Header", 9), ("Footer", 8)):
        _lettered(document.styles[name], size, language)
    cell = document.styles.add_style(CELL, 1)  # 1: a style of paragraphs
    _lettered(cell, CELL_SIZE, language)
    for name in (TEXT, HEADING):
        document.styles[name].paragraph_format.line_spacing = LINE
    document.styles[HEADING].font.bold = True
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    page.header_distance, page.footer_distance = Mm(10), Mm(6)
    page.different_first_page_header_footer = True
    said, day = document.core_properties, datetime(*about["day"])
    said.title, said.author, said.last_modified_by, said.comments = (
        about["title"][:250],
        about["author"][:250],
        "",
        "",
    )
    said.created = said.modified = day
    said.revision, said.language = 1, LANGUAGES[language]
    return document


def _forget_the_template(document: WordFile) -> None:
    """The blank file of python-docx brings a picture of itself."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _lettered(style: Any, size: float, language: str) -> None:
    """Black letters of one name for every script, no colours or theme of the template, no space around."""
    style.font.name, style.font.size, style.font.color.rgb = LETTERS, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), LETTERS)
    spoken = _element("w:lang", val=LANGUAGES[language])
    style.element.get_or_add_rPr().append(spoken)
    form = style.element.get_or_add_pPr()
    for stops in form.findall(qn("w:tabs")):
        form.remove(stops)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.widow_control = True


def say(where: Any, text: str, look: Look = PLAIN, style: str = TEXT) -> Paragraph:
    """One paragraph at the end of a document, a head or a foot."""
    paragraph: Paragraph = where.add_paragraph(style=style)
    dress(paragraph, look)
    if text:
        letters(paragraph, text, look)
    elif look.size:
        mark = OxmlElement("w:rPr")  # an empty line is as high as its unseen end
        mark.append(_element("w:sz", val=str(round(look.size * 2))))
        paragraph._p.get_or_add_pPr().append(mark)
        paragraph.paragraph_format.line_spacing = 1.0
    return paragraph


def dress(paragraph: Paragraph, look: Look) -> None:
    """Give a paragraph its look."""
    form = paragraph.paragraph_format
    form.alignment = ALIGNED[look.align]
    form.left_indent, form.first_line_indent = Mm(look.left), Mm(look.first)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next, form.page_break_before = look.keep or None, look.new_page or None


def letters(paragraph: Paragraph, text: str, look: Look) -> None:
    """Write `text` into a paragraph."""
    run = paragraph.add_run(text)
    run.bold, run.italic = look.bold or None, look.italic or None
    if look.size:
        run.font.size = Pt(look.size)
    if look.spread:
        run._r.get_or_add_rPr().append(_element("w:spacing", val=str(round(look.spread * 20))))


def field(paragraph: Paragraph, name: str) -> None:
    """A number that Word counts itself: PAGE or NUMPAGES."""
    counted = _element("w:fldSimple", instr=name)
    run = OxmlElement("w:r")
    run.append(_text("1"))
    counted.append(run)
    paragraph._p.append(counted)


def paged(paragraph: Paragraph, pattern: str) -> None:
    """`{page}-bet, jami {pages}` with both counted."""
    for piece in re.split(r"(\{pages?\})", pattern):
        if piece in ("{page}", "{pages}"):
            field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
        elif piece:
            paragraph.add_run(piece)


def underline(paragraph: Paragraph) -> None:
    """A rule under a paragraph, from margin to margin."""
    rule = OxmlElement("w:pBdr")
    rule.append(_element("w:bottom", val="single", sz="8", space="1", color="000000"))
    form = paragraph._p.get_or_add_pPr()
    # The schema wants borders before spacing and indents.
    place = next((each for each in form if each.tag in (qn("w:spacing"), qn("w:ind"), qn("w:jc"))), None)
    form.append(rule) if place is None else place.addprevious(rule)


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell: its lines, each with its look."""

    lines: tuple[tuple[str, Look], ...] = ()


def grid(
    where: Any, millimetres: Sequence[float], rows: Sequence[Sequence[Spot]], *, style: str = TEXT
) -> Any:
    """Cells without lines, side by side, standing on their lowest line; a row is never cut by a page. The table."""
    table = _table(where, [round(each * 56.7) for each in millimetres], ruled=False)
    for row in rows:
        written = _row(is_head=False)
        for width, spot in zip(millimetres, row, strict=True):
            cell = _cell(round(width * 56.7), low=len(rows) > 1)
            for text, look in spot.lines or (("", PLAIN),):
                cell.append(_paragraph(text, look, style))
            written.append(cell)
        table.append(written)
    return table


def ruled(where: Any, table: dict[str, Any], width: float, *, keep_end: bool = False) -> None:
    """A table of the manuscript, its head on every page; with `keep_end` its last rows stay with what follows."""
    total = sum(table["widths"])
    twips = [round(width * 56.7 * each / total) for each in table["widths"]]
    made = _table(where, twips, ruled=True)
    head = Look(align="center", bold=True, keep=True)
    made.append(_cells(twips, table["titles"], [head] * len(twips), is_head=True))
    rows = [*table["rows"], *([table["total"]] if table["total"] else [])]
    for place, row in enumerate(rows):
        looks = [
            Look(
                align=align,
                bold=bool(table["total"]) and row is rows[-1],
                keep=keep_end and place >= len(rows) - 2,
            )
            for align in table["aligns"]
        ]
        made.append(_cells(twips, row, looks, is_head=False))


def _cells(twips: list[int], texts: list[str], looks: list[Look], *, is_head: bool) -> Any:
    row = _row(is_head=is_head)
    for width, text, look in zip(twips, texts, looks, strict=True):
        cell = _cell(width, low=False)
        for line in text.split("\n"):
            cell.append(_paragraph(line, look, CELL))
        row.append(cell)
    return row


def _table(where: Any, twips: list[int], *, ruled: bool) -> Any:
    """An empty table at the end of `where`, in front of a section's properties."""
    table, form, columns = OxmlElement("w:tbl"), OxmlElement("w:tblPr"), OxmlElement("w:tblGrid")
    if ruled:
        form.append(_element("w:tblStyle", val="TableGrid"))
    form.append(_element("w:tblW", w=str(sum(twips)), type="dxa"))
    form.append(_element("w:tblLayout", type="fixed"))
    margins = OxmlElement("w:tblCellMar")
    sides = (
        (("top", 40), ("left", 68), ("bottom", 40), ("right", 68)) if ruled else (("left", 0), ("right", 0))
    )
    for side, margin in sides:
        margins.append(_element(f"w:{side}", w=str(margin), type="dxa"))
    form.append(margins)
    for width in twips:
        columns.append(_element("w:gridCol", w=str(width)))
    table.append(form)
    table.append(columns)
    story = where._element if not isinstance(where, WordFile) else where.element.body
    end = story.find(qn("w:sectPr"))
    story.append(table) if end is None else end.addprevious(table)
    return table


def _row(*, is_head: bool) -> Any:
    row, form = OxmlElement("w:tr"), OxmlElement("w:trPr")
    form.append(OxmlElement("w:cantSplit"))
    if is_head:
        form.append(OxmlElement("w:tblHeader"))
    row.append(form)
    return row


def _cell(width: int, *, low: bool) -> Any:
    cell, form = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    form.append(_element("w:tcW", w=str(width), type="dxa"))
    if low:
        form.append(_element("w:vAlign", val="bottom"))
    cell.append(form)
    return cell


def _paragraph(text: str, look: Look, style: str) -> Any:
    """A paragraph of a cell, written without python-docx."""
    paragraph, form = OxmlElement("w:p"), OxmlElement("w:pPr")
    if style != TEXT:
        form.append(_element("w:pStyle", val=style.replace(" ", "")))  # its id, as python-docx makes it
    if look.keep:
        form.append(OxmlElement("w:keepNext"))
    if look.before or look.after:
        form.append(
            _element("w:spacing", before=str(round(look.before * 20)), after=str(round(look.after * 20)))
        )
    if look.align != "left":
        form.append(_element("w:jc", val=look.align))
    paragraph.append(form)
    if text:
        run, shape = OxmlElement("w:r"), OxmlElement("w:rPr")
        if look.bold:
            shape.append(OxmlElement("w:b"))
        if look.italic:
            shape.append(OxmlElement("w:i"))
        if look.size:
            shape.append(_element("w:sz", val=str(round(look.size * 2))))
            shape.append(_element("w:szCs", val=str(round(look.size * 2))))
        run.append(shape)
        run.append(_text(text))
        paragraph.append(run)
    return paragraph


def _text(text: str) -> Any:
    written = OxmlElement("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return written


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def packed(document: WordFile) -> bytes:
    """The file, its parts dated alike, so that the same document has the same bytes."""
    made, again = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _BEGAN)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(part, old.read(name))
    return again.getvalue()
