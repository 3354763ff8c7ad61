"""Every address of the site, as every role and signed out; with hostile query strings in test_pages_hostile.py.

The addresses are read from the site map, so a new page joins by itself; one whose address carries a parameter
needs a sample in SAMPLES.
"""

from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from communes.accounts.people import hash_of
from communes.models import Commune, District, Group, Invitation, Officer, User
from criteria import recognition
from criteria.evidence import store
from criteria.models import (
    CriteriaSet,
    Decision,
    Document,
    Evidence,
    Rearrangement,
    RecogniseAgain,
    RecognitionFile,
    RecognitionRule,
    Round,
    Scenario,
)
from ntm.archive import Archive
from ntm.findings import Examined
from tests.illustrated import shared

OPEN = {"sign_in", "sign_in_here", "invitation", "healthz", "set_language"}


def somebody():
    """An account with a role, for the pages about one."""
    user, _made = User.objects.get_or_create(username="mau")
    held, _made = Officer.objects.get_or_create(user=user, role=Officer.Role.LEADER, valid_from=date(2020, 1, 1))
    return {"number": user.pk, "role": held.pk}


def number():
    return {"number": somebody()["number"]}


def link():
    tomorrow = timezone.now() + timedelta(days=1)
    fields = {"user_id": number()["number"], "made_at": timezone.now(), "expires_at": tomorrow}
    Invitation.objects.get_or_create(hash=hash_of("mau-duong-dan"), defaults=fields)
    return {"token": "mau-duong-dan"}


def area():
    return {"slug": Group.objects.get_or_create(slug="area-mau", defaults={"name": "Mẫu", "area": True})[0].slug}


REPORTS = ["report", *(f"report_{step}" for step in ["save", "begin", "submit", "withdraw", "reaffirm", "correct"])]

STEPS = ["report", "begin", "return", "approve", "opine", "answer", "correct"]
REVIEWS = ["appraisal", *(f"review_{step}" for step in STEPS)]


def open_round():
    Round.objects.filter(date=date(2025, 6, 30)).update(opens_on=date(2025, 6, 1))
    return {"of_round": "2025-06-30"}


def evidence():
    return {"of_round": "2025-06-30", "slug": "06298-2020", "number": 1}


def kept_file():
    user = User.objects.get(pk=number()["number"])
    facts = {"name": "mau.pdf", "stored": "a" * 40, "content_type": "application/pdf", "added_by": user}
    path = store.root() / "aa" / facts["stored"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"%PDF-")
    return {"number": Evidence.objects.get_or_create(sha256="a" * 64, defaults=facts)[0].pk}


def a_rearrangement():
    user = User.objects.get(pk=number()["number"])
    facts = {"effective_on": date(2027, 7, 1), "text": "Hoa Thám + Bình Gia → xã Bình Gia", "author": user}
    facts["written_at"] = timezone.now()
    return {"number": Rearrangement.objects.get_or_create(decree="Mẫu", defaults=facts)[0].pk}


REARRANGING = ["edit", "choose", "propose", "apply", "undo"]
UPLOADS = [f"upload_{step}" for step in ["preview", "marked", "confirm", "drop"]]
UNKNOWN_UPLOAD = {"of_round": "2025-06-30", "pk": UUID(int=1)}


def scenario():
    facts = {"as_of": date(2020, 12, 31), "units": date(2020, 12, 31), "due": date(2021, 12, 31), "wanted": 2}
    chosen = {"pairs": {"06298-2020": [17], "khong-co": [1]}, "options": {"unknown": "assume", "assumed": "20"}}
    author = User.objects.get(pk=number()["number"])
    basis = {"criteria_set": CriteriaSet.objects.get(code="1980"), "author": author, **facts, **chosen}
    return {"number": Scenario.objects.get_or_create(name="mau", defaults=basis)[0].pk}


SCENARIOS = ["scenario", *(f"scenario_{step}" for step in ["edit", "pick", "plan", "drop", "csv"])]


def office():
    user = User.objects.get(pk=number()["number"])
    Officer.objects.get_or_create(user=user, role=Officer.Role.OFFICE, valid_from=date(2020, 1, 1))
    return user


def decision():
    return {"number": Decision.objects.order_by("signed_on").first().pk}


def recognised():
    return {**decision(), "slug": Decision.objects.get(pk=decision()["number"]).recognitions.get().commune.slug}


def again():
    commune = Commune.objects.get(code="06298", valid_from__year=2020)
    fields = {"commune": commune, "since": commune.valid_from}
    return {"number": RecogniseAgain.objects.get_or_create(**fields)[0].pk}


def recognition_file():
    commune = Commune.objects.get(code="06298", valid_from__year=2020)
    found = RecognitionFile.objects.filter(commune=commune, year=2024).first()
    return {"number": (found or recognition.open_file(office(), commune, "basic", 2024)).pk}


FILE_ACTIONS = [f"recognition_file{name}" for name in ("", "_facts", "_paper", "_step", "_close")]
SAMPLES = {
    **dict.fromkeys(SCENARIOS, scenario),
    **dict.fromkeys(("decision", "decision_correct"), decision),
    **dict.fromkeys(("withdrawal", "withdrawal_undo"), recognised),
    "recognise_again": lambda: {"slug": "06298-2020"},
    "recognise_again_drop": again,
    "recognition_rule": lambda: {"number": RecognitionRule.objects.order_by("pk").first().pk},
    **dict.fromkeys(FILE_ACTIONS, recognition_file),
    "recognition_file_paper_off": lambda: {**recognition_file(), "paper": 1},
    "recognition_file_step_off": lambda: {**recognition_file(), "step": "assessed"},
    **dict.fromkeys(["measure", "measure_entry", "measure_check"], lambda: {"key": "poverty_rate"}),
    **dict.fromkeys(["stated_confirm", "stated_send_back"], lambda: {"number": 1}),
    "figure": lambda: {"code": "F347"},
    "figure_edit": lambda: {"code": "F347"},
    "contradiction": lambda: {"slug": a_finding()},
    "contradiction_note": lambda: {"slug": a_finding()},
    "goal": lambda: {"code": "f426"},
    **dict.fromkeys(("commitment", "commitment_edit"), lambda: {"code": "c05"}),
    "invitation": link,
    **dict.fromkeys(
        ["account", "account_edit", "account_link", "account_close", "account_reopen", "role_grant"], number
    ),
    **dict.fromkeys(["role_end", "role_hand_over"], somebody),
    **dict.fromkeys(["area", "area_edit", "area_move_in", "area_move_out"], area),
    **dict.fromkeys(REPORTS, lambda: {"of_round": "2025-06-30", "slug": "06298-2020"}),
    **dict.fromkeys(("entry_reaffirm", "entry_send", "grid"), open_round),
    **dict.fromkeys(("round", "round_change", "round_close", "round_extend"), lambda: {"slug": "2025-06-30"}),
    **dict.fromkeys(("evidence", "evidence_file", "evidence_citation", "evidence_again"), evidence),
    "evidence_off": lambda: {**evidence(), "link": 1},
    "evidence_open": kept_file,
    **dict.fromkeys(("upload", "workbook"), lambda: {"of_round": "2025-06-30"}),
    **dict.fromkeys(UPLOADS, lambda: UNKNOWN_UPLOAD),
    **dict.fromkeys(REVIEWS, lambda: {"round": "2020-12-31", "commune": "06298-2020"}),
    **dict.fromkeys(["rearrangement", *(f"rearrangement_{step}" for step in REARRANGING)], a_rearrangement),
    "document": lambda: {"slug": Document.objects.order_by("slug").first().slug},
    "criterion": lambda: {"set": "1980", "number": 17},
    "commune": lambda: {"slug": "06298-2020"},
    "life": lambda: {"slug": "06298-2020", "set_code": "1980", "code": "17"},
    "reason": lambda: {"slug": "06298-2020", "criterion": 17},
    "district": lambda: {"slug": "van-quan"},
    "group": lambda: {"slug": "border"},
}


def a_finding():
    return Examined(Archive()).findings[0].id


def named_addresses(patterns=None):
    """(name, parameters it takes) of every route below these patterns."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= named_addresses(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found[pattern.name] = set(pattern.pattern.converters)
    return found


ADDRESSES = named_addresses()


def address(name):
    if not ADDRESSES[name]:
        return reverse(name)
    return reverse(name, kwargs=SAMPLES[name]())


@contextmanager
def undone():
    """What is done here leaves no trace for the case after it, not even a transaction that an error broke."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def reader(role=None):
    """Somebody signed in, with a role or with none."""
    user = User.objects.create_user(f"nguoi-doc-{role}")
    if role:
        district = District.objects.filter(slug="van-quan").first() if role == Officer.Role.DISTRICT else None
        Officer.objects.create(user=user, role=role, district=district, valid_from=date(2011, 1, 1))
    client = browser()
    client.force_login(user)
    return client


def browser(session=None):
    """An error of the product answers 500 in it, instead of ending the test."""
    client = Client(raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


@pytest.fixture(scope="module")
def sessions(django_db_setup, django_db_blocker):
    """{role: the session of somebody who holds it}, None for who holds none; each browser takes up its own copy."""
    with shared(django_db_blocker):
        signed_in = {role: reader(role) for role in [*Officer.Role.values, None]}
        yield {role: client.cookies[settings.SESSION_COOKIE_NAME].value for role, client in signed_in.items()}


ASKING = [Officer.Role.LEADER, Officer.Role.ADMINISTRATOR, Officer.Role.DISTRICT, Officer.Role.DEPARTMENT]


def answers(sessions, places):
    """(place, response) of each, asked by a leader, else by a role that works with the page.

    Nothing for an action, which is only ever posted to; a refusal where none of these roles is let in.
    """
    roles = list(ASKING)
    for place in places:
        response = asked(sessions[roles[0]], place)
        while response.status_code == 403 and len(roles) > 1:
            del roles[0]
            response = asked(sessions[roles[0]], place)
        if response.status_code == 405:
            return
        yield place, response


def asked(session, place):
    with undone():
        return browser(session).get(place)


def test_pages_are_all_named():
    assert None not in ADDRESSES
    assert set(ADDRESSES) >= OPEN


def test_pages_with_a_parameter_all_have_a_sample():
    assert {name for name, parameters in ADDRESSES.items() if parameters} <= set(SAMPLES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_needs_a_sign_in(name, reference, client):
    response = client.get(address(name))
    if name in OPEN:
        assert "/dang-nhap/?next=" not in response.get("Location", "")
    else:
        assert response.status_code == 302
        assert response["Location"].startswith(f"/dang-nhap/?next={address(name)}")


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_refuses_a_post_without_sign_in(name, reference, client):
    if name not in OPEN:
        response = client.post(address(name), {"x": "1"})
        assert response.status_code in {302, 403, 405}
        assert response.status_code != 302 or response["Location"].startswith("/dang-nhap/")


@pytest.fixture
def remembering(settings):
    """The product's own cache: a page that does not depend on its reader is made once for all of them."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "crawl"}}
    yield
    cache.clear()


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_opens_for_every_role(name, sessions, reference, remembering):
    failed, place = [], address(name)
    for role, session in sessions.items():
        response = asked(session, place)
        refused = response.status_code == 403
        if response.status_code not in {200, 302, 403, 405} or (refused and 'class="brand"' not in response.text):
            failed.append((role, response.status_code))
    assert failed == []


def test_page_is_clear_on_an_empty_database(empty_database):
    failed = []
    for name in [name for name, parameters in ADDRESSES.items() if not parameters]:
        with undone():
            code = reader(Officer.Role.ADMINISTRATOR).get(address(name)).status_code
        if code not in {200, 302, 403, 405}:
            failed.append((name, code))
    assert failed == []


@pytest.mark.parametrize("name", [name for name, parameters in ADDRESSES.items() if parameters])
def test_page_of_something_unknown_is_a_404(name, sessions, reference):
    known, samples = address(name), SAMPLES[name]().values()
    values = ["khong-co", "x" * 300, "%00", "..", "ố' OR 1=1 --"]
    unknown = [known.replace(f"/{sample}/", f"/{value}/") for value in values for sample in samples]
    assert known not in unknown
    found = answers(sessions, unknown)
    assert [(place, response.status_code) for place, response in found if response.status_code != 404] == []
