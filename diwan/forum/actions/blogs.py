"""Entries of the blog of a council or a project, and the talk about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.directions import without_turns
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import choose

from ..access import demand, may_keep
from ..models import Entry, Post, Topic
from ..words import EntryState
from . import finding
from .talking import answer, open_topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Person

    from ..models import Forum
    from ..said import Words


@transaction.atomic
def draft_entry(
    forum: Forum, *, by: Person, title: Mapping[str, str], text: Mapping[str, str], attribution: str
) -> Entry:
    """
    Raises:
        PermissionDenied: ``by`` does not keep the forum.
        Refusal: the forum is of nobody, or nothing is written.
    """
    demand(may_keep(by, forum))
    if forum.council_id is None and forum.project_id is None:
        raise Refusal(_("Only forums of councils and projects have a blog."))
    now = clock.now()
    entry = Entry(forum=forum, written_by=by, written_at=now)
    _write(entry, title, text, attribution)
    audit.record("forum.entry_drafted", by=by, on=entry)
    return entry


@transaction.atomic
def change_entry(
    entry: Entry, *, by: Person, title: Mapping[str, str], text: Mapping[str, str], attribution: str
) -> None:
    """How it is signed is for its writer alone to say.

    Raises:
        PermissionDenied: ``by`` does not keep the forum.
        Refusal: nothing is written.
    """
    row = _kept(entry, by)
    own = row.written_by_id == by.pk
    _write(row, title, text, attribution if own else row.attribution)
    finding.index_entries([row])
    audit.record("forum.entry_changed", by=by, on=row)


def _write(
    entry: Entry, title: Mapping[str, str], text: Mapping[str, str], attribution: str
) -> None:
    if not (title and text):
        raise Refusal(_("Write a title and a text in at least one language."))
    entry.title = {code: without_turns(words) for code, words in title.items()}
    entry.text = {code: without_turns(words) for code, words in text.items()}
    entry.attribution = attribution
    entry.changed_at = clock.now()
    entry.save()


@transaction.atomic
def publish_entry(entry: Entry, *, by: Person) -> Entry:
    """
    Raises:
        PermissionDenied: ``by`` does not keep the forum.
        Conflict: it is published already.
    """
    row = _kept(entry, by)
    if row.state == EntryState.PUBLISHED:
        raise Conflict(_("This entry is published already."))
    row.state = EntryState.PUBLISHED
    row.published_at = row.published_at or clock.now()
    row.save(update_fields=["state", "published_at"])
    finding.index_entries([row])
    audit.record("forum.entry_published", by=by, on=row)
    return row


@transaction.atomic
def withdraw_entry(entry: Entry, *, by: Person) -> None:
    row = _kept(entry, by)
    row.state = EntryState.WITHDRAWN
    row.save(update_fields=["state"])
    finding.index_entries([row])
    audit.record("forum.entry_withdrawn", by=by, on=row)


@transaction.atomic
def comment(entry: Entry, words: Words, *, by: Person) -> Post:
    """The first comment opens the topic of an entry; the others stand below it.

    Raises:
        PermissionDenied: ``by`` does not read the entry.
        Refusal: as for every post.
    """
    if not Entry.objects.visible_to(by).published().filter(pk=entry.pk).exists():
        raise PermissionDenied
    row = Entry.objects.select_for_update(of=("self",)).select_related("forum").get(pk=entry.pk)
    if row.topic_id is not None:
        return answer(Topic.objects.select_related("forum").get(pk=row.topic_id), words, by=by)
    row.topic = open_topic(row.forum, choose(row.title).text, words, by=by)
    row.save(update_fields=["topic"])
    return row.topic.posts.get()


def _kept(entry: Entry, by: Person) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("forum")
    row = rows.get(pk=entry.pk)
    demand(may_keep(by, row.forum))
    return row
