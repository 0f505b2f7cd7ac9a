"""The verbs of accounts: make one, lock it, open it, set a password.

The journal names the account and the deed; a password never reaches it, nor the table of claimed requests.
"""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from javon.core.access import Actor, require
from javon.core.accounts import queries, rights, rules
from javon.core.accounts.models import User
from javon.core.audit import journal
from javon.core.database import action
from javon.core.verdict import Refused


@action
def create_user(
    *,
    by: Actor,
    username: str,
    password: str = "",
    sealed_password: str = "",
    display_name: str = "",
    is_staff: bool = False,
    language: str = "",
) -> User:
    """A new account, or Refused. Without a password nobody can sign in to it until one is set.

    `sealed_password` is a hash made beforehand (``make_password``), for many accounts with one password.
    """
    require(by, rights.MANAGE_ACCOUNTS)
    name = username.strip().lower()
    rules.may_make_account(rules.NewAccount(name, is_taken=queries.account(name) is not None)).enforce()
    if password:
        _refuse_weak(password, User(username=name, display_name=display_name))
    user = User.objects.create(
        username=name,
        password=sealed_password or make_password(password or None),
        display_name=display_name,
        is_staff=is_staff,
        language=language,
    )
    journal.record(by, "account_made", user)
    return user


@action
def lock_user(*, by: Actor, username: str) -> User:
    """End the account's access at once, in open sessions too."""
    return _set_active(by, username, is_active=False)


@action
def unlock_user(*, by: Actor, username: str) -> User:
    """Give a locked account its access back."""
    return _set_active(by, username, is_active=True)


@action
def reset_password(*, by: Actor, username: str, password: str) -> User:
    """Set another person's password; every open session of the account ends."""
    require(by, rights.MANAGE_ACCOUNTS)
    return _set_password(by, _account(username), password, "account_password_reset")


@action
def change_password(*, by: Actor, username: str, password: str) -> User:
    """Set one's own password (whoever holds the right may set any)."""
    user = _account(username)
    if by.user_id != user.pk:
        require(by, rights.MANAGE_ACCOUNTS)
    return _set_password(by, user, password, "account_password_changed")


@action
def prefer_language(*, by: Actor, username: str, language: str) -> User:
    """Remember in which language a person reads the site."""
    user = _account(username)
    if by.user_id != user.pk:
        require(by, rights.MANAGE_ACCOUNTS)
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
        journal.record(by, "account_language_chosen", user)
    return user


def _account(username: str) -> User:
    user = queries.account(username)
    if user is None:
        raise Refused.because("no_such_account", login=username)
    return user


def _set_active(by: Actor, username: str, *, is_active: bool) -> User:
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    if user.is_active != is_active:
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        journal.record(by, "account_opened" if is_active else "account_locked", user)
    return user


def _set_password(by: Actor, user: User, password: str, verb: str) -> User:
    _refuse_weak(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.record(by, verb, user)
    return user


def _refuse_weak(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused.because("password_weak", reasons=" ".join(error.messages)) from error
