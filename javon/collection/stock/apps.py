from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StockConfig(AppConfig):
    name = "javon.collection.stock"
    label = "stock"
    verbose_name = _("Stock")
    nizom: tuple[str, ...] = ("2.11",)
