from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "javon.places.public"
    label = "public"
    verbose_name = _("Public pages")
    nizom: tuple[str, ...] = ("2.6",)

    def ready(self) -> None:
        """Hand the centre's name, phone and hours to every layout."""
        from javon.core.ui import context
        from javon.places.public import masthead

        context.provide(masthead.centre_on_every_page)
