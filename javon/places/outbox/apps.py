from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "javon.places.outbox"
    label = "outbox"
    verbose_name = _("Messages to readers")
    nizom: tuple[str, ...] = ("2.6",)
