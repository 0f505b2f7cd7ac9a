"""The subcommands of `javon`, one small file per group; nothing here imports Django before it is needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


class Failed(Exception):  # noqa: N818
    """A command cannot do what was asked; the message is one line for a person and the exit code is 1."""


class WrongUsage(Failed):
    """The command was called in a way it cannot understand; the exit code is 2."""


def say(text: str = "") -> None:
    """One line to the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """One line beside the answer (progress, warnings), so that the answer itself can be piped."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def home_folder() -> Path:
    """The data folder that the environment names."""
    from javon.config.environment import Environment

    return Environment.read().home


def start_django(*, needs_home: bool = True) -> Any:
    """Load the settings and the applications; answers the settings. Raises :class:`Failed` for a folder that
    is no home.
    """
    if needs_home:
        from javon.config import home

        home.require_home(home_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    import django
    from django.conf import settings

    django.setup()
    if needs_home:
        from javon.config import home

        home.require_current_database()
    return settings
