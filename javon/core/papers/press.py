"""The press: one process that turns one manuscript into one PDF and ends. Knows Typst, the sheet and its letters.

Run by file, so that nothing of the site is loaded with it: the manuscript comes in as JSON, the PDF goes out.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import typst

HERE: Final = Path(__file__).resolve().parent
# PDF/A-2a: for the archive, with every letter embedded and its order readable aloud.
STANDARD: Final = "a-2a"


def press(manuscript: str) -> bytes:
    """The PDF. Raises typst.TypstError."""
    pdf = typst.compile(
        str(HERE / "paper.typ"),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"paper": manuscript},
        pdf_standards=STANDARD,
    )
    assert isinstance(pdf, bytes)
    return pdf


def main() -> int:
    """Manuscript on standard input, PDF on standard output, the reason of a failure on standard error."""
    try:
        pdf = press(sys.stdin.buffer.read().decode())
    except typst.TypstError as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
