"""A contribution in another language, beside its original, for whoever may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from diwan.core.wording import choose, direction
from diwan.texts.paragraphs import paragraphs

from ... import naming, translating
from ...models import Contribution
from ..finding import of_discussion
from ..thread import stops
from . import things

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ...models import Discussion


@require_safe
@of_discussion
def in_language(
    request: HttpRequest, discussion: Discussion, number: int, language: str
) -> HttpResponse:
    code = things.language(language)
    visible = Contribution.objects.visible_to(request.user).filter(discussion=discussion)
    row: Any = get_object_or_404(visible.released().for_reading(), number=number)
    row.discussion = discussion
    known = translating.of_contribution(request.user, discussion, number)
    translation = next((each for each in known if each.language == code), None)
    if translation is None or not row.shown:
        raise Http404
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "contribution": row,
        "signed": naming.signature(row),
        "translation": translation,
        "translated": _cut(translation.text),
        "original": _cut(row.shown[0].masked),
        "language": code,
        "language_name": naming.language_name(code),
        "direction": direction(code),
        "source": row.language,
        "source_name": naming.language_name(row.language),
        "source_direction": direction(row.language),
        "stops": stops(discussion, "contributions"),
    }
    return render(request, "discussions/translation.html", context)


def _cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]
