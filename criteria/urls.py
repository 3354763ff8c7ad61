"""Addresses of the middle floor: rounds, entry, review, recognition."""

from django.urls import path

from criteria.views.rounds import round_change, round_close, round_create, round_extend, round_page, rounds_list

urlpatterns = [
    path("ky-bao-cao/", rounds_list, name="rounds"),
    path("ky-bao-cao/mo/", round_create, name="round_create"),
    path("ky-bao-cao/<slug:slug>/", round_page, name="round"),
    path("ky-bao-cao/<slug:slug>/sua/", round_change, name="round_change"),
    path("ky-bao-cao/<slug:slug>/khoa/", round_close, name="round_close"),
    path("ky-bao-cao/<slug:slug>/gia-han/", round_extend, name="round_extend"),
]
