"""Following a place, a corridor or a theme, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.actions.links import absolute
from diwan.people.models import Person

from ..models import Follow, SavedSearch
from ..words import Rhythm

if TYPE_CHECKING:
    from diwan.core.slots import Scope

#: each one is asked of every room, on the desk and for letters
MOST_FOLLOWED = 50
_SALT = "portal.news"


def follow(scope: Scope, *, rhythm: str, by: Person) -> Follow:
    """Tell ``by`` what is new about ``scope``, or tell it in another rhythm.

    Raises:
        Refusal: ``by`` follows as much as anybody may.
    """
    mine = Follow.objects.visible_to(by)
    known = mine.about(scope).first()
    if known is not None:
        return choose_rhythm(known, rhythm)
    if mine.count() >= MOST_FOLLOWED:
        raise Refusal(
            _("You follow %(most)s places, corridors and themes. End one, then follow this one.")
            % {"most": MOST_FOLLOWED}
        )
    try:
        with transaction.atomic():
            return Follow.objects.create(
                person=by,
                place=scope.place,
                other=scope.other,
                theme=scope.theme,
                rhythm=Rhythm(rhythm).value,
                since=clock.now(),
            )
    except IntegrityError:  # pressed twice
        return choose_rhythm(mine.about(scope).get(), rhythm)


def choose_rhythm(follow: Follow, rhythm: str) -> Follow:
    """How often letters come; what was new while none came is not told afterwards."""
    if follow.rhythm == Rhythm.NONE:
        follow.told_at = clock.now()
    follow.rhythm = Rhythm(rhythm).value
    follow.save(update_fields=["rhythm", "told_at"])
    return follow


def unfollow(scope: Scope, *, by: Person) -> None:
    """Ending what was ended already is no mistake."""
    Follow.objects.visible_to(by).about(scope).delete()


# --- ended by a link in a letter -----------------------------------------------------------
def stop_url(person: Person) -> str:
    """Where a letter's reader ends the letters; it names nobody and does not expire."""
    token = signing.dumps(person.pk, salt=_SALT)
    return absolute("portal:stop_news", token, language=person.language)


def reader_of(token: str) -> Person:
    """
    Raises:
        Refusal: it is no link of ours, or the account is gone.
    """
    try:
        return Person.objects.active().get(pk=signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, Person.DoesNotExist):
        raise Refusal(_("This link is broken. Copy it again from the letter, all of it.")) from None


def stop_letters(person: Person) -> None:
    """No more letters about what ``person`` follows; it stays on their desk."""
    for model in (Follow, SavedSearch):
        model.objects.filter(person=person).update(rhythm=Rhythm.NONE)


def stop_letters_to(address: str) -> None:
    """The same for whoever has the mail address."""
    for model in (Follow, SavedSearch):
        followed = model.objects.filter(person__email__iexact=address.strip())
        followed.update(rhythm=Rhythm.NONE)
