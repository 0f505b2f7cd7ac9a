"""The codes of the sheet are read back by a scanner that is not ours."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from javon.places.practice.bars import HIGH, PIXELS, bars


@pytest.mark.parametrize("code", ["K0000255", "00001288", "143", "INV-12/7"])
def test_a_scanner_reads_the_bars_from_the_glass(code: str, tmp_path: Path) -> None:
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is not installed")
    drawn = tmp_path / "bars.pgm"
    drawn.write_bytes(_as_seen(bars(code)))
    read = subprocess.run(["zbarimg", "-q", "--raw", drawn], capture_output=True, text=True, check=False)
    assert read.stdout.strip() == code


def _as_seen(svg: str) -> bytes:
    """What a screen shows of it: each module so many whole pixels, white paper above and beneath."""
    across = int(re.findall(r'viewBox="0 0 (\d+) 1"', svg)[0])
    row = bytearray(b"\xff" * across)
    for start, wide in re.findall(r"M(\d+) 0h(\d+)v1h-\d+z", svg):
        row[int(start) : int(start) + int(wide)] = b"\x00" * int(wide)
    line = b"".join(bytes([dot]) * PIXELS for dot in row)
    white = b"\xff" * len(line) * 8
    return b"P5 %d %d 255\n" % (len(line), HIGH + 16) + white + line * HIGH + white
