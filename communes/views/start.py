"""Where a day's work begins: each person's own page."""

from django.http import HttpResponseRedirect
from django.views.decorators.http import require_GET

from communes.work import start_of


@require_GET
def start(request):
    return HttpResponseRedirect(start_of(request.user))
