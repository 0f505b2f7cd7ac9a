"""A paper as an editable Word file, in the order of the PDF: Times New Roman, the same margins, the same words.

Its foot says that it is a copy, because anybody may change it.
"""

from __future__ import annotations

import io
from typing import Any, Final

import segno
from docx.document import Document as WordFile
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Mm, Pt

from javon.core import practice
from javon.core.papers.letters import legible
from javon.core.papers.manuscript import Manuscript, set_out
from javon.core.papers.paper import Paper
from javon.core.papers.word_parts import (
    ALIGNED,
    CELL,
    CELL_SIZE,
    HEADING,
    TEXT_SIZE,
    Look,
    Spot,
    a_word_file,
    grid,
    packed,
    paged,
    ruled,
    say,
    underline,
)

WIDTH: Final = 165.0  # mm between the margins
CORNER: Final = 78.0  # mm, a stamp or an addressee
INDENT: Final = 12.5  # mm
LEVEL: Final = 8.0  # mm
PEN: Final = "_" * 12
BODY: Final = Look(align="both", first=INDENT, after=2)


def render_docx(paper: Paper) -> bytes:
    """The Word file of `paper`, the same bytes for the same paper. Raises PaperFailed when it is too long."""
    manuscript = set_out(paper, legible, editable=True)
    document = a_word_file(manuscript["language"], manuscript["about"])
    _frame(document, manuscript, _qr(paper))
    _letterhead(document, manuscript["letterhead"])
    _corners(document, manuscript)
    _heads(document, manuscript)
    _text(document, manuscript)
    _signatures(document, manuscript["signatures"])
    _acquaintances(document, manuscript)
    if manuscript["executor"]:
        say(document, manuscript["executor"], Look(size=10, before=20))
    for annex in manuscript["annexes"]:
        _annex(document, annex)
    # Word wants a paragraph after a table; one point high, it does not begin a page of its own.
    say(document, "", Look(size=1)).paragraph_format.line_spacing = Pt(1)
    return packed(document)


def _qr(paper: Paper) -> io.BytesIO | None:
    if not (paper.mark and paper.mark.address):
        return None
    drawn = io.BytesIO()
    segno.make(paper.mark.address, micro=False, error="m").save(drawn, kind="png", scale=8, border=0)
    drawn.seek(0)
    return drawn


def _frame(document: WordFile, manuscript: Manuscript, qr: io.BytesIO | None) -> None:
    """The running head from the second page on, and the foot: mark at the left, page at the right."""
    section = document.sections[0]
    for head, text in ((section.first_page_header, ""), (section.header, manuscript["running"])):
        paragraph = head.paragraphs[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), 2)  # 2: text ends at it
        paragraph.add_run(text)
        paragraph.add_run("\t" + manuscript["draft"]).bold = True
        if practice.is_on():
            exercise = paragraph.insert_paragraph_before()
            exercise.alignment = ALIGNED["center"]
            exercise.add_run(practice.words_on_paper()).bold = True
    for foot in (section.first_page_footer, section.footer):
        _foot(foot, manuscript, qr)


def _foot(foot: Any, manuscript: Manuscript, qr: io.BytesIO | None) -> None:
    """QR, mark and page side by side."""
    mark = manuscript["mark"]
    wide = 15.0 if qr else 0.5
    table = foot.add_table(1, 3, Mm(WIDTH))
    table.autofit = False
    millimetres = (wide, 125 - wide, 40)
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.rows[0].cells, millimetres, strict=True):
        cell.width, cell.vertical_alignment = Mm(width), WD_ALIGN_VERTICAL.CENTER
        cell.paragraphs[0].style = foot.paragraphs[0].style
    first, middle, last = (cell.paragraphs[0] for cell in table.rows[0].cells)
    if qr:
        shape = first.add_run().add_picture(qr, width=Mm(12))
        shape._inline.docPr.set("descr", manuscript["qr_says"])
    if mark:
        middle.add_run(f"{mark['word']} {mark['by']}").add_break()
        middle.add_run(mark["hash"])
    last.alignment = ALIGNED["right"]
    paged(last, manuscript["page"])
    # The foot ends with a paragraph, as Word demands; its one line is as low as a line can be.
    end = foot.paragraphs[0]
    table._tbl.addnext(end._p)
    end.paragraph_format.line_spacing = Pt(1)


def _letterhead(document: WordFile, head: dict[str, Any] | None) -> None:
    if head is None:
        return
    for line in head["above"]:
        say(document, line, Look(align="center", size=TEXT_SIZE - 2))
    for line in head["centre"]:
        say(document, line, Look(align="center", bold=True))
    for line in head["small"]:
        say(document, line, Look(align="center", size=10))
    underline(say(document, "", Look(size=1, after=10)))


def _corners(document: WordFile, manuscript: Manuscript) -> None:
    """The stamps in the upper corners; of a letter, its reference at the left and the addressee at the right."""
    between = WIDTH - 2 * CORNER
    if manuscript["left"] or manuscript["right"]:
        row = [_stamp(manuscript["left"]), Spot(), _stamp(manuscript["right"])]
        grid(document, (CORNER, between, CORNER), [row])
        say(document, "", Look(after=6))
    if manuscript["reference"] or manuscript["addressee"]:
        reference = Spot(tuple((line, Look(size=CELL_SIZE)) for line in manuscript["reference"]))
        addressee = Spot(tuple((line, Look(bold=True)) for line in manuscript["addressee"]))
        grid(document, (WIDTH - CORNER, CORNER), [[reference, addressee]])
        say(document, "", Look(after=6))


def _stamp(stamp: dict[str, Any] | None) -> Spot:
    if stamp is None:
        return Spot()
    plain = Look(size=TEXT_SIZE - 1)
    signed = [] if stamp["unsigned"] else [f"{PEN} {stamp['name']}", stamp["date"]]
    lines = [*stamp["office"], *signed, *filter(None, [stamp["seal"]])]
    word = (stamp["word"], Look(align="center", size=TEXT_SIZE - 1, bold=True))
    return Spot((word, *((line, plain) for line in lines)))


def _heads(document: WordFile, manuscript: Manuscript) -> None:
    for place, head in enumerate(manuscript["heads"]):
        if head["role"] == "subject":
            say(document, head["text"], Look(size=TEXT_SIZE - 1, italic=True, after=10))
            continue
        is_kind = head["role"] == "kind"
        size, spread = (TEXT_SIZE + 2, 1.2) if is_kind else (TEXT_SIZE, 0.0)
        say(
            document,
            head["text"],
            Look(align="center", size=size, bold=True, spread=spread, after=4, keep=True),
        )
        if is_kind and place == 0 and any(manuscript[each] for each in ("place", "number", "date")):
            third = WIDTH / 3
            cells = (
                ("place", Look()),
                ("number", Look(align="center", bold=True)),
                ("date", Look(align="right")),
            )
            grid(
                document, (third, third, third), [[Spot(((manuscript[name], look),)) for name, look in cells]]
            )
            say(document, "", Look(size=4))
    if manuscript["heads"]:
        say(document, "", Look(size=6))


def _text(document: WordFile, manuscript: Manuscript) -> None:
    """From the basis to the enclosures; the last part stays with the signatures."""
    is_signed = bool(manuscript["signatures"])
    for line in (*manuscript["basis"], *manuscript["preamble"]):
        say(document, line, BODY)
    if manuscript["resolving"]:
        say(
            document,
            manuscript["resolving"],
            Look(align="center", bold=True, spread=0.8, before=8, after=8, keep=True),
        )
    _parts(document, manuscript["body"], stay=is_signed and not manuscript["enclosures"])
    if manuscript["enclosures"]:
        say(document, manuscript["enclosures"], Look(first=INDENT, before=6, keep=is_signed))


def _parts(document: WordFile, parts: list[dict[str, Any]], *, stay: bool = False) -> None:
    for place, part in enumerate(parts):
        keep = stay and place == len(parts) - 1
        if part["is"] == "heading":
            say(document, part["text"], Look(align="center", before=10, after=6, keep=True), HEADING)
        elif part["is"] == "clause":
            _clause(document, part, keep=keep)
        else:
            if part["caption"]:
                say(document, part["caption"], Look(align="center", bold=True, before=6, after=4, keep=True))
            ruled(document, part, WIDTH, keep_end=keep)
            say(document, "", Look(size=6, keep=keep))


def _clause(document: WordFile, clause: dict[str, Any], *, keep: bool) -> None:
    left = clause["level"] * LEVEL
    first, *rest = clause["lines"]
    if clause["number"]:
        first = f"{clause['number']}\N{NO-BREAK SPACE}{first}"
    for line in (first, *rest):
        is_last = line is (first, *rest)[-1]
        stays = keep or (is_last and bool(clause["note"]))
        say(document, line, Look(align="both", left=left, first=INDENT, after=2, keep=stays))
    if clause["note"]:
        look = Look(left=left, first=INDENT, after=2, size=TEXT_SIZE - 1.5, italic=True, keep=keep)
        say(document, clause["note"], look)


def _signatures(document: WordFile, signatures: list[dict[str, str]]) -> None:
    """Office, blank line, name; all but the last row stay with the next."""
    if not signatures:
        return
    say(document, "", Look(size=8, keep=True))
    rows = []
    for each in signatures:
        look = Look(before=8, keep=each is not signatures[-1])
        office = [(each["office"], look), *([(each["seal"], look)] if each["seal"] else [])]
        blank = [("", look)] if each["seal"] else []
        centred = Look(align="center", before=8, keep=look.keep)
        rows.append(
            [Spot(tuple(office)), Spot(((PEN, centred), *blank)), Spot(((each["name"], look), *blank))]
        )
    grid(document, (87, 38, 40), rows)


def _acquaintances(document: WordFile, manuscript: Manuscript) -> None:
    people = manuscript["acquaintances"]
    if not people:
        return
    say(document, manuscript["acquainted"], Look(bold=True, before=10, keep=True))
    plain, centred, right = Look(before=2), Look(align="center", before=2), Look(align="right", before=2)
    rows = [
        [
            Spot(((each["office"], plain),)),
            Spot(((each["sign"], centred),)),
            Spot(((each["name"], plain),)),
            Spot(((each["date"], right),)),
        ]
        for each in people
    ]
    grid(document, (51, 33, 34, 47), rows, style=CELL)


def _annex(document: WordFile, annex: dict[str, Any]) -> None:
    """A new page: its label in the right corner, its title, its parts."""
    say(document, "", Look(size=1, new_page=True))
    for line in annex["label"]:
        say(document, line, Look(left=WIDTH - CORNER, size=TEXT_SIZE - 2))
    for place, line in enumerate(annex["title"]):
        say(document, line, Look(align="center", bold=True, before=0 if place else 10, after=6, keep=True))
    _parts(document, annex["body"])
