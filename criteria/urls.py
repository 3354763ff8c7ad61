"""Addresses of the middle floor: rounds, entry, review, recognition."""

urlpatterns = []
