from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "javon.places.today"
    label = "today"
    verbose_name = _("Today")
    nizom: tuple[str, ...] = ("1.3",)

    def ready(self) -> None:
        """Hand the rail and the office of whoever is signed in to every layout."""
        from javon.core.ui import context
        from javon.places.today import rail

        context.provide(rail.of_staff)
