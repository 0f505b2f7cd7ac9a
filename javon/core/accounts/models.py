"""The sign-in account: a name, a password, whether it is staff. Who the person is lives in ``centre``."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


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
