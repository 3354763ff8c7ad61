"""Keeps the day known on in a page: a link that lost it would lead to other numbers without saying so.

Done on the finished page rather than by every link, so that no page and no link has to remember it.
"""

import re
from dataclasses import dataclass

from ntm import asked

KNOWN_ON = "biet"
LINK = re.compile(r'(<a\b[^>]*?\bhref=")((?:/|\?)[^"#]*)(#[^"]*)?(")([^>]*>)')
FORM = re.compile(r'(<form\b[^>]*\bmethod="get"[^>]*>)(.*?</form>)', re.DOTALL)
LEADS_BACK = "data-latest"  # the one link that leaves the day


def keep_known(request, response):
    """The answer with the day known on in all its links and GET forms, where one was asked for and understood."""
    day = known(request.GET).known_on
    if day and response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        response.content = carried(response.content.decode(), day)
    return response


@dataclass(frozen=True)
class Known:
    """What pages without the bar say about the day known on."""

    known_on: object = None


def known(query):
    return Known(known_on(query.get(KNOWN_ON, "").strip()[:100]))


def known_on(text):
    """The day, None where nothing or nothing that can be understood was asked for."""
    try:
        return asked.known_on(text) if text else None
    except asked.NotUnderstood:
        return None


def carried(html, day):
    html = LINK.sub(lambda link: linked(link, day), html)
    return FORM.sub(lambda form: filled(form, day), html)


def linked(link, day):
    start, address, place, end, rest = link.groups()
    if f"{KNOWN_ON}=" in address or LEADS_BACK in start + rest:
        return link[0]
    joined = "" if address.endswith("?") else "&amp;" if "?" in address else "?"
    return f"{start}{address}{joined}{KNOWN_ON}={day}{place or ''}{end}{rest}"


def filled(form, day):
    start, rest = form.groups()
    if f'name="{KNOWN_ON}"' in rest:
        return form[0]
    return f'{start}<input type="hidden" name="{KNOWN_ON}" value="{day}">{rest}'
