"""Ask for a page again and again: time, CPU, requests a second, bytes."""

from __future__ import annotations

import gzip
import statistics
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from .serving import HOST, Site, cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

CONNECTIONS = 8
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@dataclass(frozen=True, slots=True)
class Figures:
    """A page of a site: milliseconds, requests a second, bytes as sent and compressed.

    ``first`` is the very first request, when nothing of the page is kept ready.
    """

    first: float
    p50: float
    p95: float
    cpu: float
    a_second: float
    size: int
    compressed: int


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked: rounds of ``alone`` requests one by one and ``together`` at once."""

    rounds: int = 3
    alone: int = 50
    together: int = 96


class Client:
    """One keep-alive connection of a browser."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = HTTPConnection(HOST, port, timeout=120)
        self._headers = {"User-Agent": _BROWSER} | ({"Cookie": cookie} if cookie else {})

    def get(self, path: str) -> bytes:
        """The page; it must be there.

        Raises:
            RuntimeError: the answer is not 200.
        """
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}.")
        return body


def measure(sites: Sequence[tuple[Site, str]], effort: Effort, *also: int) -> list[Figures]:
    """Figures of a page on each site, the rounds taken in turn so that all have the same hour.

    Args:
        sites: each with the path of its page.
        also: processes whose CPU counts as well, such as the database server's.

    The quietest round counts: the least p50 with its p95, the least CPU, the most a second.
    """
    clients = [Client(site.port, site.cookie) for site, _path in sites]
    firsts = [timed(client, path, 1)[0] for client, (_, path) in zip(clients, sites, strict=True)]
    bodies = [_warm(client, path) for client, (_, path) in zip(clients, sites, strict=True)]
    rounds: list[list[tuple[float, float, float, float]]] = [[] for _site in sites]
    for _round in range(effort.rounds):
        for index, (site, path) in enumerate(sites):
            alone = _one_by_one(clients[index], site, path, effort.alone, also)
            rounds[index].append((*alone, _at_once(site, path, effort.together)))
    return [
        _quietest(taken, first, body)
        for taken, first, body in zip(rounds, firsts, bodies, strict=True)
    ]


def _warm(client: Client, path: str) -> bytes:
    for _ in range(4):  # as many as there are threads
        body = client.get(path)
    return body


def _quietest(
    rounds: list[tuple[float, float, float, float]], first: float, body: bytes
) -> Figures:
    p50, p95 = min(row[:2] for row in rounds)
    return Figures(
        first=first,
        p50=p50,
        p95=p95,
        cpu=min(row[2] for row in rounds),
        a_second=max(row[3] for row in rounds),
        size=len(body),
        compressed=len(gzip.compress(body, 6, mtime=0)),
    )


def _one_by_one(
    client: Client, site: Site, path: str, count: int, also: tuple[int, ...]
) -> tuple[float, float, float]:
    before = cpu_seconds(site.pid, *also)
    times = timed(client, path, count)
    cpu = 1000 * (cpu_seconds(site.pid, *also) - before) / count
    return statistics.median(times), percentile(times, 0.95), cpu


def timed(client: Client, path: str, count: int) -> list[float]:
    """Milliseconds of ``count`` requests, one after the other."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        client.get(path)
        times.append(1000 * (time.perf_counter() - start))
    return times


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def _at_once(site: Site, path: str, count: int) -> float:
    """Requests a second with eight connections that ask without a pause."""
    clients = [Client(site.port, site.cookie) for _ in range(CONNECTIONS)]
    each = max(1, count // CONNECTIONS)
    threads = [threading.Thread(target=timed, args=(one, path, each)) for one in clients]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return each * CONNECTIONS / (time.perf_counter() - start)
