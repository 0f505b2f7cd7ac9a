from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingRoomConfig(AppConfig):
    name = "javon.service.readingroom"
    label = "readingroom"
    verbose_name = _("Reading room")
    nizom: tuple[str, ...] = ("2.6", "2.11")
