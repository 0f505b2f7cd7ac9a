from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AcquisitionConfig(AppConfig):
    name = "javon.collection.acquisition"
    label = "acquisition"
    verbose_name = _("Acquisition")
    nizom: tuple[str, ...] = ("2.11", "5.2")
