"""The life of a finding: the office says what it knows, everybody reads it, nobody writes over another."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Change, Officer, User
from criteria import finding_notes
from criteria.models import FindingNote, PublishedFigure
from ntm.archive import Archive
from ntm.findings import Examined

pytestmark = pytest.mark.django_db
Role, State = Officer.Role, FindingNote.State
MAY = {Role.OFFICE, Role.ADMINISTRATOR}


@pytest.fixture
def share(reference):
    return next(one for one in Examined(Archive()).findings if one.codes == ["F347"])


def person(role, name="nguoi-dung"):
    user = User.objects.create_user(name)
    if role:
        Officer.objects.create(user=user, role=role, valid_from=date(2011, 1, 1))
    client = Client()
    client.force_login(user)
    return user, client


def send(client, finding, **fields):
    sent = {"state": State.EXPLAINED, "reason": "Số đúng là 73 xã.", "seen": "", **fields}
    return client.post(reverse("contradiction_note", args=[finding.id]), sent)


@pytest.mark.parametrize("role", [*Role, None])
def test_note_is_for_the_office_only(share, role):
    _user, client = person(role)
    page = client.get(reverse("contradiction", args=[share.id]))
    assert page.status_code == 200
    assert ("<textarea" in page.content.decode()) == (role in MAY)
    assert send(client, share).status_code == (302 if role in MAY else 403)
    assert FindingNote.objects.count() == (role in MAY)


def test_note_is_refused_below_the_page_too(share):
    user, _client = person(Role.LEADER)
    with pytest.raises(PermissionDenied):
        finding_notes.add(user, share.id, "x", State.ACCEPTED, "x", None)


def test_note_is_kept_with_its_writer_and_in_the_history(share):
    user, client = person(Role.OFFICE)
    send(client, share)
    note = FindingNote.objects.get()
    assert (note.finding, note.state, note.author) == (share.id, State.EXPLAINED, user)
    change = Change.objects.get()
    assert (change.who, change.action, change.topic) == (user, "finding.noted", Change.Topic.FIGURE)
    assert change.before == {"state": "open"}
    assert change.after == {"state": "explained", "reason": "Số đúng là 73 xã."}


def test_note_changes_the_list_and_the_filter(share):
    _user, client = person(Role.OFFICE)
    before = client.get(reverse("contradictions")).content.decode()
    assert "stands explained" not in before
    send(client, share)
    listed = client.get(f"{reverse('contradictions')}?tt=da-giai-thich").content.decode()
    assert share.id in listed
    assert listed.count('<li id="') == 1
    assert "Số đúng là 73 xã." in client.get(reverse("contradiction", args=[share.id])).content.decode()
    assert "Số đúng là 73 xã." in client.get(reverse("contradictions_csv")).content.decode()


@pytest.mark.parametrize("fields", [{"reason": " "}, {"reason": "x" * 501}, {"state": "forgotten"}, {"seen": "x"}])
def test_note_that_is_wrong_keeps_what_was_typed(share, fields):
    _user, client = person(Role.OFFICE)
    answer = send(client, share, **fields)
    assert answer.status_code == 400
    assert answer.content.decode().count("<textarea") == 1
    assert not FindingNote.objects.exists()


def test_note_shows_what_another_wrote_meanwhile(share):
    _first, one = person(Role.OFFICE, "mot")
    _second, other = person(Role.ADMINISTRATOR, "hai")
    send(one, share, reason="Số đúng là 73.")
    answer = send(other, share, reason="Tỷ lệ đúng là 39,78%.")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Số đúng là 73." in text
    assert "Tỷ lệ đúng là 39,78%." in text
    assert FindingNote.objects.count() == 1
    again = send(other, share, reason="Tỷ lệ đúng là 39,78%.", seen=FindingNote.objects.get().pk)
    assert again.status_code == 302
    assert [note.author.username for note in FindingNote.objects.all()] == ["mot", "hai"]


def test_note_may_open_a_finding_again(share):
    _user, client = person(Role.OFFICE)
    send(client, share, state=State.ACCEPTED)
    send(client, share, state=State.OPEN, reason="Có văn bản mới.", seen=FindingNote.objects.get().pk)
    assert [note.state for note in FindingNote.objects.all()] == ["accepted", "open"]
    assert "stands open" in client.get(reverse("contradiction", args=[share.id])).content.decode()


def test_note_does_not_speak_for_corrected_numbers(share):
    _user, client = person(Role.OFFICE)
    send(client, share)
    PublishedFigure.objects.filter(code="F347").update(stated_percent="41.33")
    assert client.get(reverse("contradiction", args=[share.id])).status_code == 404
    assert send(client, share).status_code == 404
    now = next(one for one in Examined(Archive()).findings if one.codes == ["F347"])
    assert "stands open" in client.get(reverse("contradiction", args=[now.id])).content.decode()


def test_note_cannot_be_read_by_get_nor_the_finding_written_by_post(share):
    _user, client = person(Role.OFFICE)
    assert client.get(reverse("contradiction_note", args=[share.id])).status_code == 405
    assert client.post(reverse("contradiction", args=[share.id])).status_code == 405
