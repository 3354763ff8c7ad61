"""Server time of each page beside its plain SQL and beside an empty signed-in page, in turn in one run.

Then the memory of a worker, requests per second of two workers, and what importing the libraries costs.
`make bench` runs it on SQLite, and on PostgreSQL where BENCH_POSTGRES names a database.
"""

import gc
import os
import statistics
import sys
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
TURNS = int(os.environ.get("BENCH_TURNS", "9"))
AIM = 4  # the empty page plus at most four times the floor


def timed(action):
    """Milliseconds of one call, with no garbage collection inside it."""
    gc.collect()
    gc.disable()
    begun = perf_counter()
    action()
    taken = 1000 * (perf_counter() - begun)
    gc.enable()
    return taken


def ask_floor(statements):
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def ask_page(client, address):
    answer = client.get(address, headers={"host": "localhost", "accept-encoding": "gzip"})
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer


def measure(client, address, statements):
    """Medians of (empty page, floor, page) taken in turn."""
    ask_page(client, address)
    turns = [
        (
            timed(lambda: ask_page(client, "/trang-trong/")),
            timed(lambda: ask_floor(statements)),
            timed(lambda: ask_page(client, address)),
        )
        for _ in range(TURNS)
    ]
    return [statistics.median(column) for column in zip(*turns, strict=True)]


def table(client):
    from bench.floors import PAGES

    yield "| page | empty | plain SQL | page | (page − empty) / SQL | KB gzip |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, (address, statements) in PAGES.items():
        empty, floor, page = measure(client, address, statements)
        weight = len(ask_page(client, address).content) / 1000
        ratio = (page - empty) / floor
        mark = "" if ratio <= AIM else " ✗"
        yield f"| {name} | {empty:.1f} | {floor:.1f} | {page:.1f} | {ratio:.1f}{mark} | {weight:.1f} |"


def signed_in_client():
    from django.test import Client

    from communes.models import User

    user, _ = User.objects.get_or_create(username="bench")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def main():
    django.setup()
    from django.db import connection

    from bench.server import serving

    client = signed_in_client()
    print(f"\n### {connection.vendor}, {TURNS} turns, medians in milliseconds\n")
    for line in table(client):
        print(line, flush=True)
    print()
    for line in serving(client.cookies["sessionid"].value):
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
