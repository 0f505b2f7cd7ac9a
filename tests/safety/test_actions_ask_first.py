"""No action does anything for somebody who holds no right, and overruling is a right for each refusal."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import javon
from javon.config.rights import RIGHTS
from javon.core.access import VISITOR, Actor
from javon.core.syntax import parsed
from tests.safety import doors

# What everyone who is signed in may do with what is their own. Each is proved by its module's tests.
ONES_OWN: dict[str, str] = {
    "core.accounts.actions.accept_sign_in_link": "whoever holds the secret of the link",
    "core.accounts.actions.change_password": "one's own password",
    "core.accounts.actions.clear_pin": "one's own PIN",
    "core.accounts.actions.close_other_sessions": "one's own sessions",
    "core.accounts.actions.close_session": "one's own session",
    "core.accounts.actions.prefer_language": "one's own language",
    "core.accounts.actions.set_pin": "one's own PIN",
    # With a paper of the system behind it the deed of that paper has asked already; without one it asks first.
    "centre.organisation.actions.staffing.put_in_force": "which paper stands behind it",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(doors.actions()))
def test_an_action_refuses_whoever_holds_no_right(name: str):
    action = doors.actions()[name]
    nobody = Actor(user_id=2**31 - 1, label="nobody")
    open_to = [by.label for by in (VISITOR, nobody) if doors.may_act(action, by)]
    assert (not open_to) or name in ONES_OWN, f"{name} looks at something else before the right: {open_to}"


def test_what_is_ones_own_is_a_short_list_of_real_actions():
    assert set(ONES_OWN) <= set(doors.actions())


def override_rights() -> dict[str, set[str]]:
    """Code of a right that overrules → codes of the refusals that name it, read from the rules."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in Path(javon.__file__).parent.rglob("*.py"):
        if "tests" in file.parts:
            continue
        tree = parsed(file.read_text("utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal"):
                continue
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            right = given.get("override_right")
            if right is None or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            code = right.value if isinstance(right, ast.Constant) else constants.get(getattr(right, "id", ""))
            found[str(code)].add(str(node.args[0].value))
    return found


def test_each_refusal_has_a_right_of_its_own_that_overrules_it():
    """Never one right for everything: a person may be trusted with one exception and not with another."""
    found = override_rights()
    assert found, "no refusal can be overruled: the test reads nothing"
    assert set(found) <= {right.code for right in RIGHTS}, "a refusal names a right that no module declares"
    shared = {right: codes for right, codes in found.items() if len(codes) > 1}
    assert not shared, f"one right overrules several refusals: {shared}"
