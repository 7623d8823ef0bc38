"""What can be asked of councils, their opinions, and questions to authorities."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from diwan.core import clock
from diwan.people.models import Mandate, Organisation
from diwan.people.rules.organisations import SIGNING
from diwan.people.words import ActorKind
from diwan.vocabularies.models import Place

from . import rules
from .words import HoldingRole, OpinionState, QuestionState, Timing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .models import Council, Holding, Opinion, Question  # noqa: F401 - named in bases

PUBLIC_OPINIONS = (OpinionState.ADOPTED, OpinionState.ANSWERED)
PUBLIC_QUESTIONS = (QuestionState.OPEN, QuestionState.ANSWERED)
#: Whom one can ask: bodies of the state.
AUTHORITIES = (
    ActorKind.NATIONAL_GOVERNMENT,
    ActorKind.LOCAL_AUTHORITY,
    ActorKind.EMPLOYMENT_SERVICE,
)
#: Who answers for one: whoever signs for it, and its focal points.
ANSWERING = (*SIGNING, "focal_point", "deputy")


def authorities() -> QuerySet[Organisation, Organisation]:
    """Those that can be asked, by the name that the reader sees."""
    return Organisation.objects.standing().filter(kind__in=AUTHORITIES).for_listing()


def answers_for(person: Any) -> QuerySet[Organisation, Organisation]:
    """The authorities for which ``person`` answers today."""
    rows = Organisation.objects.with_mandate(person, clock.now().date(), ANSWERING)
    return rows.filter(kind__in=AUTHORITIES)


def signs_for(person: Any) -> QuerySet[Organisation, Organisation]:
    return Organisation.objects.may_act_for(person, clock.now().date())


def tied_to(person: Any) -> QuerySet[Organisation, Organisation]:
    """Bodies of which ``person`` is part: nobody decides in their own matter."""
    open_ones = Mandate.objects.open_on(clock.now().date()).filter(person=person)
    own = Q(pk__in=open_ones.values("organisation_id")) | Q(pk=person.organisation_id)
    return Organisation.objects.filter(own)


def of_authority(place: Place) -> Q:
    """That the body in ``authority`` has its seat in the place, or is of that country."""
    inside = Place.objects.within(place).values("pk")
    return Q(authority__country__in=inside) | Q(authority__seat__in=inside)


class CouncilQuerySet(QuerySet["Council"]):
    def visible_to(self, _person: Any) -> CouncilQuerySet:
        """Councils are public; who sits there shows only as far as each allows."""
        return self.all()

    def kept_by(self, person: Any) -> CouncilQuerySet:
        """Those whose record ``person`` keeps."""
        return self.filter(secretariat__in=signs_for(person))

    def for_listing(self) -> CouncilQuerySet:
        return (
            self.select_related("authority", "place")
            .annotate(
                opinion_count=Count(
                    "opinions", filter=Q(opinions__state__in=PUBLIC_OPINIONS), distinct=True
                ),
                seat_count=Count("colleges__seats", distinct=True),
            )
            .order_by("slug")
        )

    def in_place(self, place: Place) -> CouncilQuerySet:
        inside = Place.objects.within(place).values("pk")
        return self.filter(Q(place__in=inside) | of_authority(place))


class HoldingQuerySet(QuerySet["Holding"]):
    def current(self, day: date) -> HoldingQuerySet:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def holders(self) -> HoldingQuerySet:
        return self.filter(role=HoldingRole.HOLDER)

    def for_page(self) -> HoldingQuerySet:
        """With what decides whether a name shows."""
        return self.select_related("organisation", "person__profile").prefetch_related(
            "person__profile__never_to"
        )


class OpinionQuerySet(QuerySet["Opinion"]):
    def public(self) -> OpinionQuerySet:
        return self.filter(state__in=PUBLIC_OPINIONS)

    def visible_to(self, person: Any) -> OpinionQuerySet:
        """What was adopted, to all; drafts to those who keep the record, and stewards."""
        if not (person.is_authenticated and person.is_active):
            return self.public()
        if person.is_steward or person.is_administrator:
            return self.all()
        kept = apps.get_model("groups", "Council").objects.kept_by(person).values("pk")
        return self.filter(Q(state__in=PUBLIC_OPINIONS) | Q(council__in=kept))

    def for_listing(self) -> OpinionQuerySet:
        return self.select_related("council", "authority", "asked_by", "theme")

    def owed_by(self, bodies: Any) -> OpinionQuerySet:
        """Adopted and without an answer, the most urgent first."""
        rows = self.filter(state=OpinionState.ADOPTED, authority__in=bodies)
        return rows.order_by("due_on", "pk")

    def about(self, place: Place) -> OpinionQuerySet:
        inside = Place.objects.within(place).values("pk")
        return self.filter(Q(council__place__in=inside) | of_authority(place))

    def timed(self, timing: str) -> OpinionQuerySet:
        return self.filter(_timed(timing, OpinionState.ADOPTED))


class QuestionQuerySet(QuerySet["Question"]):
    def public(self) -> QuestionQuerySet:
        return self.filter(state__in=PUBLIC_QUESTIONS)

    def visible_to(self, person: Any) -> QuestionQuerySet:
        """What is published, to all; the rest to who asked, and to who reads it for the house."""
        public = Q(state__in=PUBLIC_QUESTIONS)
        if not (person.is_authenticated and person.is_active):
            return self.filter(public)
        shown = public | Q(asked_by=person)
        if person.is_steward or person.is_administrator:
            shown |= Q(state=QuestionState.HELD) & ~Q(authority__in=tied_to(person))
        return self.filter(shown)

    def counted(self) -> QuestionQuerySet:
        """The public ones, and what withdrawn ones leave: an answer, or a day let pass."""
        return self.filter(_counted())

    def to_read(self, person: Any) -> QuestionQuerySet:
        """Those that ``person`` reads for the house: a steward, without a tie, not their own."""
        is_reader = person.is_authenticated and person.is_active
        if not is_reader or not (person.is_steward or person.is_administrator):
            return self.none()
        rows = self.filter(state=QuestionState.HELD).exclude(asked_by=person)
        return rows.exclude(authority__in=tied_to(person)).order_by("asked_at", "pk")

    def owed_by(self, bodies: Any) -> QuestionQuerySet:
        """Open ones, the most urgent first."""
        rows = self.filter(state=QuestionState.OPEN, authority__in=bodies)
        return rows.order_by("due_on", "pk")

    def for_listing(self) -> QuestionQuerySet:
        """Everything a row shows: one query."""
        return (
            self.select_related("authority", "asked_by", "place", "theme")
            .annotate(support_count=Count("supports", distinct=True))
            .order_by("-opened_on", "-pk")
        )

    def about(self, place: Place) -> QuestionQuerySet:
        inside = Place.objects.within(place).values("pk")
        return self.filter(Q(place__in=inside) | of_authority(place))

    def timed(self, timing: str) -> QuestionQuerySet:
        found = _timed(timing, QuestionState.OPEN)
        if timing == Timing.OVERDUE:
            found |= _LET_PASS
        return self.filter(found)

    def unpublished(self, before: Any) -> QuestionQuerySet:
        """Refused or taken back before anybody read it, and long ago."""
        never = [QuestionState.RETURNED, QuestionState.TURNED_AWAY, QuestionState.WITHDRAWN]
        return self.filter(state__in=never, withdrawn_on__isnull=True).filter(
            Q(ended_at__lt=before) | Q(ended_at__isnull=True, decided_at__lt=before)
        )

    def still_worded(self, before: Any) -> QuestionQuerySet:
        """Published, taken back long ago, and with words yet."""
        return self.filter(withdrawn_on__isnull=False, ended_at__lt=before).exclude(masked="")

    def supported_by(self, person: Any) -> QuestionQuerySet:
        """With ``is_mine``: whether ``person`` asks too."""
        rows = apps.get_model("groups", "Support").objects.filter(question=OuterRef("pk"))
        key = person.pk if person.is_authenticated else None
        return self.annotate(is_mine=Exists(rows.filter(person=key)))


#: what the clock of a question looks at
_CLOCK = ("state", "began_on", "due_on", "answered_on", "withdrawn_on")
#: nobody had answered when the asker took it back after the day
_LET_PASS = Q(withdrawn_on__gt=F("due_on"), answered_on__isnull=True)


def _counted(to: str = "") -> Q:
    """What ``counted`` says, of questions behind the relation ``to``."""
    return (
        Q(**{f"{to}state__in": PUBLIC_QUESTIONS})
        | Q(**{f"{to}withdrawn_on__isnull": False, f"{to}answered_on__isnull": False})
        | Q(**{f"{to}withdrawn_on__gt": F(f"{to}due_on")})
    )


def _timed(timing: str, waiting: str) -> Q:
    """Of ``words.Timing``, for rows with ``due_on``, ``answered_on`` and ``state``."""
    today = clock.now().date()
    return {
        Timing.IN_TIME.value: Q(answered_on__lte=F("due_on")),
        Timing.LATE.value: Q(answered_on__gt=F("due_on")),
        Timing.WAITING.value: Q(state=waiting, due_on__gte=today),
        Timing.OVERDUE.value: Q(state=waiting, due_on__lt=today),
    }[timing]


def timings_of_questions(rows: QuestionQuerySet) -> Counter[str]:
    """How many answers stand how, by ``words.Timing``; one query.

    Those taken back are counted as they stood that day.
    """
    told = rows.counted().order_by().only(*_CLOCK)
    return Counter(row.clock.timing for row in told if row.clock)


def timings_of_opinions(rows: OpinionQuerySet) -> Counter[str]:
    told = rows.public().order_by()
    return _timings(told.values_list("adopted_on", "due_on", "answered_on"))


def _timings(rows: Iterable[tuple[date | None, date | None, date | None]]) -> Counter[str]:
    """Of (began, due, answered) rows; those that are public have the first two."""
    today = clock.now().date()
    return Counter(
        rules.clock(began, due, answered, today).timing
        for began, due, answered in rows
        if began is not None and due is not None
    )


def authorities_asked() -> QuerySet[Organisation, Any]:
    """Those that were asked in public, with how many answers are owed and overdue."""
    today = clock.now().date()
    counted = _counted("questions__")
    overdue = Q(questions__state=QuestionState.OPEN, questions__due_on__lt=today) | Q(
        questions__withdrawn_on__gt=F("questions__due_on"), questions__answered_on__isnull=True
    )
    return (
        Organisation.objects.standing()
        .select_related("response_time")
        .annotate(
            asked_count=Count("questions", filter=counted),
            answered_count=Count(
                "questions", filter=counted & Q(questions__answered_on__isnull=False)
            ),
            late_count=Count(
                "questions",
                filter=counted & Q(questions__answered_on__gt=F("questions__due_on")),
            ),
            overdue_count=Count("questions", filter=overdue),
        )
        .filter(asked_count__gt=0)
        .order_by("-overdue_count", "-asked_count", "name")
    )


def days_of(authority: Organisation) -> int:
    """How many days the authority has for an answer: its own, else the working rule."""
    rows = apps.get_model("groups", "ResponseTime").objects.filter(organisation=authority)
    return int(rows.values_list("days", flat=True).first() or rules.QUESTION_DAYS)
