from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticeConfig(AppConfig):
    name = "javon.places.practice"
    label = "practice"
    verbose_name = _("Training mode")
    nizom: tuple[str, ...] = ("2.8",)
