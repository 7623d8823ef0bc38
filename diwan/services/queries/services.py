"""What can be asked of services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, F, IntegerField, Prefetch, Q, QuerySet, Value, When

from diwan.people.rules.organisations import folded_query
from diwan.vocabularies.models import Place

from ..rules import codes
from ..rules.openness import LISTED, SHOWN
from .who import is_steward, managed_by, staffed_by

if TYPE_CHECKING:
    from datetime import date

    from diwan.people.models import Organisation

    from ..models import Service  # noqa: F401 - named in the base below


class ServiceQuerySet(QuerySet["Service"]):
    def visible_to(self, person: Any) -> ServiceQuerySet:
        """What is listed, to all; the rest to those who run it, and to stewards what is not theirs
        to hide from: a service for its staff only is for its staff only (P-13).
        """
        listed = Q(state__in=SHOWN, sensitivity__in=LISTED)
        if not (person.is_authenticated and person.is_active):
            return self.filter(listed)
        own = Q(organisation__in=managed_by(person)) | Q(organisation__in=staffed_by(person))
        if is_steward(person):
            writing = Q(added_by=person, published_at__isnull=True)
            return self.filter(Q(sensitivity__in=LISTED) | own | writing)
        return self.filter(listed | own)

    def listed(self) -> ServiceQuerySet:
        """What everybody may know of."""
        return self.filter(state__in=SHOWN, sensitivity__in=LISTED)

    def in_place(self, place: Place) -> ServiceQuerySet:
        """There or in a part of it, or for people there; what is hidden only by whom it serves."""
        inside = Place.objects.within(place).values("pk")
        return self.filter(Q(pk__in=_open_at(inside)) | Q(pk__in=_serving(inside)))

    def near(self, place: Place) -> ServiceQuerySet:
        """Those there first, then for people there, then around: ``nearness`` 0, 1, 2 and more."""
        rings = [place, *(each for each in reversed(_line(place)) if each.kind != "region")]
        whens = []
        for number, ring in enumerate(rings):
            inside = Place.objects.within(ring).values("pk")
            whens.append(When(pk__in=_open_at(inside), then=Value(2 * number)))
            if number == 0:
                covering = _serving([each.pk for each in rings])
                whens.append(When(pk__in=covering, then=Value(1)))
            whens.append(When(pk__in=_serving(inside), then=Value(2 * number + 1)))
        nearness = Case(*whens, default=None, output_field=IntegerField())
        return self.annotate(nearness=nearness).filter(nearness__isnull=False)

    def of_kind(self, term: str) -> ServiceQuerySet:
        return self.filter(terms__contains=codes.holding(term))

    def speaking(self, language: str) -> ServiceQuerySet:
        return self.filter(languages__contains=codes.holding(language))

    def on_theme(self, key: str) -> ServiceQuerySet:
        rows = self.model.themes.through.objects.filter(theme__key=key)
        return self.filter(pk__in=rows.values("service_id"))

    def of_use(self, side: str) -> ServiceQuerySet:
        """In that land, or in both."""
        return self.filter(side__in=["", side])

    def named(self, query: str) -> ServiceQuerySet:
        found = self
        for word in folded_query(query):
            found = found.filter(folded__contains=word)
        return found

    def offered_by(self, organisation: Organisation) -> ServiceQuerySet:
        return self.filter(organisation=organisation)

    def due(self, day: date) -> ServiceQuerySet:
        """Shown, and confirmed on ``day`` or before, or never."""
        return self.filter(Q(assured_on__isnull=True) | Q(assured_on__lte=day), state__in=SHOWN)

    def for_listing(self) -> ServiceQuerySet:
        """Everything one row of a list shows, in two queries; the freshest word first."""
        at = apps.get_model("services", "ServiceAtLocation").objects.for_rows()
        return (
            self.select_related("organisation")
            .prefetch_related(Prefetch("at", at, to_attr="there"))
            .order_by(F("assured_on").desc(nulls_last=True), "-pk")
        )

    def with_all(self) -> ServiceQuerySet:
        """Everything a page or a file says of each, in a fixed number of queries."""
        parts = ("phones", "costs", "documents", "areas", "themes", "schedules")
        return self.for_listing().select_related("organisation__country").prefetch_related(*parts)


def _open_at(inside: Any) -> QuerySet[Any, Any]:
    """Keys of services that everybody may know to be at one of these places."""
    rows = apps.get_model("services", "ServiceAtLocation").objects.open_to_all()
    found: QuerySet[Any, Any] = rows.filter(location__place__in=inside).values("service_id")
    return found


def _serving(places: Any) -> QuerySet[Any, Any]:
    through = apps.get_model("services", "Service").areas.through
    found: QuerySet[Any, Any] = through.objects.filter(place__in=places).values("service_id")
    return found


def _line(place: Place) -> list[Place]:
    known = Place.objects.with_parents().get(pk=place.pk)
    return known.line
