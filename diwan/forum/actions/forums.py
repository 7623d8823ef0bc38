"""Open a forum, and change what stands about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.groups.models import Council
from diwan.people.rules.organisations import free_slug, slug_base
from diwan.plans.models import Project
from diwan.vocabularies.models import Place, Theme

from .. import rules
from ..access import demand, may_keep, may_open
from ..models import Forum
from ..words import ForumKind, Readers

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..said import ForumSaid

#: words that an address under ``/forum/`` goes on with
TAKEN = ("new", "queue", "stop", "toolbox", "networks", "calls", "post", "entries", "mine")


@transaction.atomic
def open_forum(said: ForumSaid, *, by: Person) -> Forum:
    """
    Raises:
        PermissionDenied: ``by`` keeps neither the council nor the project, and is no steward.
        Refusal: what is said contradicts itself.
    """
    forum = Forum(created_by=by, created_at=clock.now())
    _place(forum, said)
    demand(may_open(by, council=forum.council, project=forum.project))
    forum.slug = _free_slug(said)
    _write(forum, said)
    audit.record("forum.opened", by=by, on=forum)
    return forum


@transaction.atomic
def change_forum(forum: Forum, said: ForumSaid, *, by: Person) -> None:
    """Whose it is and its address stay.

    Raises:
        PermissionDenied: ``by`` does not keep it.
        Refusal: more people would read what was written for fewer.
    """
    row = Forum.objects.select_for_update().get(pk=forum.pk)
    demand(may_keep(by, row))
    is_changed = said.readers != row.readers
    if is_changed and rules.is_wider(said.readers, row.readers) and row.topics.exists():
        raise Refusal(
            _("People wrote here for fewer readers. Open another forum for what more may read.")
        )
    row.is_closed = said.is_closed
    _write(row, said)
    audit.record("forum.changed", by=by, on=row)


def _place(forum: Forum, said: ForumSaid) -> None:
    if sum(key is not None for key in (said.council, said.project, said.place)) > 1:
        raise Refusal(_("A forum is of one council, one project or one place. Choose one of them."))
    forum.council = Council.objects.filter(pk=said.council).first() if said.council else None
    forum.project = Project.objects.filter(pk=said.project).first() if said.project else None
    forum.place = Place.objects.filter(pk=said.place).first() if said.place else None


def _write(forum: Forum, said: ForumSaid) -> None:
    if not said.title:
        raise Refusal(_("Give the forum a title in at least one language."))
    if said.readers == Readers.BODY and forum.council is None and forum.project is None:
        raise Refusal(_("Only a forum of a council or a project can be for its people alone."))
    if said.kind == ForumKind.NETWORK and not said.themes:
        raise Refusal(_("A network stands for at least one theme. Choose it."))
    forum.title, forum.about = dict(said.title), dict(said.about)
    forum.kind, forum.readers = said.kind, said.readers
    forum.save()
    forum.themes.set(Theme.objects.filter(key__in=said.themes))


def _free_slug(said: ForumSaid) -> str:
    asked = {"en": said.slug} if said.slug else said.title
    base = slug_base("", asked)[: rules.LONGEST_SLUG - 3].strip("-")
    used = [*TAKEN, *Forum.objects.values_list("slug", flat=True)]
    return free_slug(base if base != "organisation" else "forum", used)
