"""Addresses of the ground floor."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from communes.views.accounts import (
    account,
    account_close,
    account_edit,
    account_link,
    account_new,
    account_reopen,
    accounts,
)
from communes.views.areas import area, area_edit, area_move_in, area_move_out, area_new, areas
from communes.views.health import healthz
from communes.views.history import history
from communes.views.passwords import invitation, password
from communes.views.roles import role_end, role_grant, role_hand_over
from communes.views.signing_in import sign_in, sign_in_here, sign_out
from communes.views.start import start

urlpatterns = [
    path("dang-nhap/", sign_in, name="sign_in"),
    path("dang-nhap/tai-cho/", sign_in_here, name="sign_in_here"),
    path("bat-dau/", start, name="start"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("mat-khau/", password, name="password"),
    path("duong-dan/<str:token>/", invitation, name="invitation"),
    path("tai-khoan/", accounts, name="accounts"),
    path("tai-khoan/moi/", account_new, name="account_new"),
    path("tai-khoan/<int:number>/", account, name="account"),
    path("tai-khoan/<int:number>/ten/", account_edit, name="account_edit"),
    path("tai-khoan/<int:number>/duong-dan/", account_link, name="account_link"),
    path("tai-khoan/<int:number>/ngung/", account_close, name="account_close"),
    path("tai-khoan/<int:number>/mo-lai/", account_reopen, name="account_reopen"),
    path("tai-khoan/<int:number>/vai-tro/", role_grant, name="role_grant"),
    path("tai-khoan/<int:number>/vai-tro/<int:role>/ket-thuc/", role_end, name="role_end"),
    path("tai-khoan/<int:number>/vai-tro/<int:role>/ban-giao/", role_hand_over, name="role_hand_over"),
    path("dia-ban/", areas, name="areas"),
    path("dia-ban/moi/", area_new, name="area_new"),
    path("dia-ban/<slug:slug>/", area, name="area"),
    path("dia-ban/<slug:slug>/ten/", area_edit, name="area_edit"),
    path("dia-ban/<slug:slug>/dua-vao/", area_move_in, name="area_move_in"),
    path("dia-ban/<slug:slug>/dua-ra/", area_move_out, name="area_move_out"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("lich-su/", history, name="history"),
    path("healthz", healthz, name="healthz"),
]
