"""What can be asked of organisations, their mandates, pages, reviews and twins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import get_language

from diwan.core import clock
from diwan.vocabularies.models import Place

from .. import likeness
from ..rules import organisations as rules
from ..words import ActorKind
from ..words.organisations import Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ..models import (  # noqa: F401 - named in the bases below
        Likeness,
        Mandate,
        Organisation,
        OrganisationImport,
        OrganisationPage,
        Person,
        Succession,
        Vetting,
    )

#: those of which the institutional set-up of a country consists (C15)
INSTITUTIONS = (
    ActorKind.NATIONAL_GOVERNMENT,
    ActorKind.LOCAL_AUTHORITY,
    ActorKind.EMPLOYMENT_SERVICE,
)

#: entries that a new one is compared with, each by each
_COMPARED_WHOLE = 3_000


class OrganisationQuerySet(QuerySet["Organisation"]):
    def visible_to(self, person: Any) -> OrganisationQuerySet:  # noqa: ARG002
        """All that stand: organisations are not persons, what they say of themselves is public."""
        return self.standing()

    def standing(self) -> OrganisationQuerySet:
        """Without the rows whose address leads to another one."""
        return self.filter(merged_into__isnull=True)

    def for_listing(self) -> OrganisationQuerySet:
        """Everything one row of the list shows, by the name that the reader sees."""
        language = (get_language() or "en").split("-")[0]
        theirs = NullIf(KeyTextTransform(language, "names"), Value("", output_field=TextField()))
        shown = Lower(Coalesce(theirs, "name", output_field=TextField()))
        return self.select_related("country", "seat", "parent").order_by(shown, "pk")

    def by_land_and_reach(self) -> OrganisationQuerySet:
        """For a table of institutions: by country, the widest reach first."""
        reaches = [When(level=level, then=number) for number, level in enumerate(Level.values)]
        reach = Case(*reaches, default=len(reaches))
        return self.for_listing().order_by("country__code", reach, "name", "pk")

    def for_page(self) -> OrganisationQuerySet:
        """Everything the head of its page shows."""
        return self.select_related(
            "country", "seat", "parent", "merged_into__merged_into"
        ).prefetch_related("places", "origins", "themes")

    def named(self, query: str) -> OrganisationQuerySet:
        """Those of which one name or another holds every word of ``query``, or its beginning."""
        found = self
        for word in rules.folded_query(query):
            found = found.filter(folded__contains=word)
        return found

    def in_place(self, code: str) -> OrganisationQuerySet:
        """Seated there, of that country, at work there, or with members from there."""
        through = (
            self.model.places.through.objects,
            self.model.origins.through.objects,
        )
        at_work, from_there = (
            rows.filter(place__code=code).values("organisation_id") for rows in through
        )
        return self.filter(
            Q(country__code=code) | Q(seat__code=code) | Q(pk__in=at_work) | Q(pk__in=from_there)
        )

    def on_theme(self, key: str) -> OrganisationQuerySet:
        rows = self.model.themes.through.objects.filter(theme__key=key)
        return self.filter(pk__in=rows.values("organisation_id"))

    def associations(self) -> OrganisationQuerySet:
        """Associations and unions of expatriates (E2)."""
        tied = self.model.origins.through.objects.values("organisation_id")
        return self.filter(
            Q(kind=ActorKind.DIASPORA_ASSOCIATION) | Q(kind=ActorKind.CIVIL_SOCIETY, pk__in=tied)
        )

    def institutions(self) -> OrganisationQuerySet:
        """The institutional set-up (C15): ministries, regions, towns, services of employment."""
        return self.filter(kind__in=INSTITUTIONS)

    def with_mandate(
        self, person: Any, day: date, roles: Iterable[str] | None = None
    ) -> OrganisationQuerySet:
        """Those for which ``person`` has a confirmed mandate on ``day``."""
        if not (person.is_authenticated and person.is_active):
            return self.none()
        held = _model("Mandate").objects.current(day).filter(person=person)
        if roles is not None:
            held = held.filter(role__in=roles)
        return self.standing().filter(pk__in=held.values("organisation_id"))

    def may_act_for(self, person: Any, day: date) -> OrganisationQuerySet:
        """Those for which ``person`` signs on ``day``: a confirmed manager or officer."""
        return self.with_mandate(person, day, rules.SIGNING)

    def partners(self) -> OrganisationQuerySet:
        return self.standing().filter(is_partner=True)

    def due_for_review(self, by: date) -> OrganisationQuerySet:
        """Verified ones to be looked at again by that day, and those that ask for it."""
        return self.standing().filter(Q(review_due__lte=by) | Q(review_asked_at__isnull=False))


class MandateQuerySet(QuerySet["Mandate"]):
    def current(self, day: date) -> MandateQuerySet:
        """Confirmed, begun and not over on ``day``."""
        return self.open_on(day).filter(confirmed_at__isnull=False, starts_on__lte=day)

    def open_on(self, day: date) -> MandateQuerySet:
        """Not over on ``day``, confirmed or not."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def asked(self) -> MandateQuerySet:
        """Waiting for a confirmation."""
        return self.filter(confirmed_at__isnull=True)

    def for_page(self) -> MandateQuerySet:
        return self.select_related("person", "deputy_of__person", "handed_to__person").order_by(
            "role", "starts_on", "pk"
        )


class VettingQuerySet(QuerySet["Vetting"]):
    def visible_to(self, person: Any, organisation: Organisation) -> VettingQuerySet:
        """Reviews of ``organisation`` for a steward who has no tie to it; nobody else."""
        if not may_vet(person, organisation):
            return self.none()
        return self.filter(organisation=organisation).select_related("reviewed_by")

    def due(self, by: date) -> VettingQuerySet:
        """The last review of each standing partner whose next one falls due by that day."""
        latest = self.filter(next_review_on__gt=by).values("organisation_id")
        standing = self.filter(organisation__merged_into__isnull=True)
        return standing.filter(next_review_on__lte=by).exclude(organisation__in=latest)


class OrganisationPageQuerySet(QuerySet["OrganisationPage"]):
    def published(self) -> OrganisationPageQuerySet:
        return self.filter(published_at__isnull=False)


class LikenessQuerySet(QuerySet["Likeness"]):
    def open(self) -> LikenessQuerySet:
        """Pairs that nobody has decided on; both still stand."""
        return self.filter(
            dismissed_at__isnull=True,
            first__merged_into__isnull=True,
            second__merged_into__isnull=True,
        )


class OrganisationImportQuerySet(QuerySet["OrganisationImport"]):
    def waiting(self, person: Any) -> OrganisationImportQuerySet:
        """Those that ``person`` read in and has not told to write."""
        return self.filter(made_by=person, started_at__isnull=True)

    def started(self) -> OrganisationImportQuerySet:
        """Being written."""
        return self.filter(started_at__isnull=False, taken_at__isnull=True)

    def leftover(self, before: datetime) -> OrganisationImportQuerySet:
        return self.filter(started_at__isnull=True, made_at__lt=before)


@dataclass(frozen=True, slots=True)
class Powers:
    """What somebody may do with one organisation. Nothing unless said."""

    #: change what it says of itself, its pages, mandates and branches
    manages: bool = False
    #: has a confirmed mandate there now
    is_staff: bool = False
    #: a steward with no tie to it: verifies, merges, confirms mandates
    stewards: bool = False
    #: a steward whose own tie forbids it
    is_tied: bool = False
    #: reads and writes its reviews
    vets: bool = False


def powers(person: Any, organisation: Organisation, day: date) -> Powers:
    """What ``person`` may do with ``organisation`` on ``day``; two queries at most."""
    if not (person.is_authenticated and person.is_active):
        return Powers()
    family = _family(organisation)
    held = list(
        _model("Mandate")
        .objects.open_on(day)
        .filter(person=person, organisation__in=family)
        .values_list("organisation_id", "role", "confirmed_at", "starts_on")
    )
    current = [(pk, role) for pk, role, confirmed, start in held if confirmed and start <= day]
    above = {organisation.pk, *_above(organisation)}
    is_tied = bool(held) or person.organisation_id in family
    is_steward = person.is_steward or person.is_administrator
    return Powers(
        manages=any(role == "manager" and pk in above for pk, role in current),
        is_staff=any(pk == organisation.pk for pk, _role in current),
        stewards=is_steward and not is_tied,
        is_tied=is_steward and is_tied,
        vets=person.is_steward and not is_tied,
    )


def may_vet(person: Any, organisation: Organisation) -> bool:
    """Whether ``person`` is a steward without any tie, now or asked for, to the organisation."""
    if not (person.is_authenticated and person.is_active and person.is_steward):
        return False
    return not _is_tied(person, organisation)


def managers_of(organisation: Organisation, day: date) -> QuerySet[Any, Any]:
    """Keys of those who manage it on ``day``, also from what it is part of, as a subquery."""
    held = _model("Mandate").objects.current(day).filter(role="manager")
    above = [organisation.pk, *_above(organisation)]
    rows: QuerySet[Any, Any] = held.filter(organisation__in=above).values("person_id")
    return rows


def untied_stewards(organisation: Organisation, but: int | None = None) -> list[Person]:
    """Who may look at it: stewards without a tie to it; where all have one, administrators.

    Args:
        but: primary key of somebody who is left out.
    """
    rows = _model("Person").objects.active().exclude(pk=but)
    for role in ("is_steward", "is_administrator"):
        found = [row for row in rows.filter(**{role: True}) if not _is_tied(row, organisation)]
        if found:
            return found
    return []


def _is_tied(person: Person, organisation: Organisation) -> bool:
    family = _family(organisation)
    open_ones = _model("Mandate").objects.open_on(clock.now().date()).filter(person=person)
    return person.organisation_id in family or open_ones.filter(organisation__in=family).exists()


def organisations_managed_by(person: Any, day: date) -> OrganisationQuerySet:
    """Those whose confirmed manager ``person`` is on ``day``, with their branches (D12)."""
    rows = _organisations()
    own = rows.with_mandate(person, day, ["manager"]).values("pk")
    return rows.standing().filter(Q(pk__in=own) | Q(parent__in=own) | Q(parent__parent__in=own))


def like(name: str, most: int = 5) -> list[Organisation]:
    """Entries whose name may be ``name`` written otherwise, the likeliest first.

    In a large register only those with a word that begins alike are looked at.
    """
    rows = _organisations().standing()
    if rows.count() > _COMPARED_WHOLE:
        told = [word for word in rules.folded_query(name) if word not in likeness.GENERIC]
        rows = rows.filter(_begins_alike(told)) if told else rows.none()
    entries = [
        likeness.Entry(key, tuple(folded.split("\n")))
        for key, folded in rows.values_list("pk", "folded")[:_COMPARED_WHOLE]
    ]
    asked = likeness.Entry(0, tuple(rules.folded_names([name]).split("\n")))
    found = likeness.likely_twins([asked, *entries], new={0})[:most]
    by_key = _organisations().in_bulk([pair.second for pair in found])
    return [by_key[pair.second] for pair in found]


def _begins_alike(words: Iterable[str]) -> Q:
    found = Q()
    for word in words:
        found |= Q(folded__contains=word[:4])
    return found


def countries() -> list[tuple[str, str]]:
    """Code and name of every country by name, from the list that the vocabularies keep sorted."""
    codes = dict(Place.objects.countries().order_by().values_list("pk", "code"))
    return [(codes[pk], name) for pk, name in Place.objects.all().choices() if pk in codes]


def branches_of(organisation: Organisation) -> OrganisationQuerySet:
    """Its branches and antennas that stand, by name."""
    return _organisations().standing().filter(parent=organisation).for_listing()


def history_of(organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """What it came from and what it became, the latest first; one query."""
    rows = list(
        _model("Succession")
        .objects.filter(Q(before=organisation) | Q(after=organisation))
        .select_related("before", "after")
    )
    came = [row for row in rows if row.after_id == organisation.pk]
    became = [row for row in rows if row.before_id == organisation.pk]
    return came, became


def changes_of(organisations: QuerySet[Any, Any]) -> QuerySet[Succession, Succession]:
    """Every change among ``organisations`` or from or into one of them, the latest first."""
    keys = organisations.values("pk")
    rows: QuerySet[Succession, Succession] = _model("Succession").objects.filter(
        Q(before__in=keys) | Q(after__in=keys)
    )
    return rows.select_related("before__country", "after__country")


def staff_pages(organisation: Organisation, *, manages: bool) -> OrganisationPageQuerySet:
    """Its pages and programmes; the unpublished ones for those who write them."""
    rows: OrganisationPageQuerySet = _model("OrganisationPage").objects.filter(
        organisation=organisation
    )
    return rows if manages else rows.published()


def for_export(rows: OrganisationQuerySet) -> OrganisationQuerySet:
    """With everything a line of the file holds; a fixed number of queries."""
    return rows.for_listing().prefetch_related("places", "origins", "themes")


def _organisations() -> OrganisationQuerySet:
    rows: OrganisationQuerySet = _model("Organisation").objects.all()
    return rows


def _above(organisation: Organisation) -> list[int]:
    """Keys of its parent and of what that is part of."""
    parent = organisation.parent
    return [key for key in (organisation.parent_id, parent.parent_id if parent else None) if key]


def _family(organisation: Organisation) -> set[int]:
    """It, what it is part of, and its branches: whoever has a tie to one reviews none of them."""
    below = _organisations().filter(parent=organisation).values_list("pk", flat=True)
    return {organisation.pk, *_above(organisation), *below}


def _model(name: str) -> Any:
    """A model of this room by name: models are made from these querysets, not before them."""
    return apps.get_model("people", name)
