"""The press: one process that turns one manuscript into one PDF and ends. Knows Typst and the letters.

Run by file, so that nothing of the site is loaded with it: the manuscript comes in as JSON, the PDF goes out.
The arguments are the template that reads the manuscript, the kind of PDF and, in the training mode, the words that every
page is marked with.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import typst

PACKAGE: Final = Path(__file__).resolve().parents[2]
EXERCISE: Final = Path(__file__).resolve().with_name("exercise.typ")
FONTS: Final = Path(__file__).resolve().parent / "fonts"


def press(manuscript: str, template: Path, standard: Any, exercise: str = "") -> bytes:
    """The PDF; with `exercise` these words stand on every page. Raises typst.TypstError."""
    inputs, main, root = {"paper": manuscript}, template, template.parent
    if exercise:
        inputs |= {"exercise": exercise, "template": f"/{template.relative_to(PACKAGE).as_posix()}"}
        main, root = EXERCISE, PACKAGE
    pdf = typst.compile(
        str(main),
        root=str(root),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=standard,  # one of those that Typst lists
    )
    assert isinstance(pdf, bytes)
    return pdf


def main() -> int:
    """Manuscript on standard input, PDF on standard output, the reason of a failure on standard error."""
    try:
        pdf = press(sys.stdin.buffer.read().decode(), Path(sys.argv[1]).resolve(), *sys.argv[2:4])
    except typst.TypstError as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
