"""Homes and the `javon` command, as the operations' tests have them."""

from tests.operations.conftest import home, javon, prepared

__all__ = ["home", "javon", "prepared"]
