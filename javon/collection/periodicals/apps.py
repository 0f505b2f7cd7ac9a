from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeriodicalsConfig(AppConfig):
    name = "javon.collection.periodicals"
    label = "periodicals"
    verbose_name = _("Periodicals")
    nizom: tuple[str, ...] = ("2.11",)
