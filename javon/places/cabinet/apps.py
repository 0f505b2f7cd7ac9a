from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CabinetConfig(AppConfig):
    name = "javon.places.cabinet"
    label = "cabinet"
    verbose_name = _("The reader's own pages")
    nizom: tuple[str, ...] = ("2.6", "2.11")

    def ready(self) -> None:
        """Hand the reader's door and the way to the reader's pages to every layout."""
        from javon.core.ui import context
        from javon.places.cabinet import masthead

        context.provide(masthead.of_reader)
