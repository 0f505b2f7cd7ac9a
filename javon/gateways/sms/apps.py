from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SmsConfig(AppConfig):
    name = "javon.gateways.sms"
    label = "sms"
    verbose_name = _("SMS reports")
    nizom: tuple[str, ...] = ("2.6",)
