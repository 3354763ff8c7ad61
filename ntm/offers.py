"""What a remembered page offers to some readers only: it stands between marks and is taken out for everybody else.

A page is kept once for all readers (ntm/edition.py), and what one may not do is not shown.
"""

import re

from criteria.rights import OFFICE

OFFER = re.compile(r"<!-- for (\w+) -->.*?<!-- /for -->", re.DOTALL)
READERS = {"office": OFFICE}


def offered(request, response):
    """The answer with the offers that this reader's roles allow; their work was asked for by the header already."""
    if response.status_code == 200 and b"<!-- for " in response.content:
        roles = request.work.roles
        kept = OFFER.sub(lambda offer: offer[0] if READERS[offer[1]] & roles else "", response.content.decode())
        response.content = kept
    return response
