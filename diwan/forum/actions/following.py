"""Letters about a forum or a topic: begin, choose how often, end by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.actions.links import absolute
from diwan.people.models import Person
from diwan.portal.words import Rhythm

from ..access import demand, may_read
from ..models import Forum, Subscription

if TYPE_CHECKING:
    from ..models import Topic

_SALT = "forum.letters"


def follow(forum: Forum, *, rhythm: str, by: Person, topic: Topic | None = None) -> None:
    """Letters about a forum, or about one topic of it, in this rhythm.

    Raises:
        PermissionDenied: ``by`` does not read it.
    """
    demand(may_read(by, forum))
    chosen = Rhythm(rhythm).value
    rows = Subscription.objects.filter(person=by, forum=forum, topic=topic)
    known = rows.first()
    if known is None:
        _begin(forum, topic, chosen, by=by)
        return
    if known.rhythm == Rhythm.NONE:
        known.told_at = clock.now()  # what was new while none came is not told afterwards
    known.rhythm = chosen
    known.save(update_fields=["rhythm", "told_at"])


def _begin(forum: Forum, topic: Topic | None, rhythm: str, *, by: Person) -> None:
    try:
        with transaction.atomic():
            Subscription.objects.create(
                person=by, forum=forum, topic=topic, rhythm=rhythm, since=clock.now()
            )
    except IntegrityError:  # pressed twice
        Subscription.objects.filter(person=by, forum=forum, topic=topic).update(rhythm=rhythm)


def follow_answers(topic: Topic, *, by: Person) -> None:
    """Who wrote in a topic hears what is answered, unless they chose something already."""
    known = Subscription.objects.filter(person=by, topic=topic).exists()
    if not known:
        _begin(topic.forum, topic, Rhythm.EACH, by=by)


# --- ended by a link in a letter, or by a letter ---------------------------------------------
def stop_url(person: Person, forum: Forum) -> str:
    """Where a letter's reader ends the letters about a forum; it does not expire."""
    token = signing.dumps([person.pk, forum.pk], salt=_SALT)
    return absolute("forum:stop", token, language=person.language)


def read(token: str) -> tuple[Person, Forum]:
    """
    Raises:
        Refusal: it is no link of ours, or the account or the forum is gone.
    """
    try:
        person, forum = signing.loads(token, salt=_SALT)
        return Person.objects.active().get(pk=person), Forum.objects.get(pk=forum)
    except (signing.BadSignature, ValueError, TypeError, Person.DoesNotExist, Forum.DoesNotExist):
        raise Refusal(_("This link is broken. Copy it again from the letter, all of it.")) from None


def stop(person: Person, forum: Forum | None = None) -> None:
    """No more letters about a forum and its topics, or about any."""
    rows = Subscription.objects.filter(person=person)
    if forum is not None:
        rows = rows.filter(forum=forum)
    rows.update(rhythm=Rhythm.NONE)
