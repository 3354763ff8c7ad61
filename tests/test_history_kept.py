"""Nothing is written past the history: every call that writes stands where a book keeps it (communes/history.py)."""

import ast

import pytest

from tests.test_architecture import FLOORS, ROOT, modules, name
from tests.writes import forgotten, names_of, unkept

# Who may write without a book, and why.
FREE = {
    "communes/history.py": "writes the history itself",
    "communes/models/history.py": "the model of the history itself",
    "communes/management/commands/create_administrator.py": "the first account, before there is anybody to keep",
    "communes/management/commands/create_demo_accounts.py": "accounts for trying the product out",
    "criteria/workbook/keeping.py": "keeps a file until it is confirmed, and says nothing about any report",
    "criteria/reference/": "loads the facts of the fixtures, whose history is kept with the code",
    "criteria/illustration/": "loads and removes the made-up years, which nobody reports",
}
MODELS = names_of(path.read_text(encoding="utf-8") for floor in FLOORS for path in modules(f"{floor}/models"))


def checked():
    return [path for path in modules(*FLOORS) if not name(path).startswith(tuple(FREE))]


def test_history_every_write_stands_where_a_book_keeps_it():
    found = {name(path): unkept(path.read_text(encoding="utf-8"), MODELS) for path in checked()}
    assert {path: calls for path, calls in found.items() if calls} == {}, (
        "write inside `with writing(actor) as book:` or in a function that is given `book`, and record the change"
    )


def test_history_every_book_that_is_opened_is_used():
    found = {name(path): forgotten(path.read_text(encoding="utf-8")) for path in checked()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_history_free_writers_still_exist():
    assert [path for path in FREE if not (ROOT / path).exists()] == []


def test_history_check_knows_the_relations_of_the_models():
    assert {"communes", "roles", "memberships", "assessments"} <= MODELS.related
    assert {"valid_to", "state", "approved_at"} <= MODELS.fields


@pytest.mark.parametrize(
    "line",
    [
        "Report.objects.create(round=r)",
        "Report.objects.filter(pk=1).update(state='approved')",
        "Report.objects.all().delete()",
        "Report.objects.bulk_create(rows)",
        "Report.objects.bulk_update(rows, ['state'])",
        "Report.objects.get_or_create(pk=1)",
        "Report.objects.update_or_create(pk=1)",
        "Report._base_manager.update(state='x')",
        "User.objects.create_user('lan')",
        "report.save()",
        "report.save(update_fields=['state'])",
        "form.save()",
        "report.delete()",
        "officer.communes.add(one)",
        "officer.communes.set([])",
        "officer.communes.clear()",
        "officer.communes.remove(one)",
        "user.roles.create(role='office')",
        "user.roles.update(valid_to=today)",
        "user.roles.all().delete()",
        "report.evidence_set.clear()",
        "rows = Report.objects.all()\n    rows.update(reason='')",
        "rows = Report.objects.all()\n    other = rows.order_by('id')\n    other.delete()",
        "queryset.update(valid_to=today)",
        "queryset.filter(a=1).delete()",
        "cursor.execute('UPDATE criteria_report SET state = 1')",
        "cursor.execute('  delete from criteria_report')",
        "cursor.executemany('UPDATE criteria_report SET state = %s', rows)",
        "cursor.executescript('DELETE FROM criteria_report')",
        "cursor.execute('REPLACE INTO criteria_report VALUES (1)')",
        "cursor.execute(made_elsewhere)",
        "Report.objects.raw('UPDATE criteria_report SET state = 1')",
        "Report.objects.filter(pk=1)._update([])",
        "report.save_base()",
        "Report.save(report)",
        "officer.communes.aset([])",
        "keep = Report.objects.bulk_create\n    keep(rows)",
        "with writing(actor):\n        report.save()",
        "with writing(actor) as book:\n        pass\n    report.save()",
        "with transaction.atomic() as book:\n        report.save()",
        "list(map(lambda one: one.save(), rows))",
        "with passing(actor, 'approve', report):\n        report.save()",
    ],
)
def test_history_planted_writes_are_caught(line):
    assert unkept(f"def f(actor, rows, queryset):\n    {line}\n", MODELS)


def test_history_writes_of_a_queryset_of_our_own_are_caught():
    assert unkept("class R(models.QuerySet):\n    def end(self):\n        self.update(a=1)", MODELS)
    assert unkept("class R(models.QuerySet):\n    def end(self):\n        self.filter(a=1).delete()", MODELS)


def test_history_writes_outside_of_any_function_are_caught():
    assert unkept("Report.objects.all().delete()", MODELS)


@pytest.mark.parametrize(
    "line",
    [
        "found = {}\n    found.update(a=1)",
        "found.setdefault(unit, set()).add(number)",
        "names = set()\n    names.add(1)\n    names.clear()",
        "rows.remove(one)",
        "layout['xaxis'].update(range=[1, 2])",
        "cache.set(key, value)\n    cache.delete(key)",
        "workbook.save(buffer)",
        "image.save(buffer, format='JPEG')",
        "written = page.save()",
        "storage.delete(path)",
        "report = form.save(commit=False)",
        "cursor.execute('SELECT 1')",
        "Report.objects.raw('SELECT * FROM criteria_report')",
        "Report.objects.filter(pk=1).count()",
        "one = Report.objects.get(pk=1)\n    one.holds.add(3)",
        "with writing(actor) as book:\n        report.save()\n        officer.communes.add(one)",
        "with transaction.atomic(), writing(actor) as book:\n        Report.objects.filter(pk=1).update(state='x')",
        "with passing(actor, 'approve', report) as passage:\n        passage.report.save()",
        "with history.writing(actor, 'why') as book:\n        for row in rows:\n            row.save()",
    ],
)
def test_history_what_is_kept_or_writes_no_row_passes(line):
    assert unkept(f"def f(actor, rows, queryset):\n    {line}\n", MODELS) == []


@pytest.mark.parametrize(
    "function",
    [
        "def f(report, book):\n    report.save()",
        "def f(report, *, book):\n    report.save()",
        "def f(book):\n    def g(report):\n        report.save()\n    return g",
        "def touch(passage):\n    passage.report.save()",
        "@dataclass\nclass Passage:\n    book: object\n    def add(self):\n        self.report.authors.add(self.actor)",
        "class C(models.Model):\n    def save(self, *args, **kwargs):\n        super().save(*args, **kwargs)",
    ],
)
def test_history_a_function_that_is_given_a_book_passes(function):
    assert unkept(function, MODELS) == []


def test_history_a_book_that_keeps_nothing_is_caught():
    assert forgotten("with writing(actor) as book:\n    report.save()") == ["1"]
    assert forgotten("with writing(actor) as book:\n    book.record(1)") == []
    assert forgotten("with writing(actor) as book:\n    approve(report, book)") == []


def test_history_check_reads_every_floor():
    read = {name(path).split("/")[0] for path in checked()}
    assert read == set(FLOORS)
    assert all(ast.parse(path.read_text(encoding="utf-8")) for path in checked())
