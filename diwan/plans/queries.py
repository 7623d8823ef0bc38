"""What can be asked of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from diwan.agreements.models import Agreement
from diwan.agreements.queries import PUBLIC_STATES
from diwan.core import clock
from diwan.people.models import Organisation
from diwan.people.queries.organisations import organisations_managed_by
from diwan.vocabularies.models import Place

from .gathering import Gathered
from .words import ProjectState

if TYPE_CHECKING:
    from .models import Indicator, Project  # noqa: F401 - named in the bases below

#: what is done now first, then what comes, then what was
_IN_ORDER = (
    ProjectState.RUNNING,
    ProjectState.FINISHING,
    ProjectState.PLANNED,
    ProjectState.SUSPENDED,
    ProjectState.DRAFT,
    ProjectState.COMPLETED,
    ProjectState.CANCELLED,
)


class ProjectQuerySet(QuerySet["Project"]):
    def visible_to(self, person: Any) -> ProjectQuerySet:
        """What is published, to all; what is being written, to its lead's managers and stewards."""
        public = ~Q(state=ProjectState.DRAFT)
        if not (person.is_authenticated and person.is_active):
            return self.filter(public)
        if is_steward(person):
            return self.all()
        return self.filter(public | Q(lead__in=led_by(person)))

    def published(self) -> ProjectQuerySet:
        return self.exclude(state=ProjectState.DRAFT)

    def in_place(self, place: Place) -> ProjectQuerySet:
        """At work there, or in a part of it."""
        inside = Place.objects.within(place).values("pk")
        rows = _places().filter(place__in=inside)
        return self.filter(pk__in=rows.values("project_id"))

    def on_theme(self, key: str) -> ProjectQuerySet:
        rows = self.model.themes.through.objects.filter(theme__key=key)
        return self.filter(pk__in=rows.values("project_id"))

    def with_body(self, organisation: Organisation) -> ProjectQuerySet:
        """Those that it leads or takes part in."""
        parts = apps.get_model("plans", "Participant").objects.filter(organisation=organisation)
        return self.filter(Q(lead=organisation) | Q(pk__in=parts.values("project_id")))

    def for_listing(self) -> ProjectQuerySet:
        """Everything one row of a list shows, in one query; what goes on now first."""
        rank = Case(
            *(When(state=state, then=Value(number)) for number, state in enumerate(_IN_ORDER))
        )
        return (
            self.select_related("lead")
            .annotate(told_places=_gathered_places(), told_themes=_gathered_themes())
            .order_by(rank, F("starts_on").desc(nulls_last=True), "-pk")
        )


class IndicatorQuerySet(QuerySet["Indicator"]):
    def with_latest(self) -> IndicatorQuerySet:
        """With ``latest`` and ``latest_on``: what was measured last, and when."""
        values = apps.get_model("plans", "Value").objects.filter(indicator=OuterRef("pk"))
        last = values.order_by("-measured_on")
        return self.annotate(
            latest=Subquery(last.values("value")[:1]),
            latest_on=Subquery(last.values("measured_on")[:1]),
        )


def _places() -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = apps.get_model("plans", "ProjectPlace").objects.all()
    return rows


def _gathered_places() -> Gathered:
    told = JSONObject(
        code="place__code", names="place__names", footnote="place__footnote", side="side"
    )
    rows = _places().filter(project=OuterRef("pk")).order_by("pk").annotate(told=told)
    return Gathered(rows.values("told"))


def _gathered_themes() -> Gathered:
    through = apps.get_model("plans", "Project").themes.through
    rows: QuerySet[Any, Any] = through.objects.filter(project=OuterRef("pk"))
    told = JSONObject(key="theme__key", names="theme__names")
    return Gathered(rows.order_by("theme__position").annotate(told=told).values("told"))


def is_steward(person: Any) -> bool:
    return bool(
        person.is_authenticated
        and person.is_active
        and (person.is_steward or person.is_administrator)
    )


def led_by(person: Any) -> QuerySet[Organisation, Organisation]:
    """The organisations whose projects ``person`` may write down today."""
    return organisations_managed_by(person, clock.now().date())


def bodies_called(text: str) -> list[Organisation]:
    """The standing organisations of that name or address; at most two."""
    slug = text.strip().rstrip("/").rpartition("/")[2]
    rows = Organisation.objects.standing()
    return list(rows.filter(slug=slug)) or list(rows.filter(name__iexact=text.strip())[:2])


def called(organisation: Organisation) -> str:
    """By what ``bodies_called`` finds it: its name, or its address where two have that name."""
    is_alone = len(bodies_called(organisation.name)) == 1
    return organisation.name if is_alone else organisation.slug


def open_agreements() -> QuerySet[Agreement, Agreement]:
    """Those that projects can hang on: what everybody may read, and so for good."""
    return Agreement.objects.filter(state__in=PUBLIC_STATES)
