"""Addresses of accounts.

Of allauth only the pages of the second factor are mounted. The names ``account_login``,
``account_reauthenticate`` and ``account_logout``, which it redirects to, lead to our own pages; its pages
for signing up, addresses and forgotten passwords have no address at all.
"""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from javon.core.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("send-later/token", views.send_later_token, name="send_later_token"),
    path("account/security/", views.security, name="account_security"),
    path("account/security/password/", views.change_password, name="change_password"),
    path("account/security/confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("account/security/factor/", RedirectView.as_view(pattern_name="account_security"), name="mfa_index"),
    path("account/security/factor/", include("allauth.mfa.urls")),
]
