"""Reading pages remembered for one edition of the data: a number once computed is not computed for each reader.

The edition is read from the tables on every request, so nothing has to remember to announce a change: rows come
with new ids, approvals, later versions and withdrawals carry their time, a load says when it was, and whatever people
change in place is kept as a change (all but drafts, which no reading page shows).
"""

import zlib
from functools import wraps
from hashlib import sha256

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from communes.models import Change, Commune, District, Group, Membership, Succession, TilePosition
from criteria.models import (
    Citation,
    Commitment,
    CriteriaSet,
    Criterion,
    Decision,
    Indicator,
    Lead,
    Measure,
    PublishedFigure,
    RecogniseAgain,
    Recognition,
    Report,
    Round,
    Target,
    Threshold,
)
from criteria.models.reference import LoadedTable
from ntm.known import keep_known
from ntm.offers import offered

ACCOUNT = "<!-- account -->"
COUNTED = [Citation, Commitment, Commune, CriteriaSet, Criterion, Decision, District, Group, Indicator, Lead, Measure]
COUNTED += [Membership, PublishedFigure, Recognition, RecogniseAgain, Round, Succession, Target, Threshold]
COUNTED += [TilePosition]
NEWEST = [(LoadedTable, "loaded_at")]
STAMPED = [(Report, "approved_at"), (Report, "superseded_at"), (Recognition, "withdrawn_on")]


def edition():
    """Counts, newest ids and newest times of all tables that a reading page shows; one query."""
    parts = [f"(SELECT count(*) FROM {table(model)}), (SELECT max(id) FROM {table(model)})" for model in COUNTED]
    parts += [f"(SELECT max({column}) FROM {table(model)})" for model, column in NEWEST]
    parts += [f"(SELECT count({c}) FROM {table(m)}), (SELECT max({c}) FROM {table(m)})" for m, c in STAMPED]
    # Verdicts and values of an approved report never change, and drafts are no reading page's business: with them every
    # key that an officer presses would make the province's pages anew.
    approved = f"FROM {table(Report)} WHERE state = %s"
    parts.append(f"(SELECT count(*) {approved}), (SELECT max(id) {approved})")
    # Corrections in place (a figure, a round, a withdrawal) leave no new row; what they leave is a change kept of them.
    parts.append(f"(SELECT max(id) FROM {table(Change)} WHERE topic <> %s)")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", [*[Report.State.APPROVED] * 2, Change.Topic.ENTRY])
        return digest(cursor.fetchone())


def digest(value):
    return sha256(repr(value).encode()).hexdigest()


def table(model):
    return connection.ops.quote_name(model._meta.db_table)


def remembered(view):
    """A reading page that depends on nothing but its address, the language, the day and the data.

    What is the reader's own (name, sign-out form) stands between marks of base.html and is made anew each time; what
    only some are offered stands between marks of ntm/offers.py.
    """

    @wraps(view)
    def shown(request, *args, **kwargs):
        return offered(request, known_or_made(request, *args, **kwargs))

    def known_or_made(request, *args, **kwargs):
        if request.method != "GET" or has_messages(request):
            return view(request, *args, **kwargs)
        key = f"page:{edition()}:{get_language()}:{timezone.localdate()}:{digest(request.get_full_path())}"
        kept = cache.get(key)
        if kept is not None:
            return answer(request, zlib.decompress(kept).decode())
        response = keep_known(request, view(request, *args, **kwargs))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            cache.set(key, zlib.compress(without_account(response.content.decode()).encode(), 1))
        return response

    return shown


def has_messages(request):
    """Whether a message waits for this reader: it belongs on a page that is made for them."""
    return bool(getattr(request, "_messages", None)) and len(request._messages) > 0


def without_account(html):
    """The page with what stands between two marks taken out."""
    return ACCOUNT.join(part for place, part in enumerate(html.split(ACCOUNT)) if place % 2 == 0)


def answer(request, html):
    """A remembered page with the reader's own account."""
    account = render_to_string("partials/account.html", request=request)
    return HttpResponse(html.replace(ACCOUNT, f"{ACCOUNT}{account}{ACCOUNT}"))
