from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LendingConfig(AppConfig):
    name = "javon.service.lending"
    label = "lending"
    verbose_name = _("Lending")
    nizom: tuple[str, ...] = ("1.5", "2.6", "2.11")
