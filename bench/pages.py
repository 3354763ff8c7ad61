"""Server time of each page beside its plain SQL and beside an empty signed-in page, in turn in one run.

Then the memory of a worker, requests per second of two workers, and what importing the libraries costs.
`make bench` runs it on SQLite, and on PostgreSQL where BENCH_POSTGRES names a database.
"""

import cProfile
import gc
import os
import pstats
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


def ask_first(client, address):
    """The page as its first reader of an edition gets it: nothing is remembered yet."""
    from django.core.cache import cache

    cache.clear()
    return ask_page(client, address)


def measure(client, address, statements):
    """Medians of (empty page, floor, first reading, every other reading) taken in turn."""
    ask_page(client, "/trang-trong/")
    turns = [
        (
            timed(lambda: ask_page(client, "/trang-trong/")),
            timed(lambda: ask_floor(statements)),
            timed(lambda: ask_first(client, address)),
            timed(lambda: ask_page(client, address)),
        )
        for _ in range(TURNS)
    ]
    return [statistics.median(column) for column in zip(*turns, strict=True)]


def cost_of_figures(client, address="/"):
    """(milliseconds of building figures, milliseconds of the page), both under the profiler."""
    profile = cProfile.Profile()
    profile.runcall(ask_first, client, address)
    found = pstats.Stats(profile).stats
    built = sum(row[3] for (file, _, name), row in found.items() if "/ntm/charts/" in file and name == "drawn")
    whole = max(row[3] for row in found.values())
    return 1000 * built, 1000 * whole


def table(client):
    from bench.floors import PAGES

    yield "| page | empty | plain SQL | first | again | (first − empty) / SQL | (again − empty) / SQL | KB gzip |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, (address, statements) in PAGES.items():
        empty, floor, first, again = measure(client, address, statements)
        weight = len(ask_page(client, address).content) / 1000
        ratios = " | ".join(ratio(page, empty, floor) for page in (first, again))
        yield f"| {name} | {empty:.1f} | {floor:.1f} | {first:.0f} | {again:.1f} | {ratios} | {weight:.1f} |"


def ratio(page, empty, floor):
    found = max(page - empty, 0) / floor
    return f"{found:.1f}" + ("" if found <= AIM else " ✗")


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
    print(
        "\n- building figures: {:.0f} of {:.0f} ms of the overview's first reading (profiled)".format(
            *cost_of_figures(client)
        )
    )
    for line in serving(client.cookies["sessionid"].value):
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
