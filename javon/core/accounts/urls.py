"""Addresses of accounts.

Of allauth only the pages of the second factor are mounted. The names ``account_login``,
``account_reauthenticate`` and ``account_logout``, which it redirects to, lead to our own pages; its pages
for signing up, addresses and forgotten passwords have no address at all.
"""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from javon.core.accounts.views import desk, people, safety, signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("sign-out/", signing.sign_out, name="account_logout"),
    path("send-later/token", signing.send_later_token, name="send_later_token"),
    path("switch/", desk.switch, name="switch"),
    path("switch/<int:user_id>/", desk.switch_to, name="switch_to"),
    path("switch/<int:user_id>/forget/", desk.forget_here, name="forget_here"),
    path("locked/", desk.locked, name="locked"),
    path("lock/", desk.lock, name="lock"),
    path("account/here/", desk.here, name="here"),
    path("welcome/<str:token>/", people.welcome, name="welcome"),
    path("account/security/", safety.security, name="account_security"),
    path("account/security/password/", safety.change_password, name="change_password"),
    path("account/security/pin/", safety.pin, name="account_pin"),
    path("account/security/pin/clear/", safety.clear_pin, name="clear_own_pin"),
    path("account/security/sessions/close/", safety.close_other_sessions, name="close_other_sessions"),
    path("account/security/sessions/<uuid:session_id>/close/", safety.close_session, name="close_session"),
    path("account/security/later/", safety.second_factor_later, name="second_factor_later"),
    path("account/security/confirm/", safety.reauthenticate, name="account_reauthenticate"),
    path("account/security/factor/", RedirectView.as_view(pattern_name="account_security"), name="mfa_index"),
    path("account/security/factor/", include("allauth.mfa.urls")),
    path("accounts/", people.accounts, name="accounts"),
    path("accounts/new/", people.new_account, name="new_account"),
    path("accounts/<int:user_id>/", people.account, name="account"),
    path("accounts/<int:user_id>/link/", people.account_link, name="account_link"),
    path("accounts/<int:user_id>/<slug:deed>/", people.account_deed, name="account_deed"),
]
