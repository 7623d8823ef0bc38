"""What the portal adds to shared pages: its own links and stops of the tour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .. import actions

if TYPE_CHECKING:
    from django.http import HttpRequest


def _is_member(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


slots.navigation_groups.add("deliberation", slots.NavigationGroup(_("Deliberation")))
slots.navigation_groups.add("community", slots.NavigationGroup(_("Community")))
slots.navigation_groups.add("agreements", slots.NavigationGroup(_("Agreements and projects")))
slots.navigation_groups.add("knowledge", slots.NavigationGroup(_("Knowledge and services")))
slots.navigation_groups.add("administration", slots.NavigationGroup(_("Administration")))
slots.navigation.add("search", slots.NavigationItem(_("Search"), "portal:search"), order=80)
slots.navigation.add("tour", slots.NavigationItem(_("Tour"), "portal:tour"), order=85)
slots.navigation.add(
    "desk", slots.NavigationItem(_("My desk"), "portal:desk", is_shown=_is_member), order=70
)
slots.jobs.add("portal.tidy", slots.Job(actions.tidy, timedelta(hours=1)))
slots.tour.add(
    "portal.search",
    slots.TourStop(
        _("Find what was said"),
        _(
            "One search over everything you may read. Type in any of the three languages, with or"
            " without accents: a plural finds the singular, and Arabic is found with or without"
            " its marks."
        ),
        lambda: reverse("portal:search"),
    ),
    order=80,
)
slots.tour.add(
    "portal.desk",
    slots.TourStop(
        _("What waits for you"),
        _("After signing in, your desk gathers what waits for you, from every part of the house."),
        lambda: reverse("portal:desk"),
        role=_("Member"),
    ),
    order=20,
)
