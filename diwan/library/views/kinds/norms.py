"""The life of a norm: was it in force on a day, and how do two of its texts differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts import differences

from ...forms.kinds.norms import AsOfForm, BesideForm
from ...kinds.norms import life_of
from ...models import Item
from ...rules import norms
from ...words.kinds import Standing

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from ...models import NormText


@require_safe
def life(request: HttpRequest, slug: str) -> HttpResponse:
    """What it was on a day, and two texts side by side with what differs."""
    shown = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    row = getattr(shown, "norm", None)
    if row is None:
        raise Http404
    texts = list(shown.norm_texts.all())
    beside = BesideForm(request.GET if "old" in request.GET else None, texts=texts)
    context = {
        "item": shown,
        "norm": row,
        "day": AsOfForm(request.GET if "on" in request.GET else None),
        **_on(row, shown, request),
        "texts": texts,
        "beside": beside,
        "pair": beside.pair(),
        "pages": _pages(*beside.pair()),
    }
    return render(request, "library/kinds/life.html", context)


def _on(row: Any, shown: Item, request: HttpRequest) -> dict[str, Any]:
    """The answer to the day that was asked for; today where none was."""
    form = AsOfForm(request.GET)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    day: date = asked or clock.now().date()
    told = life_of(row, shown.norm_links.all())
    return {
        "asked": asked,
        "on": day,
        "answer": norms.in_force_on(told, day),
        "standing": Standing(norms.standing_on(told, day)),
    }


def _pages(old: NormText | None, new: NormText | None) -> list[dict[str, Any]]:
    """By language: both texts, with the pieces that only one of them has."""
    if old is None or new is None:
        return []
    return [
        {"language": code, "old": _only(pieces, "added"), "new": _only(pieces, "removed")}
        for code in HOUSE_LANGUAGES
        if old.text.get(code) or new.text.get(code)
        for pieces in [differences.words(old.text.get(code, ""), new.text.get(code, ""))]
    ]


def _only(pieces: list[differences.Piece], without: str) -> list[differences.Piece]:
    return [piece for piece in pieces if piece.op != without]
