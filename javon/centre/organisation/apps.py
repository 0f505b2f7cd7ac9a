from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "javon.centre.organisation"
    label = "organisation"
    verbose_name = _("Organisation")
    nizom: tuple[str, ...] = ("1.1", "1.2")
