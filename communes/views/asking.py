"""Forms that change something somebody has seen: refusals and conflicts are said above what was typed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render

from communes.accounts.checks import Overtaken
from communes.accounts.log import lines
from communes.rights import may_manage_accounts


def managing(request):
    """Stops whoever does not manage accounts; yields who does."""
    if not may_manage_accounts(request.user):
        raise PermissionDenied
    return request.user


def asked(request, form, act, template="communes/ask.html", **page):
    """The form, until it holds and `act` answers; a conflict (409) shows what others did and keeps what was typed.

    `act` takes the cleaned data and returns the answer. What is sent again after a conflict was decided knowing it.
    """
    missed, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            return act(form.cleaned_data)
        except Overtaken as overtaken:
            missed, status = lines(overtaken.missed), 409
            form.see(overtaken.missed[0].pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, template, {"form": form, "missed": missed, **page}, status=status)
