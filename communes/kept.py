"""What somebody sent whose session had ended: kept in the sign-in page and offered to be sent again.

Only an ordinary form that passed the check of its token comes here, so it was sent from a page of ours; it travels in
the page itself and is stored nowhere. Passwords are not kept.
"""

import json

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from communes.forms.signing_in import SignInForm

FORM = "application/x-www-form-urlencoded"
TOKEN = "csrfmiddlewaretoken"


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Leads whoever is signed out to the sign-in page, and takes along what they had typed."""

    def handle_no_permission(self, request, view_func):
        kept = kept_of(request)
        if not kept:
            return super().handle_no_permission(request, view_func)
        page = {"form": SignInForm(request), "next": request.get_full_path(), "kept": kept}
        response = render(request, "registration/sign_in.html", page, status=401)
        add_never_cache_headers(response)
        return response


def kept_of(request):
    """The fields of an ordinary form as a text; "" where nothing was sent, or a script sent it, or a password."""
    by_hand = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method != "POST" or request.content_type != FORM or not by_hand:
        return ""
    fields = [[name, text] for name, texts in request.POST.lists() if name != TOKEN for text in texts]
    secret = any("password" in name for name, _text in fields)
    return "" if secret or not fields else json.dumps(fields, ensure_ascii=False)


def fields_of(kept):
    """[(name, text)] of what was kept; empty for anything else."""
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        return []
    whole = isinstance(found, list) and all(isinstance(one, list) and len(one) == 2 for one in found)
    texts = whole and all(isinstance(part, str) for one in found for part in one)
    return [tuple(one) for one in found] if texts else []


def send_again(request, fields, address):
    """The page with one button that sends the kept fields to where they were meant to go."""
    page = {"fields": fields, "address": address, "start": settings.LOGIN_REDIRECT_URL}
    response = render(request, "registration/send_again.html", page)
    add_never_cache_headers(response)
    return response
