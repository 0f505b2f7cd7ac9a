"""When this happens, that is told: every side effect of the system, read top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

REACTIONS: Mapping[type, Sequence[Callable[[Any], Any]]] = {}
