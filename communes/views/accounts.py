"""Signing in and out, and from which address somebody tries."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView

from communes.forms import SignInForm

sign_in = LoginView.as_view(
    template_name="registration/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
sign_out = LogoutView.as_view()


def client_address(request):
    """What throttling counts by: the peer, or what the nearest of our own proxies saw.

    Read from the right, because everything further left in the header is the visitor's own word.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR")
