from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SetupConfig(AppConfig):
    name = "javon.places.setup"
    label = "setup"
    verbose_name = _("First day")
    nizom: tuple[str, ...] = ("1.1", "4.1", "4.2")
