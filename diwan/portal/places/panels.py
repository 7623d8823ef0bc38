"""What the pages of places add to navigation, desk, clock, letters, tour and a person's data."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.slots import PersonalField as Field
from diwan.vocabularies.models import Place, Theme

from ..models import Follow, SavedSearch
from ..words import Rhythm, language_name
from . import letters, scopes
from .actions import stop_letters_to

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.people.models import Person

_FOLLOWED = "places, corridors and themes followed"
_KEPT = "searches kept"
#: on the desk: how far back, how many things of each, and of how many that are followed
LATELY = timedelta(days=30)
MOST_NEWS = 3
MOST_FOLLOWED = 12


def _news_for_me(request: HttpRequest) -> dict[str, Any] | None:
    """What is new in what I follow; two queries for each room and each thing followed."""
    since = clock.now() - LATELY
    follows = Follow.objects.visible_to(request.user).for_listing()
    told = [
        {
            "title": scopes.title(follow.scope),
            "url": scopes.url(follow.scope),
            "told": scopes.news(request.user, follow.scope, since, MOST_NEWS),
        }
        for follow in follows.order_by("-since")[:MOST_FOLLOWED]
    ]
    if not told:
        return None
    return {
        "told": [each for each in told if each["told"]],
        "quiet": [each for each in told if not each["told"]],
    }


def _stop(address: str, recipient: str) -> None:
    """Letters about what somebody follows are about no address of ours."""
    if not recipient:
        stop_letters_to(address)


slots.navigation.add("places", slots.NavigationItem(_("Places"), "portal:places"), order=20)
slots.desk_panels.add(
    "portal.following",
    slots.Panel(_("New in what you follow"), "portal/places/_desk.html", _news_for_me),
    order=40,
)
slots.jobs.add("portal.news", slots.Job(letters.send_due, timedelta(minutes=10)))
slots.correspondence.add("portal.following", slots.Correspondence(stop=_stop))
slots.tour.add(
    "portal.places",
    slots.TourStop(
        _("See what there is for your country or town"),
        _(
            "Every country has a page, with what is there for those who left it and for those who"
            " live in it. Two places joined make a corridor. Follow them, and letters or a feed"
            " tell you what is new."
        ),
        lambda: reverse("portal:places"),
    ),
    order=30,
)


# --- a person's data -------------------------------------------------------------------
def _export(person: Person) -> dict[str, Any]:
    follows = Follow.objects.filter(person=person).for_listing()
    kept = SavedSearch.objects.filter(person=person).for_listing()
    return {
        _FOLLOWED: [_exported(follow) for follow in follows],
        _KEPT: [_exported_search(search) for search in kept],
    }


def _exported(follow: Follow) -> dict[str, str]:
    return {
        "place": follow.place.code if follow.place else "",
        "other place": follow.other.code if follow.other else "",
        "theme": follow.theme.key if follow.theme else "",
        "letters": follow.rhythm,
        "since": follow.since.isoformat(),
        "last letter": follow.told_at.isoformat() if follow.told_at else "",
    }


def _exported_search(kept: SavedSearch) -> dict[str, str]:
    return {
        "words": kept.words,
        "kind": kept.source,
        "place": kept.place.code if kept.place else "",
        "theme": kept.theme.key if kept.theme else "",
        "language": kept.language,
        "year": str(kept.year or ""),
        "letters": kept.rhythm,
        "since": kept.since.isoformat(),
        "last letter": kept.told_at.isoformat() if kept.told_at else "",
    }


def _erase(person: Person) -> None:
    SavedSearch.objects.filter(person=person).delete()
    Follow.objects.filter(person=person).delete()


def _place_name(code: str) -> str | None:
    found = Place.objects.by_code([code]).first()
    return str(found) if found else None


def _theme_name(key: str) -> str | None:
    found = Theme.objects.filter(key=key).first()
    return str(found) if found else None


slots.personal_data.add(
    "portal",
    slots.PersonalData(
        _("What you follow"),
        _export,
        _erase,
        {
            _FOLLOWED: Field(_("Places, corridors and themes you follow")),
            f"{_FOLLOWED}.place": Field(_("Place"), _place_name),
            f"{_FOLLOWED}.other place": Field(_("Other place"), _place_name),
            f"{_FOLLOWED}.theme": Field(_("Theme"), _theme_name),
            f"{_FOLLOWED}.letters": Field(_("How often letters come"), dict(Rhythm.choices).get),
            f"{_FOLLOWED}.since": Field(_("Since"), datetime.fromisoformat),
            f"{_FOLLOWED}.last letter": Field(_("Last told"), datetime.fromisoformat),
            _KEPT: Field(_("Searches you keep")),
            f"{_KEPT}.words": Field(_("Words to find")),
            f"{_KEPT}.kind": Field(_("Kind")),
            f"{_KEPT}.place": Field(_("Place"), _place_name),
            f"{_KEPT}.theme": Field(_("Theme"), _theme_name),
            f"{_KEPT}.language": Field(_("Language of the text"), language_name),
            f"{_KEPT}.year": Field(_("Year")),
            f"{_KEPT}.letters": Field(_("How often letters come"), dict(Rhythm.choices).get),
            f"{_KEPT}.since": Field(_("Since"), datetime.fromisoformat),
            f"{_KEPT}.last letter": Field(_("Last told"), datetime.fromisoformat),
        },
        covers=frozenset({"portal.Follow.person", "portal.SavedSearch.person"}),
    ),
)
