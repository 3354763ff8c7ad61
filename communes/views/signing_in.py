"""Signing in (also in place, when a session ran out under somebody's hands) and out, and from which address."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from communes.forms.signing_in import SignInForm
from communes.kept import fields_of, send_again


class SignIn(LoginView):
    """Whoever asked for a page gets it; whoever opened the bare address starts with their work."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self):
        asked = super().get_redirect_url()
        return "" if asked == reverse("overview") else asked

    def get_context_data(self, **more):
        return super().get_context_data(kept=self.request.POST.get("kept", ""), **more)

    def form_valid(self, form):
        """What was typed when the session ended is not sent unasked: another person may have signed in."""
        led = super().form_valid(form)
        fields, address = fields_of(self.request.POST.get("kept", "")), self.get_redirect_url()
        return send_again(self.request, fields, address) if fields and address else led


sign_in = SignIn.as_view()
sign_out = LogoutView.as_view()


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_here(request):
    """Signing in without leaving the page, for scripts whose request was sent to the sign-in page.

    GET  → 200 {"csrf": token, "name": who is signed in or ""}: a token for a page whose own is too old.
    POST username, password (as a form, with the token; `before`: the user name the page was opened by)
         → 200 {"csrf": the new token, "name": "..."}, and {"other": true} beside it when somebody else signed in than
           the page was opened by: what still waits there is that person's, and is not to be sent without asking
         → 400 {"error": "..."}: wrong name or password, with the tries left
         → 429 {"error": "..."}: locked for half an hour after too many wrong ones
    """
    if request.method == "GET":
        return JsonResponse({"csrf": get_token(request), "name": name_of(request.user)})
    before = request.POST.get("before") or request.user.get_username()
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        return JsonResponse({"error": refusal(form)}, status=400)
    login(request, form.get_user())
    other = {"other": True} if before not in ("", request.user.get_username()) else {}
    return JsonResponse({"csrf": get_token(request), "name": name_of(request.user), **other})


def name_of(user):
    return str(user) if user.is_authenticated else ""


def refusal(form):
    said = [message for messages in form.errors.values() for message in messages]
    return " ".join(filter(None, [*said, str(form.tries_left)]))


def locked(request, original_response=None, credentials=None):
    """What axes answers with once a name is locked from an address: our page, or its sentence to a script."""
    if request.path == reverse("sign_in_here"):
        text = _("Sign-in is locked for half an hour")
        return JsonResponse({"error": f"{text}."}, status=settings.AXES_HTTP_RESPONSE_CODE)
    return render(request, "registration/locked.html", status=settings.AXES_HTTP_RESPONSE_CODE)


def client_address(request):
    """What throttling counts by: the peer, or what the nearest of our own proxies saw.

    Read from the right, because everything further left in the header is the visitor's own word.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR")
