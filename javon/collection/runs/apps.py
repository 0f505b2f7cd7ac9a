from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RunsConfig(AppConfig):
    name = "javon.collection.runs"
    label = "runs"
    verbose_name = _("Files in turns")
    nizom: tuple[str, ...] = ("2.11", "5.2")
