"""A change as a sentence: the action in words, what differs with its fields and values called as the office does."""

import pytest
from django.utils.translation import override

from communes.models import Change, District, User
from communes.telling import SENTENCES, Names, sentence, told_by, who
from criteria.models import Round


def told(action, before=None, after=None, kind="criteria.Report", subject="Bình Phúc 30/06/2025"):
    change = Change(action=action, kind=kind, subject=subject, before=before or {}, after=after or {})
    with override("en"):
        return sentence(change)


def test_sentence_of_an_action_without_differences():
    assert told("report.approve", {"state": "submitted"}, {"state": "approved"}) == (
        "Approved the report Bình Phúc 30/06/2025"
    )


def test_sentence_names_cells_in_their_order_with_verdicts_in_words_and_numbers_as_numbers():
    before = {"c10.outcome": "attained", "c2.outcome": "not_attained", "i2.1.value": None}
    after = {"c10.outcome": "no_data", "c2.outcome": "attained", "i2.1.value": "1046.50"}
    assert told("entry.saved", before, after) == (
        "Entered Bình Phúc 30/06/2025: criterion 2, verdict: not attained → attained; "
        "criterion 10, verdict: attained → no data; indicator 2.1, value: 1,046.5"
    )


def test_sentence_says_what_became_empty():
    assert told("entry.saved", {"i2.1.value": "46.5"}, {"i2.1.value": None}).endswith(
        "indicator 2.1, value: 46.5 → empty"
    )


def test_sentence_keeps_a_note_that_looks_like_a_number():
    assert told("entry.saved", {}, {"c2.note": "2020"}).endswith("criterion 2, note: 2020")
    assert told("entry.saved", {}, {"c2.note": "đường hỏng"}).endswith("note: “đường hỏng”")


def test_sentence_writes_dates_months_and_answers_as_the_office_does():
    said = told(
        "round.changed", {"closes_on": "2025-07-10"}, {"closes_on": "2025-07-15"}, "criteria.Round", "30/06/2025"
    )
    assert said == "Changed the reporting round 30/06/2025: last day of entry: 10/07/2025 → 15/07/2025"
    assert told("entry.saved", {}, {"c2.expected_month": "2025-09-01"}).endswith("month expected: 09/2025")
    assert told("x.y", {"is_active": True}, {"is_active": False}).endswith("may sign in: yes → no")
    assert told("x.y", {}, {"at": "2025-07-01T01:30:00+00:00"}).endswith("at: 01/07/2025 08:30")


def test_sentence_of_an_unknown_action_is_in_words_too():
    assert told("x.y", {"odd_field": 1}, {"odd_field": 2}) == "Changed Bình Phúc 30/06/2025: odd field: 1 → 2"
    assert told("x.y") == "Changed Bình Phúc 30/06/2025"


def test_sentence_calls_a_field_as_its_model_does():
    assert told("x.y", {}, {"superseded_at": "x"}).endswith("superseded at: x")


def test_sentence_leaves_out_what_stayed():
    assert told("entry.saved", {"c2.note": "a", "c3.note": "b"}, {"c2.note": "a", "c3.note": "c"}).endswith(
        "Entered Bình Phúc 30/06/2025: criterion 3, note: b → c"
    )


def test_sentence_counts_what_was_reaffirmed():
    cells = {f"c{number}.basis": "reaffirmed" for number in (10, 2, 1)}
    assert told("entry.reaffirmed", {}, cells) == (
        "Reaffirmed 3 criteria as in the round before, Bình Phúc 30/06/2025: 1, 2, 10"
    )


def test_sentence_says_the_number_of_a_criterion_and_not_the_row_of_that_key():
    after = {"criterion": 5, "stance": "disputes", "outcome": "nearly"}
    assert told("opinion.given", {}, after, "criteria.Opinion").endswith(
        "criterion: 5; verdict: nearly attained; stance: disputes"
    )


def test_sentence_survives_a_model_that_is_no_more():
    assert told("x.y", {}, {"district": 3}, kind="gone.Model").endswith("district: 3")


@pytest.mark.parametrize("action", sorted(SENTENCES))
def test_sentence_of_every_action_is_never_json(action):
    said = told(action, {"c1.outcome": "attained", "a": [1, 2]}, {"c1.outcome": None, "a": []})
    assert said
    assert not set("{}[]") & set(said)


def test_sentence_of_an_action_is_registered_once():
    with pytest.raises(ValueError, match="two sentences"):
        told_by("report.approve")(print)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_sentences_name_rows_with_one_query_a_table(django_assert_num_queries):
    first, second = District.objects.all()[:2]
    rounds = list(Round.objects.all()[:1])
    changes = [
        Change(
            action="x.y", kind="communes.Officer", subject="lan", before={"district": one.pk}, after={"district": two}
        )
        for one, two in [(first, second.pk), (second, None)]
    ]
    changes.append(Change(action="x.y", kind="criteria.Extension", subject="x", after={"round": rounds[0].pk}))
    with django_assert_num_queries(2):
        names = Names(changes)
    said = [sentence(change, names) for change in changes]
    assert f"{first.name} → {second.name}" in said[0].replace("“", "").replace("”", "")
    assert str(rounds[0]) in said[2]


@pytest.mark.django_db
def test_who_is_named_as_now_and_a_command_is_the_system():
    user = User.objects.create_user("lan", first_name="Hoàng Lan")
    with override("en"):
        assert who(Change(who=user)) == "Hoàng Lan"
        assert who(Change(who=User(username="x"))) == "x"
        assert who(Change()) == "the system"
