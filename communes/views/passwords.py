"""One's own account: the page of a one-time link, and changing the password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from communes.accounts.listing import in_words
from communes.accounts.people import change_password, invitation_of, use_link
from communes.forms.signing_in import ChangePasswordForm, LinkForm


@never_cache
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request, token):
    """A link that is used, over or unknown says so and nothing else: neither whose it was nor when."""
    found = invitation_of(token)
    if found is None:
        return render(request, "communes/link_over.html", status=404)
    form = LinkForm(found.user, request.POST or None, initial={"name": found.user.get_full_name()})
    if form.is_valid():
        account = use_link(token, form.cleaned_data["name"], form.cleaned_data["new_password1"])
        if account is None:
            return render(request, "communes/link_over.html", status=404)
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return redirect("start")
    return render(request, "communes/invitation.html", {"form": form, "account": found.user})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request):
    form = ChangePasswordForm(request.user, request.POST or None)
    if form.is_valid():
        change_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("The password is changed. Other devices are signed out."))
        return redirect("password")
    today = timezone.localdate()
    held = in_words(request.user.roles.not_over(today).with_territory(), today)
    return render(request, "communes/password.html", {"form": form, "held": held})
