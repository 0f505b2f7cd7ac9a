"""A code to scan from the glass: each module of its bars is two whole pixels wide, for a scanner reads no blurred edges."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from javon.core.sheets import code128

PIXELS = 2  # of a module, on a screen that shows an inch with 96; on paper the sheet of styles makes it fit
HIGH = 64


def bars(code: str) -> SafeString:
    """Code 128 of `code` with its quiet zones, black on white in every theme. Raises NotEncodable."""
    across = code128.modules(code)
    path = "".join(f"M{start} 0h{wide}v1h-{wide}z" for start, wide in code128.bars(code))
    return format_html(
        '<svg viewBox="0 0 {0} 1" width="{1}" height="{2}" preserveAspectRatio="none" aria-hidden="true"'
        ' shape-rendering="crispEdges"><path d="M0 0h{0}v1H0z" fill="#fff"/><path d="{3}" fill="#000"/></svg>',
        across,
        across * PIXELS,
        HIGH,
        path,
    )
