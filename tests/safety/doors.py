"""Every door of the house: each address and each action, and whether a given person may pass.

An action is asked with nothing but who acts: the first of its six steps is the right, so that whoever may not is
refused before anything else is looked at, and whoever may fails later on the missing things.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import javon
from javon.core import access
from javon.core.access import Actor
from javon.core.verdict import Refused

NOT_WALKED = re.compile(r"\.(tests|migrations|benches)(\.|$)|\.bench$|_bench$")
SAMPLES = {"int": "1", "uuid": str(UUID(int=7)), "str": "x", "slug": "x", "path": "x"}


def modules() -> Iterator[ModuleType]:
    """Every module that Javon ships."""
    for found in pkgutil.walk_packages(javon.__path__, "javon."):
        if not NOT_WALKED.search(found.name) and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def actions() -> dict[str, Callable[..., Any]]:
    """Name ("centre.tasks.actions.issue") → action."""
    found = {}
    for module in modules():
        for name, thing in vars(module).items():
            if getattr(thing, "is_action", False) and thing.__module__ == module.__name__:
                found[f"{module.__name__.removeprefix('javon.')}.{name}"] = thing
    return found


def may_act(action: Callable[..., Any], by: Actor) -> bool:
    """Does `by` get past the first step of `action`? Nothing is changed."""
    missing = {
        name: object()
        for name, one in inspect.signature(action).parameters.items()
        if name not in {"by", "request_id"} and one.default is inspect.Parameter.empty
    }
    try:
        with transaction.atomic():
            action(by=by, **missing)
    except Refused as refused:
        return "no_right" not in refused.verdict.codes
    except Exception:
        return True
    return True


@dataclass(frozen=True, slots=True)
class Address:
    """An address pattern as people read it, and one real path that it answers."""

    pattern: str
    path: str


def addresses() -> list[Address]:
    """Every address that Javon mounts, allauth's included."""
    found = {}
    for pattern in _patterns(get_resolver().url_patterns, ""):
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), pattern)
        found[pattern] = Address("/" + pattern, "/" + path)
    return [found[pattern] for pattern in sorted(found)]


def _patterns(entries: list[Any], before: str) -> Iterator[str]:
    for entry in entries:
        here = before + str(entry.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield here


@contextmanager
def posts_told_once() -> Iterator[None]:
    """A refusal names the posts that have the right: on a walk of thousands each right is asked once, not at each door."""
    with patch.object(access, "_posts_with", cache(access._posts_with)):
        yield


def answer(client: Client, path: str, *, post: bool) -> str:
    """How a door answers: "in" (sign in first), "no" (403), "ok" (anything else; a door that is open)."""
    found = client.post(path) if post else client.get(path)
    if found.status_code == 401 or (
        found.status_code in {302, 303} and found["Location"].startswith(("/sign-in", "/account/login"))
    ):
        return "in"
    if found.status_code >= 500:
        raise AssertionError(f"{path} answers {found.status_code}")
    return "no" if found.status_code == 403 else "ok"
