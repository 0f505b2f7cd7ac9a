"""The head gives a task without touching the mouse: every field, chip and button is reached by the keyboard."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WHAT = "Oʻqish zali uchun yangi gazetalar roʻyxatini tuzing"
MOST_STEPS = 80  # presses of Tab on one page; more would wear a person out


def tab_to(page: object, selector: str) -> None:
    """Press Tab until the cursor stands on what `selector` names."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_the_head_gives_a_task_by_keyboard_alone(at_work):
    head = at_work("rahbar").opens("/tasks/")
    page = head.page
    tab_to(page, "a[href='/tasks/new/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/new/")
    tab_to(page, "[name=what]")
    page.keyboard.type(WHAT)
    tab_to(page, "[name=executor]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=due]")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[name=executor]:checked")
    executor = page.locator(f"label[for={chosen.get_attribute('id')}]").inner_text()
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/tasks/new/" not in address)
    assert WHAT in head.sees and executor in head.sees
