"""The share pack of a campaign: its texts and pictures, to be copied and passed on (I10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, get_language_info, override
from django.views.decorators.http import require_safe

from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.people.vocabulary import language_names

from ...kinds.campaigns import has_pack
from ...models import Item

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """Every message in each language, with an address that says nothing about who passes it on."""
    shown = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    if shown.kind != "campaign" or not has_pack(shown):
        raise Http404
    messages = list(shown.messages.select_related("picture"))
    context = {
        "item": shown,
        "languages": [_language(shown, messages, code) for code in _spoken(messages)],
    }
    return render(request, "library/kinds/pack.html", context)


def _spoken(messages: list[Any]) -> list[str]:
    """The reader's own first, then those of the house."""
    codes = {code for row in messages for code in row.text}
    active = (get_language() or "en").split("-")[0]
    ordered = dict.fromkeys([active, *HOUSE_LANGUAGES, *sorted(codes)])
    return [code for code in ordered if code in codes]


def _language(shown: Item, messages: list[Any], code: str) -> dict[str, Any]:
    rows = [
        {
            "message": row,
            "text": f"{row.text[code]}\n{_address(shown, code)}",
            "picture_says": choose(row.picture_says, code).text,
        }
        for row in messages
        if row.text.get(code)
    ]
    return {"code": code, "name": _name(code), "rows": rows}


def _name(code: str) -> str:
    """The language in itself where it is one of the house's."""
    if code in HOUSE_LANGUAGES:
        return str(get_language_info(code)["name_local"]).capitalize()
    return language_names("en").get(code, code)


def _address(shown: Item, code: str) -> str:
    """The plain page in the reader's language: no word about who sent it, or by which way."""
    with override(code if code in HOUSE_LANGUAGES else "en"):
        return settings.DIWAN_ORIGIN + shown.get_absolute_url()
