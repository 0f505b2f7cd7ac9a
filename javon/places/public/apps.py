from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "javon.places.public"
    label = "public"
    verbose_name = _("Public pages")
    nizom: tuple[str, ...] = ("2.6",)
