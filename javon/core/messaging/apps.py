from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "javon.core.messaging"
    label = "messaging"
    verbose_name = _("Messages")
    nizom: tuple[str, ...] = ()
