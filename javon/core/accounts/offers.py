"""What core cannot know of an account and config hands over once: who is offered a second factor, what each one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_is_offered: Callable[[Any], bool] = lambda user: False  # noqa: E731
_post_of: Callable[[Any], str] = lambda user: ""  # noqa: E731


def provide(is_offered: Callable[[Any], bool]) -> None:
    """Config tells, once at start, for which accounts a second factor is offered (director, head)."""
    global _is_offered
    _is_offered = is_offered


def provide_post(post_of: Callable[[Any], str]) -> None:
    """Config tells, once at start, what an account's holder is in the house ("head of the service"), or ""."""
    global _post_of
    _post_of = post_of


def second_factor_is_offered(user: Any) -> bool:
    """True when the house asks this person to turn a second factor on."""
    return bool(_is_offered(user))


def post_of(user: Any) -> str:
    """What the person is in the house, in a few words; "" when nobody said."""
    return str(_post_of(user) or "")
