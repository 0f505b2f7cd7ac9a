from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "javon.gateways.api"
    label = "api"
    verbose_name = _("API")
    nizom: tuple[str, ...] = ("2.6",)
