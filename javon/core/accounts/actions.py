"""The verbs of accounts: make one, lock it, open it, set a password or a PIN, end sessions, give a one-time link.

The journal names the account and the deed; a password never reaches it, nor the table of claimed requests:
whoever calls with a secret gives no ``request_id``.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from javon.core import clock
from javon.core.access import Actor, require
from javon.core.accounts import links, queries, rights, rules
from javon.core.accounts.models import ApiToken, Pin, SignedInSession, SignInLink, User, WrongPin
from javon.core.audit import journal
from javon.core.database import action
from javon.core.verdict import Refused, Verdict


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
    """End the account's access at once, in open sessions too. Raises Refused ``locks_oneself``."""
    user = _set_active(by, username, is_active=False)
    _end_sessions(user)
    return user


@action
def unlock_user(*, by: Actor, username: str) -> User:
    """Give a locked account its access back."""
    return _set_active(by, username, is_active=True)


@action
def reset_password(*, by: Actor, username: str, password: str) -> User:
    """Set another person's password; every open session of the account ends."""
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    _end_sessions(user)
    return _set_password(by, user, password, "account_password_reset")


@action
def change_password(*, by: Actor, username: str, password: str, session_id: UUID | None = None) -> User:
    """Set one's own password (whoever holds the right may set any); every session but `session_id` ends."""
    user = _account(username)
    if by.user_id != user.pk:
        require(by, rights.MANAGE_ACCOUNTS)
    _end_sessions(user, but=session_id)
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


# --- the PIN --------------------------------------------------------------------------------------------


@action
def set_pin(*, by: Actor, username: str, pin: str) -> User:
    """Set one's own PIN. Raises Refused: ``pin_no_digits``, ``pin_guessable``.

    That the person has just given the password is the view's business: an action knows no keyboard.
    """
    user = _account(username)
    if by.user_id != user.pk:
        require(by, rights.MANAGE_ACCOUNTS)
    _set_pin(user, pin)
    journal.record(by, "account_pin_set", user)
    return user


@action
def clear_pin(*, by: Actor, username: str) -> User:
    """Take a PIN away, one's own or (with the right) another's; until a new one the password is asked for."""
    user = _account(username)
    if by.user_id != user.pk:
        require(by, rights.MANAGE_ACCOUNTS)
    WrongPin.objects.filter(user=user).delete()
    if Pin.objects.filter(pk=user.pk).delete()[0]:
        journal.record(by, "account_pin_cleared", user)
    return user


@action
def clear_second_factor(*, by: Actor, username: str) -> User:
    """Turn the second factor of an account off, for somebody whose telephone is lost."""
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    if Authenticator.objects.filter(user=user).delete()[0]:
        journal.record(by, "account_factor_cleared", user)
    return user


# --- open sessions ----------------------------------------------------------------------------------------


@action
def close_session(*, by: Actor, session_id: UUID) -> SignedInSession:
    """Sign an account out in one browser: one's own, or (with the right) another's. It is felt at the next page."""
    row = (
        SignedInSession.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=session_id)
        .first()
    )
    if row is None:
        raise Refused.because("no_such_session")
    if by.user_id != row.user_id:
        require(by, rights.MANAGE_ACCOUNTS)
    if row.ended_at is None:
        row.ended_at = clock.now()
        row.save(update_fields=["ended_at"])
        journal.record(by, "session_closed", row.user)
    return row


@action
def close_other_sessions(*, by: Actor, username: str, but: UUID | None = None) -> int:
    """Sign an account out everywhere but in the session `but`; answers in how many browsers."""
    user = _account(username)
    if by.user_id != user.pk:
        require(by, rights.MANAGE_ACCOUNTS)
    closed = _end_sessions(user, but=but)
    if closed:
        journal.record(by, "sessions_closed", user)
    return closed


# --- the one-time link ------------------------------------------------------------------------------------


@action
def issue_sign_in_link(*, by: Actor, username: str, now: datetime | None = None) -> SignInLink:
    """A link with which the account's owner chooses a password within 72 hours; earlier links stop working.

    The answer's `token` is the secret, told this once (``links.path_of``): the database keeps its digest.
    """
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    if not user.is_active:
        raise Refused.because("account_is_locked", login=user.username)
    made_at = now or clock.now()
    SignInLink.objects.filter(user=user).delete()
    token = links.new_token()
    row = SignInLink.objects.create(
        user=user, digest=links.digest_of(token), made_at=made_at, expires_at=made_at + rules.LINK_HOLDS
    )
    row.token = token
    journal.record(by, "account_link_issued", user)
    return row


@action
def issue_api_token(*, by: Actor, username: str) -> ApiToken:
    """A token for programs that act in the account's name; an earlier one stops working.

    The answer's `token` is the secret, told this once: the database keeps its digest.
    """
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    if not user.is_active:
        raise Refused.because("account_is_locked", login=user.username)
    token = links.new_token()
    ApiToken.objects.filter(user=user).delete()
    row = ApiToken.objects.create(user=user, digest=links.digest_of(token), made_at=clock.now())
    row.token = token
    journal.record(by, "api_token_issued", user)
    return row


@action
def revoke_api_token(*, by: Actor, username: str) -> User:
    """The account's token stops working at once."""
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    ApiToken.objects.filter(user=user).delete()
    journal.record(by, "api_token_revoked", user)
    return user


@action
def accept_sign_in_link(
    *,
    by: Actor,
    token: str,
    password: str,
    display_name: str = "",
    pin: str = "",
    now: datetime | None = None,
) -> User:
    """Set name, password and, if given, the PIN of the account that the link belongs to; the link is spent.

    Raises Refused: ``link_spent``, ``password_weak``, ``pin_no_digits``, ``pin_guessable``.
    """
    row = SignInLink.objects.select_for_update(of=("self",)).select_related("user").filter(
        digest=links.digest_of(token)
    ).first()  # fmt: skip
    moment = now or clock.now()
    if row is None:
        raise Refused.because("link_spent")
    user = row.user
    spent = rules.link_is_spent(
        used=row.used_at is not None, expires_at=row.expires_at, now=moment, is_active=user.is_active
    )
    if spent is not None:
        raise Refused(Verdict((spent,)))
    if pin:
        _set_pin(user, pin)
    if display_name.strip():
        user.display_name = " ".join(display_name.split())
        user.save(update_fields=["display_name"])
    row.used_at = moment
    row.save(update_fields=["used_at"])
    _end_sessions(user)
    WrongPin.objects.filter(user=user).delete()
    holder = Actor(user_id=user.pk, label=user.username, centre_id=by.centre_id)  # whoever holds the link
    return _set_password(holder, user, password, "account_link_used")


def _set_pin(user: User, pin: str) -> None:
    rules.may_set_pin(rules.NewPin(pin, user.username.lower())).enforce()
    Pin.objects.update_or_create(pk=user.pk, defaults={"sealed": make_password(pin), "set_at": clock.now()})
    WrongPin.objects.filter(user=user).delete()


def _end_sessions(user: User, *, but: UUID | None = None) -> int:
    still_open = SignedInSession.objects.filter(user=user, ended_at=None)
    others = still_open.exclude(pk=but) if but is not None else still_open
    return others.update(ended_at=clock.now())


def _account(username: str) -> User:
    user = queries.account(username)
    if user is None:
        raise Refused.because("no_such_account", login=username)
    return user


def _set_active(by: Actor, username: str, *, is_active: bool) -> User:
    require(by, rights.MANAGE_ACCOUNTS)
    user = _account(username)
    if not is_active:
        rules.may_lock(is_oneself=by.user_id == user.pk).enforce()
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
