from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "javon.core.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    nizom: tuple[str, ...] = ()

    def ready(self) -> None:
        """Tell the layouts what they may show of the signed-in account."""
        from javon.core.accounts import on_screen
        from javon.core.ui import context

        context.provide(on_screen.provider)
