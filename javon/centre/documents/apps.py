from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "javon.centre.documents"
    label = "documents"
    verbose_name = _("Documents")
    nizom: tuple[str, ...] = ("1.3", "1.4", "1.5", "1.7", "3.1")
