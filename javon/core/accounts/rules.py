"""What a login may look like, and when one may be given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

# Typed on every keyboard of the house, read aloud without doubt.
LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,62}[a-z0-9])")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is known when an account is asked for."""

    username: str  # lower case
    is_taken: bool


def login_is_hard_to_type(facts: NewAccount) -> Refusal | None:
    if not LOGIN.fullmatch(facts.username):
        return Refusal("login_hard_to_type", Weight.FORBIDS, {"login": facts.username})
    return None


def login_is_taken(facts: NewAccount) -> Refusal | None:
    return Refusal("login_taken", Weight.FORBIDS, {"login": facts.username}) if facts.is_taken else None


NEW_ACCOUNT_RULES = (login_is_hard_to_type, login_is_taken)


def may_make_account(facts: NewAccount) -> Verdict:
    """Every objection to a new account."""
    return Verdict.of(rule(facts) for rule in NEW_ACCOUNT_RULES)
