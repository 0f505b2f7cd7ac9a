from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "javon.places.journal"
    label = "journal"
    verbose_name = _("Journal")
    nizom: tuple[str, ...] = ("3.1",)
