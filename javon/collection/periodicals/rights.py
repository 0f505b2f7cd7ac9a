"""The rights around periodicals. Nizom 2.11."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

SEE_PERIODICALS = Right("periodicals.see", _("See periodicals and their sheets"), nizom="2.11")
REGISTER_ISSUES = Right("periodicals.register", _("Tick off issues, claim and bind them"), nizom="2.11")
SUBSCRIBE = Right("periodicals.subscribe", _("Keep periodicals and subscriptions"), nizom="2.11")

RIGHTS = (SEE_PERIODICALS, REGISTER_ISSUES, SUBSCRIBE)
