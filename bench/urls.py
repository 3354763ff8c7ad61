"""The product's addresses and one page more: the frame with session and user, and nothing in it."""

from django.shortcuts import render
from django.urls import include, path


def empty(request):
    return render(request, "base.html")


urlpatterns = [path("trang-trong/", empty, name="empty"), path("", include("ntm.urls"))]
