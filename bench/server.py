"""Two gunicorn workers under load: their memory, requests per second, and the cost of importing libraries."""

import http.client
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SECONDS, READERS, WORKERS = 8, 4, 2
WARM = ["/", "/muc-tieu/", "/van-ban/bc-nq20-2020/", "/ma-tran/", "/xa/", "/tieu-chi/", "/bao-cao-nhanh/"]
RESIDENT = "m = lambda: int(open('/proc/self/status').read().split('VmRSS:')[1].split()[0]) / 1000"
IMPORTS = ["django.template", "plotly.graph_objects", "pandas"]


def serving(session):
    """Lines of the report; the server is stopped before the last one."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "ntm.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "4", "--log-level", "error"]
    server = subprocess.Popen(command)
    try:
        wait_for(port)
        warm(port, session)
        yield f"- resident memory of a worker after all pages: {max(memory_of_workers(server.pid)):.0f} MB (aim 250)"
        yield f"- overview with {WORKERS} workers and {READERS} readers: {rate(port, session):.1f} requests/s"
    finally:
        server.terminate()
        server.wait(timeout=20)
    for name in IMPORTS:
        seconds, megabytes = cost_of(name)
        yield f"- importing {name}: {seconds:.2f} s, {megabytes:.0f} MB"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            return ask(port, "/healthz", "")
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not answer within 20 s")


def ask(port, address, session):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def warm(port, session):
    """Every page several times, so that each worker has served each."""
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda address: ask(port, address, session), WARM * 6))


def memory_of_workers(parent):
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [resident(f"/proc/{child}/status") for child in children]


def resident(status):
    """Megabytes of VmRSS."""
    line = next(line for line in Path(status).read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def rate(port, session):
    """Requests a second, each reader asking again as soon as it is answered, for a bounded time."""
    until = time.monotonic() + SECONDS

    def read(_):
        served = 0
        while time.monotonic() < until:
            assert ask(port, "/", session) == 200
            served += 1
        return served

    with ThreadPoolExecutor(READERS) as pool:
        return sum(pool.map(read, range(READERS))) / SECONDS


def cost_of(name):
    """(seconds, megabytes) that importing a library adds to a bare Python."""
    code = f"import time; {RESIDENT}; a, t = m(), time.time(); import {name}; print(time.time() - t, m() - a)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    seconds, megabytes = ran.stdout.split()
    return float(seconds), float(megabytes)
