"""Characters that turn the direction of what follows them are taken out at the door.

An override makes words read otherwise than they are written, in a title, a link or what is
signed. The marks of a single place (U+200E, U+200F, U+061C) and the joiners (U+200C, U+200D) are
honest letters of Arabic and stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

#: embeddings, overrides, isolates and their ends (UAX 9, X1-X6)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_turns(text: str) -> str:
    """``text`` without embeddings, overrides and isolates."""
    return _TURNS.sub("", text)


class DirectionsMiddleware:
    """Every form of every room: what was typed holds none of them.

    What programs post (``csrf_exempt``) is left as it came: letters are signed byte by byte.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: object, _kwargs: object) -> None:
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return
        typed = request.POST
        if not any(_TURNS.search(text) for _name, texts in typed.lists() for text in texts):
            return
        cleaned = typed.copy()
        for name, texts in typed.lists():
            cleaned.setlist(name, [without_turns(text) for text in texts])
        cleaned._mutable = False  # noqa: SLF001 - as Django hands it over
        request.POST = cleaned  # type: ignore[assignment]
