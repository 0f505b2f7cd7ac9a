from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    name = "javon.collection.labels"
    label = "labels"
    verbose_name = _("Labels")
    nizom: tuple[str, ...] = ("2.11", "5.2")
