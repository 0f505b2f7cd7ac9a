"""The matrix of rights: every address and every action × every role, compared with the table that people have read.

``docs/rights-matrix.md`` is the table. A new address or action fails here until somebody has looked at its row:
``JAVON_WRITE_MATRIX=1 pytest tests/safety/test_rights_matrix.py`` writes the file anew, and the diff is the review.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from django.template.backends.django import Template as BackendTemplate
from django.test import Client
from django.utils.safestring import SafeString

from javon.config import checks
from tests.safety import doors, house

TABLE = Path(__file__).parents[2] / "docs" / "rights-matrix.md"
BACKEND = "javon.core.accounts.backends.AccountBackend"
# Addresses that are no doors of ours: a session's own end, the pages of allauth behind its own checks.
LEFT_OUT = ("/sign-out/", "/lock/", "/set-language/", "/set-display/")
SIGNS = {"ok": "✓", "no": "–", "in": "→"}
INTRODUCTION = """# Who may open what

Written by `tests/safety/test_rights_matrix.py` from the standard house: its structure, its model job descriptions and
one person in every post. ✓ the door opens (the page may still say that there is no such paper, or that something is
missing) · – the right is missing · → sign in first. «nobody» is signed in and holds no post.
A page that only shows what is one's own opens for everybody who is signed in and shows each their own.
"""


@contextmanager
def drawn(is_drawn: bool) -> Iterator[None]:
    """Answers of views without drawing their pages: a door is open or not before anything is drawn.

    Each page is drawn for the first for whom it opens, so that one which breaks is seen here too.
    """
    if is_drawn:
        yield
        return
    with patch.object(BackendTemplate, "render", lambda *_asked, **_more: SafeString("")):
        yield


def pages(people: dict) -> list[str]:
    """Rows of the pages: address, then GET/POST for each role."""
    clients = {"visitor": Client()}
    for role, person in people.items():
        clients[role] = Client(raise_request_exception=False)
        from javon.core.accounts.models import User

        user = person.user if person is not None else User.objects.get(username=house.login_of("nobody"))
        clients[role].force_login(user, backend=BACKEND)
    rows = []
    for address in doors.addresses():
        if address.path.startswith(LEFT_OUT):
            continue
        cells: list[str] = []
        for client in clients.values():
            with drawn(not any(SIGNS["ok"] in cell for cell in cells)):
                got = SIGNS[doors.answer(client, address.path, post=False)]
            with drawn(False):
                posted = SIGNS[doors.answer(client, address.path, post=True)]
            cells.append(got if got == posted else f"{got}{posted}")
        rows.append(f"| `{address.pattern}` | " + " | ".join(cells) + " |")
    return rows


def verbs(people: dict) -> list[str]:
    """Rows of the actions: name, then each role."""
    actors = {"visitor": house.actor_of(None, "visitor")}
    actors |= {role: house.actor_of(person, role) for role, person in people.items()}
    return [
        f"| `{name}` | "
        + " | ".join("✓" if doors.may_act(action, by) else "–" for by in actors.values())
        + " |"
        for name, action in sorted(doors.actions().items())
    ]


def table(title: str, roles: list[str], rows: list[str]) -> str:
    head = f"| | {' | '.join(roles)} |\n|---|{':-:|' * len(roles)}"
    return f"\n## {title}\n\n{head}\n" + "\n".join(rows) + "\n"


@pytest.fixture
def people(tmp_path, settings, db) -> dict:
    settings.SEARCH_INDEX = tmp_path / "index"
    checks.rebuild_index()
    return house.opened()


def compared(title: str, people: dict, rows: list[str]) -> None:
    """The section as it is now against the one in the file; writes it first when asked to."""
    now = table(title, ["visitor", *people], rows)
    parts = TABLE.read_text("utf-8").split("\n## ") if TABLE.exists() else [INTRODUCTION.rstrip("\n") + "\n"]
    sections = {part.split("\n", 1)[0]: part for part in parts[1:]}
    if os.environ.get("JAVON_WRITE_MATRIX"):
        sections[title] = now.removeprefix("\n## ")
        TABLE.write_text(INTRODUCTION + "".join(f"\n## {sections[one]}" for one in sorted(sections)), "utf-8")
    written = sections.get(title, "")
    ours, theirs = set(now.splitlines()[2:]), set(written.splitlines()[1:])
    assert ours == theirs, "\n".join(["not as the table says:", *sorted(ours ^ theirs)])


def test_every_action_opens_for_whom_the_table_says(people):
    compared("Actions", people, verbs(people))


@pytest.mark.slow
def test_every_address_opens_for_whom_the_table_says(people):
    with doors.posts_told_once():
        rows = pages(people)
    compared("Pages (GET, then POST where it differs)", people, rows)
