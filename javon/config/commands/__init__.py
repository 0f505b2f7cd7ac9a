"""The subcommands of `javon`, one small file per group; nothing here imports Django before it is needed."""

from __future__ import annotations

from typing import Any

from javon.config.terminal import Failed, WrongUsage, home_folder, load_django, say, tell

__all__ = ["Failed", "WrongUsage", "home_folder", "say", "start_django", "tell"]


def start_django(*, needs_home: bool = True) -> Any:
    """Load the settings and the applications; answers the settings. Raises :class:`Failed` for a folder that
    is no home.
    """
    from javon.config import home

    if needs_home:
        home.require_home(home_folder())
    load_django()
    if needs_home:
        home.require_current_database()
    from django.conf import settings

    return settings
