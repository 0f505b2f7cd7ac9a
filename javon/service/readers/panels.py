"""What other modules show on a reader's page: loans, the formulary, visits, messages. Config hands the list over.

Readers know nothing of loans; a module above declares its panel, config names it, the page asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from javon.core.access import Right
from javon.service.readers.models import Reader


@dataclass(frozen=True, slots=True)
class Panel:
    """One tab: `code` is the end of its address (no digits), `context` what its `template` is given.

    `count` gives the figure beside the label (0 shows none); `right`: who may see it, None: whoever sees readers.
    """

    code: str
    label: Promise
    template: str
    context: Callable[[HttpRequest, Reader], dict[str, Any]]
    count: Callable[[Reader], int] | None = None
    right: Right | None = None


_panels: tuple[Panel, ...] = ()


def learn_panels(panels: Sequence[Panel]) -> None:
    """Config tells, once at start, in the order in which the tabs stand."""
    global _panels
    _panels = tuple(panels)


def panels() -> tuple[Panel, ...]:
    """The tabs of a reader's page, in their order."""
    return _panels
