"""The one table of what every module shows on a reader's page, in the order of the tabs."""

from __future__ import annotations

from javon.service.lending import panels as lending
from javon.service.readers.panels import Panel

PANELS: tuple[Panel, ...] = (*lending.PANELS,)
