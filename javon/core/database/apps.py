from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatabaseConfig(AppConfig):
    name = "javon.core.database"
    label = "database"
    verbose_name = _("Database")
    nizom: tuple[str, ...] = ()
