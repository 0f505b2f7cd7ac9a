"""The sign-in account: a name, a password, whether it is staff. Who the person is lives in ``centre``.

Beside it: the PIN, the wrong tries at it, the open sessions, the one-time links. No secret lies here as it was typed.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their name, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> User:
        # LOWER(), not iexact: it is the expression that the unique index below is built on.
        return self.get(models.Q(name_key=(username or "").strip().lower()))

    def get_queryset(self) -> models.QuerySet[User]:
        return super().get_queryset().alias(name_key=Lower("username"))


class User(AbstractBaseUser):
    """A sign-in account."""

    username = models.CharField(_("login"), max_length=64, unique=True)
    display_name = models.CharField(_("name on screen"), max_length=120, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)  # leaving ends access the same minute
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        constraints = [models.UniqueConstraint(Lower("username"), name="account_name_once")]

    @property
    def email(self) -> str:
        """allauth asks for an address; accounts here have none."""
        return ""

    def get_full_name(self) -> str:
        """What the interface calls the person."""
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    def __str__(self) -> str:
        return self.display_name or self.username


class Pin(models.Model):
    """The short number with which a person confirms a deed, or takes over a shared computer."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="pin")
    sealed = models.CharField(max_length=128)  # a hash, as of a password
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("PIN")


class WrongPin(models.Model):
    """Wrong PINs of one account at one address since the last right one; the row goes with a right one."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    address = models.CharField(max_length=45)
    tries = models.PositiveSmallIntegerField(default=0)  # since the last pause
    in_a_row = models.PositiveSmallIntegerField(default=0)  # pauses do not forgive these
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wrong PIN")
        constraints = [models.UniqueConstraint(fields=["user", "address"], name="wrong_pin_once")]


class SignedInSession(models.Model):
    """One browser in which an account is signed in.

    The browser's session holds this row's id, not the row the session's key: the key changes with the password,
    and whoever reads this table can take over nobody's session.
    """

    id = UUIDv7Field(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    device = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=45, blank=True)
    created_at = models.DateTimeField()
    last_seen_at = (
        models.DateTimeField()
    )  # written every five minutes at most; the browser's cookie knows it exactly
    locked_at = models.DateTimeField(null=True)  # locked by hand; idleness needs no mark
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("open session")
        indexes = [models.Index(fields=["user", "ended_at"], name="session_of_account")]


class ApiToken(models.Model):
    """The token with which another program acts in an account's name, with that account's rights; one per account.

    Only its digest lies here. It ends with the account, and when another one is made.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    token = ""  # the secret, only in the moment of its making

    class Meta:
        verbose_name = _("token of a program")


class SignInLink(models.Model):
    """A link that lets its holder choose a password once. The address is known only to whoever was given it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    token = ""  # the address's secret, only in the moment of its making

    class Meta:
        verbose_name = _("one-time sign-in link")
