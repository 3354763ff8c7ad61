"""Addresses of the ground floor."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from communes.views.accounts import sign_in, sign_out
from communes.views.health import healthz
from communes.views.history import history
from communes.views.start import start

urlpatterns = [
    path("dang-nhap/", sign_in, name="sign_in"),
    path("bat-dau/", start, name="start"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("lich-su/", history, name="history"),
    path("healthz", healthz, name="healthz"),
]
