"""manage.py load_reference: idempotent, all or nothing, and it leaves alone what people wrote."""

import csv
import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from communes.models import Commune, District, Group, Succession
from criteria.models import Document, Measure, Round, Target, Threshold
from criteria.reference import TABLES, load_all


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixture files that a test may spoil."""
    return shutil.copytree(settings.FIXTURES, tmp_path / "fixtures")


def edit(folder, file, line, **cells):
    """Change cells of the line with this number (the first line names the columns)."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[line - 2] |= cells
    write(path, rows, list(rows[0]))


def write(path, rows, columns):
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def outcomes(folder=settings.FIXTURES):
    return {outcome.name: outcome for outcome in load_all(folder)}


def run(folder):
    out = StringIO()
    call_command("load_reference", fixtures=folder, stdout=out)
    return out.getvalue()


def test_load_reference_fills_an_empty_database(empty_database):
    loaded = outcomes()
    assert [loaded[name].added for name in ("communes", "successions", "targets", "published_figures")] == [
        304,
        263,
        116,
        380,
    ]
    assert sum(outcome.changed + outcome.unchanged for outcome in loaded.values()) == 0


def test_load_reference_again_changes_nothing(reference):
    loaded = outcomes()
    assert {name: (o.added, o.changed, o.kept) for name, o in loaded.items()} == {
        table.name: (0, 0, []) for table in TABLES
    }


def test_load_reference_again_asks_a_fixed_number_of_queries(reference, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        load_all(settings.FIXTURES)


def test_load_reference_says_what_it_did_a_table(reference, folder):
    edit(folder, "groups.csv", 2, name="Xã vùng biên")
    lines = run(folder).splitlines()
    assert len(lines) == len(TABLES)
    assert next(line for line in lines if line.startswith("communes:")).count("304") == 1
    assert Group.objects.get(slug="border").name == "Xã vùng biên"


@pytest.mark.parametrize(
    ("file", "number", "cells", "model", "found"),
    [
        ("measures.csv", 2, {"label": "Bình quân khác"}, Measure, {"label": "Bình quân khác"}),
        ("figures.csv", 40, {"quote": "câu khác"}, None, {"quote": "câu khác"}),
        ("thresholds.csv", 20, {"checked": "yes", "source": "https://x"}, Threshold, {"source": "https://x"}),
        ("communes.csv", 3, {"name": "Tam Thanh mới"}, Commune, {"folded_name": "tam thanh moi"}),
        ("documents.csv", 4, {"note": "số 9"}, Document, {"note": "số 9"}),
    ],
)
def test_load_reference_changed_cell_updates_the_row(reference, folder, file, number, cells, model, found):
    edit(folder, file, number, **cells)
    loaded = outcomes(folder)
    assert sum(outcome.changed for outcome in loaded.values()) == 1
    assert sum(outcome.added for outcome in loaded.values()) == 0
    if model:
        assert model.objects.filter(**found).count() == 1
    assert sum(outcome.changed for outcome in outcomes(folder).values()) == 0


def test_load_reference_follows_a_file_back(reference, folder):
    edit(folder, "groups.csv", 2, name="Khác")
    outcomes(folder)
    assert outcomes()["groups"].changed == 1
    assert Group.objects.get(slug="border").name == "Xã biên giới"


def test_load_reference_leaves_what_people_changed(reference, folder):
    threshold = Threshold.objects.filter(text="UBND cấp tỉnh quy định").first()
    threshold.value, threshold.source, threshold.checked = 80, "QĐ 315/QĐ-UBND", True
    threshold.save()
    assert len(outcomes()["thresholds"].kept) == 1
    assert "thresholds.csv" in run(settings.FIXTURES)
    threshold.refresh_from_db()
    assert (threshold.value, threshold.checked) == (80, True)


def test_load_reference_leaves_windows_of_rounds(reference):
    Round.objects.filter(date="2025-06-30").update(opens_on="2025-06-15", closes_on="2025-07-20")
    assert outcomes()["rounds"].unchanged == 17
    assert str(Round.objects.get(date="2025-06-30").closes_on) == "2025-07-20"


def test_load_reference_leaves_rows_of_others(reference):
    mine = Group.objects.create(slug="pilot-2018", name="Xã điểm", source="QĐ của tỉnh")
    made_up = Group.objects.create(slug="candidates-2020", name="Xã về đích", source="minh họa", illustration=True)
    outcomes()
    assert Group.objects.filter(pk__in=[mine.pk, made_up.pk]).count() == 2


def test_load_reference_counts_what_left_the_file(reference, folder):
    edit(folder, "programme_periods.csv", 2, name="2010-2014")
    loaded = outcomes(folder)["programme_periods"]
    assert (loaded.added, loaded.unchanged, loaded.orphaned) == (1, 2, 1)
    assert outcomes(folder)["programme_periods"].orphaned == 1
    assert outcomes()["programme_periods"].orphaned == 1


def test_load_reference_leaves_the_illustration(reference, folder):
    Group.objects.create(slug="dbkk", name="Xã ĐBKK", source="minh họa", illustration=True)
    path = folder / "groups.csv"
    path.write_text(path.read_text(encoding="utf-8") + "dbkk,Xã khác,,nguồn\n", encoding="utf-8")
    assert outcomes(folder)["groups"].kept == ["fixtures/groups.csv:3"]
    assert Group.objects.get(slug="dbkk").name == "Xã ĐBKK"


@pytest.mark.parametrize(
    ("file", "number", "cells", "told"),
    [
        ("communes.csv", 5, {"district": "van-quang"}, "van-quang"),
        ("communes.csv", 6, {"code": "05971"}, "2"),
        ("communes.csv", 6, {"code": "05971", "valid_from": "2010-01-01"}, "05971"),
        ("communes.csv", 5, {"valid_to": "2003-01-01"}, ""),
        ("communes.csv", 5, {"valid_from": "31/08/2004"}, "31/08/2004"),
        ("communes.csv", 5, {"kind": "village"}, "village"),
        ("communes.csv", 5, {"name": ""}, "name"),
        ("successions.csv", 7, {"successor": "99999"}, "99999"),
        ("tile_positions.csv", 9, {"commune": "00000"}, "00000"),
        ("memberships.csv", 3, {"group": "bordr"}, "bordr"),
        ("memberships.csv", 3, {"valid_to": "2030-01-01"}, ""),
        ("leads.csv", 3, {"department": "so-tai-chinh"}, "so-tai-chinh"),
        ("leads.csv", 3, {"criterion": "20"}, "20"),
        ("thresholds.csv", 4, {"value": "nhiều"}, "nhiều"),
        ("thresholds.csv", 4, {"value": "NaN"}, "NaN"),
        ("thresholds.csv", 4, {"text": ""}, "text"),
        ("indicators.csv", 4, {"comparison": "="}, "="),
        ("figures.csv", 4, {"measure": "happiness"}, "happiness"),
        ("figures.csv", 4, {"year": "2020-13"}, "2020-13"),
        ("figures.csv", 4, {"code": "F001"}, "2"),
        ("rounds.csv", 4, {"criteria_set": "1981"}, "1981"),
    ],
)
def test_load_reference_bad_row_is_refused_as_a_whole(empty_database, folder, file, number, cells, told):
    edit(folder, file, number, **cells)
    with pytest.raises(CommandError) as refusal:
        run(folder)
    assert refusal.value.returncode == 1
    sentence = str(refusal.value)
    assert f"fixtures/{file}" in sentence
    assert told in sentence
    assert District.objects.count() == Commune.objects.count() == Target.objects.count() == 0


def test_load_reference_names_the_line(reference, folder):
    edit(folder, "communes.csv", 5, district="van-quang")
    with pytest.raises(CommandError, match=r"fixtures/communes\.csv.*\b5\b"):
        run(folder)


def test_load_reference_missing_column_is_refused(empty_database, folder):
    rows = [{"slug": "van-quan", "name": "Huyện Văn Quan", "valid_from": "2004-08-31", "source": "x"}]
    write(folder / "districts.csv", rows, list(rows[0]))
    with pytest.raises(CommandError, match="valid_to"):
        run(folder)


def test_load_reference_ragged_row_is_refused(empty_database, folder):
    path = folder / "districts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "thừa,một,dòng\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"fixtures/districts\.csv.*\b13\b"):
        run(folder)


def test_load_reference_missing_file_is_refused(empty_database, folder):
    (folder / "successions.csv").unlink()
    with pytest.raises(CommandError, match=r"successions\.csv"):
        run(folder)
    assert not Commune.objects.exists()


def test_load_reference_bad_encoding_is_refused(empty_database, folder):
    (folder / "districts.csv").write_bytes("slug,name\nvăn,Văn\n".encode("utf-16"))
    with pytest.raises(CommandError, match=r"districts\.csv"):
        run(folder)


def test_load_reference_failure_keeps_what_was_there(reference, folder):
    edit(folder, "groups.csv", 2, name="Khác")
    edit(folder, "rounds.csv", 4, criteria_set="1981")
    with pytest.raises(CommandError):
        run(folder)
    assert Group.objects.get(slug="border").name == "Xã biên giới"
    assert Succession.objects.count() == 263
