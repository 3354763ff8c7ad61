"""As known on an earlier day: an old answer comes back to the last byte, and the day goes along through the pages."""

import json
import re
from datetime import date, datetime, time, timedelta
from html import unescape
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from communes.history import writing
from communes.models import Change, User
from criteria.models import CriteriaSet, Decision, PublishedFigure, Recognition, Report, Round
from ntm import settings as product
from ntm.judgement import default_date
from ntm.register import Register
from tests.illustrated import shared
from tests.ntm.readings import END_2020, communes_on, decide, report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]
MARCH, APRIL, MAY = date(2021, 3, 1), date(2021, 4, 1), date(2021, 5, 1)
NOON = time(12)


def at(day, clock=NOON):
    return timezone.make_aware(datetime.combine(day, clock))


@pytest.fixture(scope="module")
def approved(django_db_setup, django_db_blocker):
    """All communes of the end of 2020, approved in March 2021: nine criteria each."""
    with shared(django_db_blocker):
        reports(END_2020, {commune: range(1, 10) for commune in communes_on(END_2020)})
        Report.objects.update(approved_at=at(MARCH))
        yield


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("leader"))
    return client


def correct(commune, on=APRIL, held=range(1, 20), clock=NOON):
    """A second version of the commune's report, approved on that day in the place of the first."""
    Report.objects.filter(commune=commune, version=1).update(superseded_at=at(on, clock))
    second = report(commune, END_2020, held, version=2)
    Report.objects.filter(pk=second.pk).update(approved_at=at(on, clock))


def standing(**options):
    return answer("standing", as_of=str(END_2020), **options)


def answer(command, **options):
    out = StringIO()
    call_command(command, json=True, stdout=out, **options)
    return out.getvalue()


# --- the old answer comes back ---------------------------------------------------------------------------------


def test_known_on_gives_the_old_standing_byte_for_byte():
    old = standing()
    correct(communes_on(END_2020)[0])
    new = standing()
    assert json.loads(new)["total"] == json.loads(old)["total"] + 10
    assert standing(known_on=str(MARCH)) == old
    assert standing(known_on=str(APRIL)) == new


def test_known_on_gives_the_old_targets_byte_for_byte():
    old = answer("targets", as_of=str(END_2020))
    for commune in communes_on(END_2020)[:40]:
        correct(commune)
    assert answer("targets", as_of=str(END_2020)) != old
    assert answer("targets", as_of=str(END_2020), known_on=str(MARCH)) == old


def test_known_on_counts_the_whole_day_of_the_office():
    """23:30 in Vietnam is still that day, though the world's clock is behind; half an hour after midnight is not."""
    first, second = communes_on(END_2020)[:2]
    old = json.loads(standing())["total"]
    correct(first, APRIL, clock=time(23, 30))
    correct(second, APRIL + timedelta(days=1), clock=time(0, 30))
    assert json.loads(standing(known_on=str(APRIL)))["total"] == old + 10
    assert json.loads(standing(known_on=str(APRIL + timedelta(days=1))))["total"] == old + 20


def test_known_on_knows_nothing_before_the_first_approval():
    told = json.loads(standing(known_on=str(MARCH - timedelta(days=1))))
    assert told["coverage"]["missing"] == told["universe"]


def test_known_on_leaves_out_what_was_only_submitted():
    Report.objects.update(state=Report.State.SUBMITTED, approved_at=None)
    told = json.loads(standing(known_on=str(MAY)))
    assert told["coverage"]["missing"] == told["universe"]


def test_known_on_tells_three_versions_apart():
    commune = communes_on(END_2020)[0]
    correct(commune, APRIL, range(1, 12))
    Report.objects.filter(commune=commune, version=2).update(superseded_at=at(MAY))
    third = report(commune, END_2020, [1], version=3)
    Report.objects.filter(pk=third.pk).update(approved_at=at(MAY))
    counted = [len(held(commune, on)) for on in (MARCH, APRIL, MAY)]
    assert counted == [9, 11, 1]


def held(commune, known_on):
    return Register(known_on).standing(END_2020).rows[commune.id].holds


def test_known_on_keeps_the_movement_although_a_round_was_opened_later():
    on = date(2021, 12, 31)
    reports_of(on, [1, 2], MAY)
    old = answer("standing", as_of=str(on))
    with writing(None) as book:
        made = Round.objects.create(
            date=date(2021, 6, 30), kind="half_year", criteria_set=CriteriaSet.objects.get(code="1980"), source="test"
        )
        book.record(Change.Topic.ROUND, "round.opened", made)
    reports_of(made.date, [1], date.today())
    assert answer("standing", as_of=str(on)) != old
    assert answer("standing", as_of=str(on), known_on=str(date.today() - timedelta(days=1))) == old


def reports_of(on, held, day):
    made = reports(on, dict.fromkeys(communes_on(on), held))
    Report.objects.filter(pk__in=[one.pk for one in made]).update(approved_at=at(day))


# --- recognition -----------------------------------------------------------------------------------------------


def test_known_on_counts_decisions_by_their_signing():
    communes = communes_on(END_2020)[-3:]
    before = json.loads(standing(known_on=str(MARCH)))["recognised"]
    decide(communes, 2020, signed_on=date(2021, 3, 20))
    assert json.loads(standing())["recognised"] > before
    assert json.loads(standing(known_on=str(MARCH)))["recognised"] == before
    assert json.loads(standing(known_on=str(APRIL))) == json.loads(standing())


def test_known_on_does_not_tell_a_withdrawal_that_was_to_come():
    place = communes_on(END_2020)[0]
    decision = decide([place], 2019, signed_on=date(2019, 12, 1))
    Recognition.objects.filter(decision=decision).update(withdrawn_on=date(2020, 12, 1))
    award = lambda day: next(a for a in Recognition.objects.awards(day) if a[0] == place.id and a[2] == 2019)  # noqa: E731
    assert award(date(2020, 11, 30))[4] is None
    assert award(date(2020, 12, 1))[4] == award(None)[4] == date(2020, 12, 1)


def test_known_on_commune_page_does_not_tell_later_decisions_and_withdrawals(reader):
    place = communes_on(END_2020)[0]
    for number, signed in enumerate([date(2020, 12, 1), date(2021, 4, 20)]):
        one = Decision.objects.create(number=f"QĐ{number}", signed_on=signed, year=2020, level="basic", source="test")
        Recognition.objects.create(decision=one, commune=place, withdrawn_on=date(2022, 1, 1), withdrawal_decision="W")
    old = reader.get(f"/xa/{place.slug}/?biet={APRIL}").context["decisions"].lines
    assert [(one.number, one.withdrawn_on, one.withdrawal) for one in old] == [("QĐ0", None, "")]
    assert len(reader.get(f"/xa/{place.slug}/").context["decisions"].lines) == 2


# --- documents and corrections of figures ----------------------------------------------------------------------


def documents_known(day):
    register = Register(day)
    return {figure.document.slug for figure in [*register.targets, *register.published]}


def test_known_on_leaves_out_documents_of_later_days():
    assert "kh42-2018" not in documents_known(date(2018, 2, 27))
    assert "kh42-2018" in documents_known(date(2018, 2, 28))


def test_known_on_dates_an_undated_document_by_the_latest_result_it_reports():
    assert "bc-nq20-2020" not in documents_known(date(2020, 12, 30))
    assert "bc-nq20-2020" in documents_known(END_2020)
    assert "tb-2020" not in documents_known(date(2019, 12, 30))
    assert "tb-2020" in documents_known(date(2019, 12, 31))


def test_known_on_takes_corrections_of_a_figure_back():
    figure = PublishedFigure.objects.get(code=Register().published[0].code)
    low = figure.low
    with writing(None, "đọc nhầm") as book:
        figure.low, figure.quote = low + 1, "khác"
        figure.save()
        book.record(Change.Topic.FIGURE, "figure.corrected", figure, {"low": low}, {"low": low + 1})
    yesterday = timezone.localdate() - timedelta(days=1)
    assert found(Register(), figure).low == low + 1
    assert found(Register(yesterday), figure).low == low


def found(register, figure):
    return next(one for one in register.published if one.code == figure.code)


def test_known_on_leaves_out_a_figure_that_was_added_later():
    figure = PublishedFigure.objects.first()
    with writing(None) as book:
        book.record(Change.Topic.FIGURE, "figure.added", figure)
    codes = {one.code for one in Register(timezone.localdate() - timedelta(days=1)).published}
    assert figure.code not in codes


def test_known_on_opens_on_the_round_that_was_known_then():
    assert default_date(Register(APRIL)) == END_2020
    assert default_date(Register(date(2018, 1, 1))) <= date(2018, 1, 1)


def test_register_does_not_change_what_is_known_while_it_is_read():
    register = Register()
    register.know(APRIL)
    assert register.readings
    register.know(APRIL)
    with pytest.raises(RuntimeError):
        register.know(MARCH)


# --- wrong words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["hom-qua", "2021-02-30", "9999-12-31", "2099-01-01", "01/02/2021x"])
@pytest.mark.parametrize("command", ["standing", "targets"])
def test_known_on_refuses_wrong_days_in_a_sentence(command, text):
    with pytest.raises(CommandError) as refused:
        answer(command, known_on=text)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("text", ["hom-qua", "2021-02-30", "2099-01-01"])
def test_known_on_page_names_a_wrong_day_and_shows_the_latest(reader, text):
    response = reader.get(f"/?biet={text}")
    selection = response.context["selection"]
    assert len(selection.notices) == 1
    assert selection.known_on is None
    assert 'class="known-on"' not in response.text


# --- the pages -------------------------------------------------------------------------------------------------

READING = ["/", "/ma-tran/", "/ban-do/", "/xa/", "/xa/06298-2020/", "/huyen/", "/huyen/van-quan/", "/nhom/"]
READING += ["/nhom/border/", "/tieu-chi/", "/tieu-chi/1980/17/", "/muc-tieu/", "/van-ban/", "/van-ban/bc-nq20-2020/"]
READING += ["/bao-cao-nhanh/", "/tim/?q=chi+lang", "/cau-noi/", "/gan-dat/", "/xa/06298-2020/ly-do/17/"]
OTHER = ("/dang-", "/ngon-ngu/", "/static/", "/lich-su/", "/tai-khoan/", "/mat-khau/", "/bat-dau/")


def with_day(path, day=APRIL):
    return f"{path}{'&' if '?' in path else '?'}biet={day}"


@pytest.mark.parametrize("path", READING)
def test_known_on_is_said_in_the_head_and_goes_along(reader, path):
    html = reader.get(with_day(path)).text
    assert html.count('class="known-on"') == 1
    assert html.index('class="known-on"') < html.index("<h1")
    links = [unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', html)]
    inside = [link for link in links if link.startswith(("/", "?")) and not link.startswith(OTHER)]
    lost = [link for link in inside if f"biet={APRIL}" not in link]
    assert [link for link in lost if not leads_back(link, path)] == []


def leads_back(link, path):
    """The one link that leaves the day: the page itself without it."""
    return link == ("?" + path.partition("?")[2])


@pytest.mark.parametrize("path", READING)
def test_known_on_goes_along_with_forms(reader, path):
    html = reader.get(with_day(path)).text
    forms = [one for one in re.findall(r"<form.*?</form>", html, re.S) if 'method="get"' in one]
    assert forms
    assert [one[:200] for one in forms if f'name="biet" value="{APRIL}"' not in one] == []


@pytest.mark.parametrize("path", ["/", "/ma-tran/", "/xa/"])
def test_known_on_page_shows_the_old_numbers(reader, path):
    old = body(reader, with_day(path))
    for commune in communes_on(END_2020)[:30]:
        correct(commune, MAY)
    assert body(reader, with_day(path)) == old
    assert body(reader, with_day(path, MAY)) != old.replace(str(APRIL), str(MAY))


def body(reader, path):
    html = reader.get(path).text
    return re.sub(r'<input type="hidden" name="csrf[^>]*>', "", html[html.index("<main") :])


@pytest.mark.parametrize("path", ["/xa/", "/ma-tran/"])
def test_known_on_file_shows_the_old_numbers_and_says_so(reader, path):
    address = with_day(f"{path}?tai=csv")
    old = reader.get(address)
    assert f"biet-{APRIL}" in old["Content-Disposition"]
    correct(communes_on(END_2020)[0], MAY)
    assert reader.get(address).content == old.content
    assert reader.get(f"{path}?tai=csv").content != old.content


def test_known_on_remembered_page_is_another_page(reader, settings):
    settings.CACHES = product.CACHES
    cache.clear()
    correct(communes_on(END_2020)[0], MAY)
    for _time in range(2):
        assert reader.get("/xa/").text != reader.get(with_day("/xa/")).text
    assert 'class="known-on"' in reader.get(with_day("/xa/")).text
    assert 'class="known-on"' not in reader.get("/xa/").text
    cache.clear()


def test_known_on_takes_no_query_a_row_more(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        reader.get(with_day("/"))
