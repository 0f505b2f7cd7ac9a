"""What every layout may show of the signed-in account: ``interface.more.account``. Asked only where a template asks."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest

from javon.core.accounts import offers, queries, rights, sessions

LATER = "ikki_bosqich"  # a cookie: this browser was told of the second factor and put it off
LATER_AGE = 30 * 24 * 3600


class AccountOnScreen:
    """The signed-in account as the account menu and the staff's pages speak of it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def idle_minutes(self) -> int:
        """After how many minutes the page covers itself; 0 = never."""
        return sessions.idle_minutes(self._request)

    @cached_property
    def may_manage(self) -> bool:
        """The person may open the list of accounts."""
        actor: Any = getattr(self._request, "actor", None)
        return actor is not None and actor.may(rights.MANAGE_ACCOUNTS)

    @cached_property
    def second_factor_is_offered(self) -> bool:
        """The house asks this person to turn a second factor on, and they have neither done so nor put it off."""
        user = self._request.user
        return (
            user.is_authenticated
            and LATER not in self._request.COOKIES
            and offers.second_factor_is_offered(user)
            and not queries.second_factors(user).is_on
        )


def provider(request: HttpRequest) -> dict[str, Any]:
    """For ``core.ui.context.provide``."""
    return {"account": AccountOnScreen(request)}
