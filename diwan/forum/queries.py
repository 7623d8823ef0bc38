"""What can be asked of forums, topics, posts, blogs and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet

from diwan.core import clock
from diwan.groups.models import Council, Holding
from diwan.groups.queries import signs_for
from diwan.people.models import Mandate
from diwan.plans.models import Participant, Project, ProjectPlace
from diwan.plans.queries import is_steward, led_by
from diwan.vocabularies.models import Place

from .words import CallState, EntryState, ForumKind, PostState, Readers, TopicState

if TYPE_CHECKING:
    from datetime import date, datetime

    from .models import (  # noqa: F401 - named in the bases below
        Answer,
        Call,
        Entry,
        Flag,
        Forum,
        Post,
        Topic,
    )

#: topics that readers see
SEEN = (TopicState.OPEN, TopicState.LOCKED)
#: posts of which readers see at least that they were there
PLACED = (PostState.SHOWN, PostState.HIDDEN, PostState.WITHDRAWN)


def is_member(person: Any) -> bool:
    """Signed in, and neither suspended nor erased."""
    return bool(person.is_authenticated and person.is_active)


def _model(name: str) -> Any:
    return apps.get_model("forum", name)


# --- whose a forum is --------------------------------------------------------------------
def councils_of(person: Any) -> QuerySet[Council, Council]:
    """Those in which ``person`` sits today, or stands for who sits there."""
    today = clock.now().date()
    bodies = Mandate.objects.current(today).filter(person=person).values("organisation_id")
    seats = Holding.objects.current(today).filter(Q(person=person) | Q(organisation__in=bodies))
    held = seats.values("seat__college__council_id")
    return Council.objects.filter(Q(pk__in=held) | Q(secretariat__in=bodies))


def projects_of(person: Any) -> QuerySet[Project, Project]:
    """Those of which ``person`` stands for the lead or a body that takes part."""
    today = clock.now().date()
    bodies = Mandate.objects.current(today).filter(person=person).values("organisation_id")
    parts = Participant.objects.filter(organisation__in=bodies).values("project_id")
    return Project.objects.filter(Q(lead__in=bodies) | Q(pk__in=parts))


class ForumQuerySet(QuerySet["Forum"]):
    def visible_to(self, person: Any) -> ForumQuerySet:
        """As its readers are chosen; one of a project that is not published, to who sees that."""
        shown = Q(readers=Readers.PUBLIC)
        if is_steward(person):
            return self.all()
        rows = self.filter(Q(project=None) | Q(project__in=Project.objects.visible_to(person)))
        if is_member(person):
            named = _model("Keeper").objects.filter(person=person).values("forum_id")
            shown |= Q(readers=Readers.MEMBERS) | Q(pk__in=named)
            shown |= Q(council__in=councils_of(person)) | Q(project__in=projects_of(person))
        return rows.filter(shown)

    def kept_by(self, person: Any) -> ForumQuerySet:
        """Those that ``person`` looks after."""
        if not is_member(person):
            return self.none()
        if is_steward(person):
            return self.all()
        named = _model("Keeper").objects.filter(person=person).values("forum_id")
        return self.filter(
            Q(pk__in=named)
            | Q(council__secretariat__in=signs_for(person))
            | Q(project__lead__in=led_by(person))
        )

    def open_to_all(self) -> ForumQuerySet:
        """What a stranger reads: for feeds."""
        drafts = Project.objects.filter(state="draft")
        return self.filter(readers=Readers.PUBLIC).exclude(project__in=drafts)

    def concerning(self, place: Place) -> ForumQuerySet:
        """Of that place or a part of it, or of a council or project that works there."""
        inside = Place.objects.within(place).values("pk")
        projects = ProjectPlace.objects.filter(place__in=inside).values("project_id")
        return self.filter(
            Q(place__in=inside) | Q(project__in=projects) | Q(council__place__in=inside)
        )

    def on_theme(self, key: str) -> ForumQuerySet:
        own = self.model.themes.through.objects.filter(theme__key=key)
        projects = Project.themes.through.objects.filter(theme__key=key)
        return self.filter(
            Q(pk__in=own.values("forum_id")) | Q(project__in=projects.values("project_id"))
        )

    def of_kind(self, kind: ForumKind) -> ForumQuerySet:
        return self.filter(kind=kind)

    def for_listing(self) -> ForumQuerySet:
        """Everything a row of the list shows; one query."""
        seen = Count("topics", filter=Q(topics__state__in=SEEN))
        return self.select_related("council", "project", "place").annotate(topic_count=seen)


# --- topics and posts -----------------------------------------------------------------------
class TopicQuerySet(QuerySet["Topic"]):
    def visible_to(self, person: Any) -> TopicQuerySet:
        """What stands in forums that ``person`` reads; the rest to its keepers and its writer."""
        forums = _model("Forum").objects
        shown = Q(state__in=SEEN)
        if is_member(person):
            shown |= Q(state=TopicState.HELD, opened_by=person)
            shown |= Q(forum__in=forums.kept_by(person).values("pk"))
        return self.filter(shown, forum__in=forums.visible_to(person).values("pk"))

    def seen(self) -> TopicQuerySet:
        return self.filter(state__in=SEEN)

    def for_listing(self) -> TopicQuerySet:
        """Everything a row shows: one query; what is pinned first, then the last said."""
        said = Count("posts", filter=Q(posts__state=PostState.SHOWN))
        rows = self.select_related("forum", "opened_by__organisation").annotate(said_count=said)
        return rows.order_by("-is_pinned", "-last_at", "-pk")


class PostQuerySet(QuerySet["Post"]):
    def visible_to(self, person: Any) -> PostQuerySet:
        """Posts whose words ``person`` may read."""
        topics = _model("Topic").objects.visible_to(person)
        shown = Q(state=PostState.SHOWN)
        if is_member(person):
            kept = _model("Forum").objects.kept_by(person).values("pk")
            shown |= ~Q(state=PostState.WITHDRAWN) & Q(topic__forum__in=kept)
            shown |= Q(state__in=[PostState.HELD, PostState.HIDDEN], author=person)
        return self.filter(shown, topic__in=topics.values("pk"))

    def shown(self) -> PostQuerySet:
        return self.filter(state=PostState.SHOWN)

    def placed(self) -> PostQuerySet:
        return self.filter(state__in=PLACED)

    def of(self, person: Any) -> PostQuerySet:
        return self.filter(author=person)

    def written_since(self, moment: datetime) -> PostQuerySet:
        return self.filter(written_at__gt=moment)

    def for_reading(self) -> PostQuerySet:
        return self.select_related("author__organisation", "topic__forum").order_by(
            "written_at", "pk"
        )

    def to_read(self, person: Any) -> PostQuerySet:
        """Held in the forums that ``person`` keeps, the oldest first."""
        kept = _model("Forum").objects.kept_by(person).values("pk")
        return self.filter(state=PostState.HELD, topic__forum__in=kept).order_by("written_at", "pk")

    def worded_before(self, moment: datetime) -> PostQuerySet:
        """Held or hidden so long that their words go."""
        rows = self.filter(state__in=[PostState.HELD, PostState.HIDDEN]).exclude(text="")
        return rows.filter(Q(decided_at__lt=moment) | Q(decided_at=None, written_at__lt=moment))


class FlagQuerySet(QuerySet["Flag"]):
    def to_decide(self, person: Any) -> FlagQuerySet:
        """Those that wait for ``person``: of forums they keep, and neither theirs nor on them."""
        kept = _model("Forum").objects.kept_by(person).values("pk")
        rows = self.filter(outcome="", post__topic__forum__in=kept)
        rows = rows.exclude(flagged_by=person).exclude(post__author=person)
        return rows.select_related("post__topic__forum", "post__author__organisation")


# --- blogs and calls ----------------------------------------------------------------------
class EntryQuerySet(QuerySet["Entry"]):
    def visible_to(self, person: Any) -> EntryQuerySet:
        """What is published in forums that ``person`` reads; the rest to its keepers."""
        forums = _model("Forum").objects
        shown = Q(state=EntryState.PUBLISHED)
        if is_member(person):
            shown |= Q(forum__in=forums.kept_by(person).values("pk"))
        return self.filter(shown, forum__in=forums.visible_to(person).values("pk"))

    def published(self) -> EntryQuerySet:
        return self.filter(state=EntryState.PUBLISHED)

    def for_listing(self) -> EntryQuerySet:
        return self.select_related("forum", "written_by__organisation")


class CallQuerySet(QuerySet["Call"]):
    def visible_to(self, person: Any) -> CallQuerySet:
        """Those of networks that ``person`` reads; what is hidden, to keepers and the caller."""
        forums = _model("Forum").objects
        shown = ~Q(state=CallState.HIDDEN)
        if is_member(person):
            shown |= Q(asked_by=person) | Q(forum__in=forums.kept_by(person).values("pk"))
        return self.filter(shown, forum__in=forums.visible_to(person).values("pk"))

    def taking_answers(self, today: date) -> CallQuerySet:
        return self.filter(state=CallState.OPEN, closes_on__gte=today)

    def past_closing(self, today: date) -> CallQuerySet:
        return self.filter(state=CallState.OPEN, closes_on__lt=today)

    def for_listing(self) -> CallQuerySet:
        rows = self.select_related("forum", "asked_by__organisation")
        return rows.order_by("closes_on", "pk")


class AnswerQuerySet(QuerySet["Answer"]):
    def visible_to(self, person: Any) -> AnswerQuerySet:
        """To the two who write to each other, and nobody else."""
        if not is_member(person):
            return self.none()
        calls = _model("Call").objects.visible_to(person).values("pk")
        return self.filter(Q(person=person) | Q(call__asked_by=person), call__in=calls)
