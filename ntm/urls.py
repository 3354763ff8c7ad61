"""The site map."""

from django.urls import include, path

from ntm.dashboards.documents import document, documents
from ntm.dashboards.goals import goals

urlpatterns = [
    path("", include("communes.urls")),
    path("muc-tieu/", goals, name="goals"),
    path("van-ban/", documents, name="documents"),
    path("van-ban/<slug:slug>/", document, name="document"),
]
