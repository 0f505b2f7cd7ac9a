"""May a text of the consent be entered, a consent taken or withdrawn? Dossier 4.2."""

from __future__ import annotations

from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight


def _refuse(code: str, **details: object) -> Refusal:
    return Refusal(code, Weight.FORBIDS, dict(details))


def may_enter_text(
    *, text: str, basis: str, valid_from: date | None, last_from: date | None, last_text: str
) -> Verdict:
    """A text says something new, rests on a paper, and begins after the one before it."""
    early = valid_from is not None and last_from is not None and valid_from <= last_from
    return Verdict.of(
        [
            None if text.strip() else _refuse("consent_text_empty"),
            _refuse("consent_text_unchanged") if text.strip() and text.strip() == last_text else None,
            None if basis.strip() else _refuse("consent_text_without_paper"),
            _refuse("consent_text_without_day") if valid_from is None else None,
            _refuse("consent_text_too_early", day=last_from) if early else None,
        ]
    )


def may_take(*, is_gone: bool, has_text: bool) -> Verdict:
    """From somebody who is here, to a text that is in force."""
    return Verdict.of(
        [
            _refuse("reader_is_gone") if is_gone else None,
            None if has_text else _refuse("no_consent_text"),
        ]
    )


def may_withdraw(*, standing: int) -> Verdict:
    """Only what was given can be withdrawn."""
    return Verdict.of([None if standing else _refuse("nothing_to_withdraw")])
