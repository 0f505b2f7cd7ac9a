"""A paper as PDF/A, laid out by Typst in a process of its own: what it eats is given back, what kills it kills it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import segno

from javon.core import practice
from javon.core.papers.letters import printable
from javon.core.papers.manuscript import set_out
from javon.core.papers.paper import Paper, PaperFailed

PRESS: Final = Path(__file__).with_name("press.py")
TEMPLATE: Final = Path(__file__).with_name("paper.typ")
# PDF/A-2a: for the archive, with every letter embedded and its order readable aloud.
STANDARD: Final = "a-2a"
PATIENCE: Final = 120.0  # seconds; the longest paper that is let in takes a third of it on an old computer


def render_pdf(paper: Paper, *, patience: float = PATIENCE) -> bytes:
    """The PDF of `paper`, the same bytes for the same paper. Raises :class:`PaperFailed`; waits `patience` seconds."""
    manuscript = set_out(paper, printable)
    if paper.mark and paper.mark.address:
        manuscript["qr"] = _qr(paper.mark.address)
    return pressed(json.dumps(manuscript, ensure_ascii=False).encode(), patience)


def pressed(
    manuscript: bytes, patience: float, *, template: Path = TEMPLATE, standard: str = STANDARD
) -> bytes:
    """The PDF that `template` makes of `manuscript` (JSON), in a process of its own. Raises :class:`PaperFailed`."""
    # -P: modules beside the press must not stand in for packages. One thread: the desk needs the other core.
    command = [sys.executable, "-P", str(PRESS), str(template), standard]
    if practice.is_on():
        command.append(practice.words_on_paper())
    try:
        done = subprocess.run(
            command,
            input=manuscript,
            capture_output=True,
            timeout=patience,
            check=False,
            env={**os.environ, "RAYON_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as late:
        raise PaperFailed(f"the paper was not ready after {patience:g} seconds") from late
    except OSError as failed:
        raise PaperFailed(f"the press did not start: {failed}") from failed
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        said = done.stderr.decode(errors="replace").strip()[-2000:]
        raise PaperFailed(f"the press stopped with {done.returncode}: {said}")
    return done.stdout


def _qr(address: str) -> str:
    """The address as an SVG without colours of its own or a border: the paper around it is white."""
    drawn = io.BytesIO()
    segno.make(address, micro=False, error="m").save(
        drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
