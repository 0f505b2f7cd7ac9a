"""The SMS gateway (Eskiz and those that speak as it does): sign in for a token, send, ask what became of it.

Source: the gateway's own description as its public client libraries use it. Answers are taken for what they
are: JSON or not, of this status or another; the table below says what each means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from javon.core.messaging.channels import http
from javon.core.messaging.rules.answers import Answer, Outcome, Report, report_of

_NO_MONEY = re.compile(r"balance|insufficient|баланс|mablag", re.IGNORECASE)
_ABOUT_NUMBER = re.compile(r"mobile_phone|phone|номер|raqam", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[\w.:-]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account, at which gateway. `callback_url` is where it reports what became of a message."""

    base_url: str
    login: str
    password: str = field(repr=False)
    sender: str = ""
    callback_url: str = ""
    connect_seconds: float = http.CONNECT_SECONDS
    answer_seconds: float = http.ANSWER_SECONDS


class Gateway:
    """One account, its token, and who keeps the token for the next time."""

    def __init__(
        self, account: Account, token: str = "", keep_token: Callable[[str], None] | None = None
    ) -> None:
        self.account = account
        self.token = token
        self._keep = keep_token or (lambda token: None)

    def send(self, number: str, text: str) -> Outcome:
        """Hand over one SMS."""
        form = {"mobile_phone": number, "message": text, "from": self.account.sender}
        if self.account.callback_url:
            form["callback_url"] = self.account.callback_url
        try:
            reply = self._asked("POST", "message/sms/send", form)
        except http.NotSent:
            return Outcome(Answer.NOT_TAKEN, "cannot_connect")
        except http.NoAnswer as silence:
            return Outcome(Answer.UNKNOWN, str(silence))
        except _LoginRefused as refused:
            return refused.outcome
        return outcome_of(reply)

    def ask(self, provider_id: str) -> Report | None:
        """What became of a message; None when the gateway does not say."""
        if not _IDENTIFIER.fullmatch(provider_id):
            return None
        try:
            reply = self._asked("GET", f"message/sms/status_by_id/{provider_id}", None)
        except (http.NotSent, http.NoAnswer, _LoginRefused):
            return None
        told = reply.fields()
        inner = told.get("data")
        state = inner.get("status") if isinstance(inner, dict) else None
        return report_of(state) if reply.status == 200 and isinstance(state, str) else None

    def _asked(self, method: str, path: str, form: dict[str, str] | None) -> http.Reply:
        """The answer; where the token was refused, after one new sign-in. A 401 was surely not carried out."""
        if not self.token:
            self._sign_in()
        reply = self._exchange(method, path, form, self.token)
        if reply.status == 401:
            self._sign_in()
            reply = self._exchange(method, path, form, self.token)
        return reply

    def _sign_in(self) -> None:
        self.token = ""
        form = {"email": self.account.login, "password": self.account.password}
        try:
            reply = self._exchange("POST", "auth/login", form, "")
        except http.NoAnswer as silence:  # a sign-in that fell silent has sent no message
            raise http.NotSent("cannot_connect") from silence
        inner = reply.fields().get("data")
        token = inner.get("token") if isinstance(inner, dict) else None
        if (
            reply.status != 200
            or not isinstance(token, str)
            or not token.isascii()
            or not token.isprintable()
        ):
            raise _LoginRefused(_why_no_token(reply))
        self.token = token
        self._keep(token)

    def _exchange(self, method: str, path: str, form: dict[str, str] | None, token: str) -> http.Reply:
        return http.ask(
            method,
            f"{self.account.base_url.rstrip('/')}/{path}",
            form=form,
            token=token,
            connect_seconds=self.account.connect_seconds,
            answer_seconds=self.account.answer_seconds,
        )


class _LoginRefused(Exception):
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.why)


def _why_no_token(reply: http.Reply) -> Outcome:
    if reply.status in {429, 503}:
        return Outcome(Answer.NOT_TAKEN, "busy", wait=reply.retry_after)
    if reply.status in {400, 401, 403, 422}:
        return Outcome(Answer.NOT_TAKEN, "login_refused")
    return Outcome(Answer.NOT_TAKEN, "gateway_error")


def outcome_of(reply: http.Reply) -> Outcome:
    """What an answer to "send" means."""
    told = reply.fields()
    match reply.status:
        case 200 | 201 | 202:
            return _accepted(told)
        case 401 | 403:
            return Outcome(Answer.NOT_TAKEN, "login_refused")
        case 402:
            return Outcome(Answer.NOT_TAKEN, "no_money")
        case 429 | 503:
            return Outcome(Answer.NOT_TAKEN, "busy", wait=reply.retry_after)
        case 400 | 422:
            return _refused(told)
        case status if status >= 500:
            return Outcome(Answer.DOUBTFUL, "gateway_error")
        case status if 404 <= status < 500 or 300 <= status < 400:
            return Outcome(Answer.NOT_TAKEN, "gateway_error")  # the address of the gateway is wrong
    return Outcome(Answer.UNKNOWN, "broken_answer")


def _accepted(told: dict[str, Any]) -> Outcome:
    identifier = str(told.get("id") or "")
    if not _IDENTIFIER.fullmatch(identifier):
        return Outcome(Answer.UNKNOWN, "broken_answer")
    return Outcome(Answer.ACCEPTED, provider_id=identifier)


def _refused(told: dict[str, Any]) -> Outcome:
    said = str(told)
    if _NO_MONEY.search(said):
        return Outcome(Answer.NOT_TAKEN, "no_money")
    if _ABOUT_NUMBER.search(said):
        return Outcome(Answer.BAD_ADDRESS, "bad_address")
    return Outcome(Answer.REFUSED, "refused")
