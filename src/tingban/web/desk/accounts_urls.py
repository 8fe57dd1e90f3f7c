"""Addresses of signing in and of one's own account."""

from django.urls import path

from tingban.web.desk import accounts_views as account
from tingban.web.desk import sign_in_views as sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("alive/", sign_in.alive, name="alive"),
    path("no-post/", sign_in.no_post, name="no_post"),
    path("switch-post/", sign_in.switch_post, name="switch_post"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/second-factor/", account.second_factor, name="second_factor"),
    path("account/second-factor/drop/", account.drop_second_factor, name="second_factor_drop"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery_codes"),
]
