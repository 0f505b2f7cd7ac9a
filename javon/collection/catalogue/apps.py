from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "javon.collection.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")
    nizom: tuple[str, ...] = ("2.5", "2.11", "5.2")
