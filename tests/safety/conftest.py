"""The same homes as the tests of the commands use."""

from __future__ import annotations

from tests.operations.conftest import home, prepared

__all__ = ["home", "prepared"]
