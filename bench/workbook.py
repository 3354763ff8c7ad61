"""Seconds and memory of the workbook of the whole province: written, read and judged, confirmed in one transaction.

207 communes, 19 criteria and 57 indicators (the set of 2022-2025 on the units of 2019), every cell filled and changed.
Everything is undone at the end. `make bench` runs it on both databases; the aims are 5 s and 200 MB for the preview
and 5 s for the confirmation.
"""

import json
import os
import resource
import subprocess
import sys
from datetime import date, timedelta
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
ON, SET = date(2019, 12, 31), "318"
AIMS = {"preview": 5.0, "confirm": 5.0}
HOST = {"host": "localhost"}
COUNTED = set()  # shares that are computed from their counts
STEPS = ("download", "preview", "confirm", "preview again")


def prepared():
    """(an officer who enters every district, an open round of 207 communes under the set with 57 indicators)."""
    from django.utils import timezone

    from communes.models import District, Officer, User
    from criteria.models import CriteriaSet, Round

    today = timezone.localdate()
    user = User.objects.create(username="bench-workbook")
    for district in District.objects.all():
        Officer.objects.create(user=user, role=Officer.Role.DISTRICT, district=district, valid_from=date(2011, 1, 1))
    kind = Round.Kind.NINE_MONTHS
    values = {"criteria_set": CriteriaSet.objects.get(code=SET), "opens_on": today - timedelta(days=1)}
    of_round = Round.objects.create(date=ON - timedelta(days=1), kind=kind, source="bench", **values)
    return user, of_round


def changed(content):
    """The workbook with every cell of every commune filled; the hidden keys stay as they are."""
    from io import BytesIO

    import openpyxl

    from criteria.workbook import words

    book = openpyxl.load_workbook(BytesIO(content))
    for name in (words.CRITERIA, words.VALUES, words.REASONS):
        sheet = book[name]
        keys = {column: sheet.cell(3, column).value for column in range(6, sheet.max_column + 1)}
        for row in range(6, sheet.max_row + 1):
            for column, key in keys.items():
                sheet.cell(row, column).value = filler(key, row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def filler(key, row):
    """Something that every rule takes, different from row to row."""
    field = key.rsplit(".", 1)[1]
    fixed = {"outcome": "Cơ bản đạt", "note": f"Đang hoàn thiện, dòng {row}", "expected_month": "03/2026"}
    if field == "value":
        return None if key in COUNTED else 10 + row % 80
    return fixed.get(field) or {"numerator": 100 + row, "denominator": 400, "work_done": 50.5}[field]


def uploaded(client, address, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post(address, {"file": SimpleUploadedFile("bench.xlsx", content)}, headers=HOST)
    assert answer.status_code == 302, answer.status_code
    shown = client.get(answer["Location"], headers=HOST)
    assert shown.status_code == 200
    return answer["Location"], shown.content.decode()


def timed(action, *given):
    """What the action answers, with its (seconds, seconds of processor): on a busy machine the second one counts."""
    begun, busy = perf_counter(), processor()
    found = action(*given)
    return found, (perf_counter() - begun, processor() - busy)


def processor():
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def steps():
    """(seconds of each step, what the preview said, kilobytes of the file)."""
    from django.test import Client
    from django.urls import reverse

    from criteria.workbook.filling import layout_of

    user, of_round = prepared()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    layout = layout_of(of_round)
    COUNTED.update(key.replace(".numerator", ".value") for key in layout.keys if key.endswith(".numerator"))
    address = reverse("upload", args=[of_round.slug])
    download, first = timed(lambda: client.get(reverse("workbook", args=[of_round.slug]), headers=HOST).content)
    content = changed_elsewhere(download)
    before = peak()
    (preview, said), second = timed(uploaded, client, address, content)
    memory = peak(), before
    answer, third = timed(lambda: client.post(f"{preview}ghi/", {"way": "all"}, headers=HOST))
    assert answer.status_code == 302, answer.status_code
    (_place, again), fourth = timed(uploaded, client, address, content)
    return (first, second, third, fourth), (heading(said), heading(again)), len(content) / 1000, memory


def changed_elsewhere(content):
    """Filled in a process of its own: the editor's memory is not the server's."""
    code = "import sys, json; from bench import workbook as b; given = sys.stdin.buffer.read(); "
    code += f"b.COUNTED.update(json.loads({json.dumps(sorted(COUNTED))!r})); sys.stdout.buffer.write(b.changed(given))"
    start = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'bench.settings'; django.setup(); "
    return subprocess.run([sys.executable, "-c", start + code], input=content, capture_output=True, check=True).stdout


def heading(page):
    return page.split("<h1>")[1].split("</h1>")[0]


def peak():
    """The most memory in MB: of the server's own process, and of the reader's."""
    own, child = (resource.getrusage(one).ru_maxrss / 1000 for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own, child


def main():
    django.setup()
    from django.db import connection, transaction

    with transaction.atomic():
        seconds, said, kilobytes, memory = steps()
        transaction.set_rollback(True)
    print(f"\n### {connection.vendor}: one workbook of 207 communes, {kilobytes:.0f} KB\n")
    for name, (taken, busy) in zip(STEPS, seconds, strict=True):
        aim = AIMS.get(name.split()[0])
        told = f" (aim {aim:.0f} s{'' if taken <= aim else ' ✗'})" if aim else ""
        print(f"- {name}: {taken:.2f} s{told}, processor {busy:.2f} s")
    print(f"- first {said[0]!r}, again {said[1]!r}")
    print(f"- memory: {memory[0][0]:.0f} MB at most, {memory[1][0]:.0f} MB before the upload")


if __name__ == "__main__":
    sys.exit(main())
