"""A thread becomes a draft of the library: its summary, and what everybody could read anyhow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core.errors import Conflict
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.library import actions as library
from diwan.library.said import ItemSaid

from .. import naming
from ..access import demand, may_draft
from ..models import Topic
from ..words import Readers
from .envelopes import page

if TYPE_CHECKING:
    from diwan.library.models import Item
    from diwan.people.models import Person

_MOST = 20_000  # characters of what was said


@transaction.atomic
def draft_item(topic: Topic, *, kind: str, by: Person) -> Item:
    """``by`` begins an item of the library with the thread; they submit it when it is ready.

    What was said among members or in a council goes along as its summary alone.

    Raises:
        PermissionDenied: ``by`` neither keeps the forum nor opened the topic.
        Conflict: it was made into an item already.
        Refusal: as the library says.
    """
    rows = Topic.objects.select_for_update(of=("self",)).select_related("forum", "item")
    row = rows.get(pk=topic.pk)
    demand(may_draft(by, row))
    if row.item is not None:
        raise Conflict(_("An item of the library was made of this thread already."))
    language = row.language if row.language in HOUSE_LANGUAGES else "en"
    forum = row.forum
    row.item = library.add(
        ItemSaid(
            kind=kind,
            title={language: row.title},
            summary=dict(row.summary),
            body={language: _said(row)} if forum.readers == Readers.PUBLIC else {},
            languages=[language],
            source=page(row, language),
            places=[forum.place.code] if forum.place else (),
            themes=list(forum.themes.values_list("key", flat=True)),
        ),
        by=by,
    )
    row.save(update_fields=["item"])
    audit.record("forum.item_drafted", by=by, on=row)
    return row.item


def _said(topic: Topic) -> str:
    """What readers see of the thread, each voice named as it chose."""
    posts = topic.posts.filter(state="shown").select_related("author__organisation")
    voices = (
        f"{naming.signed(post.author, post.attribution)}:\n{post.text}"
        for post in posts.order_by("written_at", "pk")
    )
    return "\n\n".join(voices)[:_MOST]
