"""The consolidated reply in an archive: each citation leads to the words on their own page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..reply import rendering
from ..reply.building import build
from ..reply.rendering.marks import anchor
from .voices import plain

if TYPE_CHECKING:
    from ..models import Reply
    from ..reply.document import Citation, Document
    from .places import Places

_CONTRIBUTION = re.compile(r'href="#c(\d+)"')


def document(reply: Reply, language: str) -> Document:
    """The reply in a layout, without contact details in what the team and names say."""
    made = build(reply, language)
    return replace(
        made,
        context=plain(made.context, language),
        objective=plain(made.objective, language),
        facilitators=tuple(plain(name) for name in made.facilitators),
        contributors=tuple(
            replace(each, name=plain(each.name), organisation=plain(each.organisation))
            for each in made.contributors
        ),
    )


def context(made: Document, stand: Places) -> dict[str, Any]:
    """What the template of the reply needs."""

    def _leads(citation: Citation) -> str:
        if not citation.words:
            return stand.contribution(citation.contribution)
        name = anchor(citation.contribution, citation.version, citation.start, citation.end)
        return stand.words(citation.contribution, name)

    # the responses are named, not shown: their words stand on the other pages
    named = tuple(replace(each, text="") for each in made.responses)
    given = rendering.context(replace(made, responses=named), _leads)
    lead = _("Every statement leads to the words it rests on, in the contributions.")
    return {
        **given,
        "words": given["words"] | {"lead": lead},
        "responses": "discussions/archive/_responses.html",
    }


def led(html: str, stand: Places) -> str:
    """Links to contributions on the same page lead to the pages on which they stand."""

    def _there(found: re.Match[str]) -> str:
        return f'href="{stand.contribution(int(found[1])) or "contributions.html"}"'

    return _CONTRIBUTION.sub(_there, html)
