"""Post searches as a browser does, and ask the same of the search alone and of `icontains`."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from bench.pages.serving import HOST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of search: words, values by facet, the page of results."""

    title: str
    words: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @property
    def posted(self) -> dict[str, str]:
        return {"q": self.words, **self.facets, "page": str(self.page)}


SHAPES = (
    Shape("one rare name", "Bensardou"),
    Shape("a given name", "Amina"),
    Shape("name and field", "Fatou nursing"),
    Shape("half of all", "migration"),
    Shape("half of all, page 10", "migration", page=10),
    Shape("half of all and a country", "migration", {"country_of_residence": "TN"}),
    Shape("Arabic, with article and marks", "التَّدريب الطاقة"),
    Shape("Cyrillic beginning", "Мих"),
    Shape("facets alone", "", {"kind": "research", "countries_of_origin": "SN", "languages": "wo"}),
    Shape("country by its name, a word in the plural", "Italie formations"),
)


class Browser:
    """Somebody who is signed in and has the page open."""

    def __init__(self, port: int, session: str, path: str) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=120)
        self._path = path
        self._cookie = f"sessionid={session}"
        self._token = self._open()

    def _open(self) -> str:
        self._connection.request("GET", self._path, headers={"Cookie": self._cookie})
        answer = self._connection.getresponse()
        body = answer.read()
        sent = answer.headers.get_all("Set-Cookie") or []
        for each in sent:
            self._cookie += f"; {each.partition(';')[0]}"
        found = _TOKEN.search(body)
        if answer.status != 200:
            raise RuntimeError(f"{self._path} answers {answer.status}.")
        return found[1].decode() if found else ""

    def get(self, query: str) -> bytes:
        self._connection.request(
            "GET", f"{self._path}?{quote(query, safe='=&')}", headers={"Cookie": self._cookie}
        )
        return self._read()

    def post(self, said: Mapping[str, str]) -> bytes:
        body = urlencode({"csrfmiddlewaretoken": self._token, **said})
        headers = {
            "Cookie": self._cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self._connection.request("POST", self._path, body=body, headers=headers)
        return self._read()

    def _read(self) -> bytes:
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self._path} answers {answer.status}.")
        return body


def timed(ask: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each, after two that are not counted."""
    ask(), ask()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        found.append(1000 * (time.perf_counter() - start))
    return found
