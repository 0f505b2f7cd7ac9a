"""Official papers: one description of an order, a regulation, an act or a letter, printed as PDF and as Word.

    pdf = render_pdf(Paper(kind="BUYRUQ", number="41", …))
    word = render_docx(paper)

Knows no institution and no rule: it prints the strings it is handed (docs/algorithms/official-papers.md).
"""

from __future__ import annotations

from javon.core.papers.paper import (
    Acquaintance,
    Annex,
    Clause,
    Column,
    Heading,
    Letterhead,
    Paper,
    PaperFailed,
    Part,
    Reference,
    Seen,
    Signature,
    Stamp,
    SystemMark,
    Table,
)
from javon.core.papers.pdf import render_pdf
from javon.core.papers.word_file import render_docx
from javon.core.papers.words import Words, words

__all__ = [
    "Acquaintance",
    "Annex",
    "Clause",
    "Column",
    "Heading",
    "Letterhead",
    "Paper",
    "PaperFailed",
    "Part",
    "Reference",
    "Seen",
    "Signature",
    "Stamp",
    "SystemMark",
    "Table",
    "Words",
    "render_docx",
    "render_pdf",
    "words",
]
