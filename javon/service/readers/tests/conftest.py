"""A key of sealed columns for tests: the home that has one is not there."""

import pytest


@pytest.fixture(autouse=True)
def key_of_columns(settings, tmp_path):
    """Sealing works, and leaves nothing behind."""
    settings.COLUMN_KEY = tmp_path / "columns.key"
