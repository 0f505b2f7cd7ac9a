"""How the `javon` command speaks to the person at the terminal, and how it gives up; no Django before it is needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class Failed(Exception):
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


def load_django() -> None:
    """Load the settings and the applications, whatever the state of the home."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    import django

    django.setup()
