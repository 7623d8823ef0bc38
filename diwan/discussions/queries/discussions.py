"""What can be asked of discussions and contributions; ``visible_to`` comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Sum

from diwan.people.queries import verified_addresses

from ..words import Audience, ContributionState, ReplyState, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import (  # noqa: F401 - named in the bases below
        Contribution,
        Discussion,
        Passage,
        Reply,
        Statement,
        Translation,
    )

#: replies that the team has published
LET_GO = (ReplyState.PUBLISHED, ReplyState.ENDORSED)
#: a task that gave no sign for so long is taken for dead
SILENT_AFTER = timedelta(minutes=2)
#: one that no worker took up for so long, too
UNTAKEN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Edition:
    """What readers see of some contributions: ``key`` changes whenever any of it changes."""

    key: str
    released: int


def _is_member(person: Any) -> bool:
    return bool(person.is_authenticated and person.is_active)


def _model(name: str) -> Any:
    """A model of this room by name: models are made from these querysets, not before them."""
    return apps.get_model("discussions", name)


class DiscussionQuerySet(QuerySet["Discussion"]):
    def visible_to(self, person: Any) -> DiscussionQuerySet:
        """Drafts to their team and administrators; others to everybody or to members."""
        if not _is_member(person):
            return self.filter(audience=Audience.PUBLIC).exclude(stage=Stage.DRAFT)
        if person.is_administrator:
            return self
        return self.filter(
            ~Q(stage=Stage.DRAFT) | Q(pk__in=person.facilitates.values("discussion"))
        )

    def facilitated_by(self, person: Any) -> DiscussionQuerySet:
        if not _is_member(person):
            return self.none()
        if person.is_administrator:
            return self.all()
        return self.filter(pk__in=person.facilitates.values("discussion"))

    def open(self) -> DiscussionQuerySet:
        return self.filter(stage__in=[Stage.OPEN, Stage.EXTENDED])

    def with_counts(self) -> DiscussionQuerySet:
        """``released_count``, ``held_count``, ``language_count``, ``country_count``, and
        ``has_reply``: whether a reply is published.
        """
        released = Q(contributions__state=ContributionState.RELEASED)
        return self.annotate(
            released_count=Count("contributions", filter=released),
            held_count=Count(
                "contributions", filter=Q(contributions__state=ContributionState.HELD)
            ),
            language_count=Count("contributions__language", filter=released, distinct=True),
            country_count=Count("contributions__country", filter=released, distinct=True),
            has_reply=Exists(_model("Reply").objects.public().filter(discussion=OuterRef("pk"))),
        )


class ContributionQuerySet(QuerySet["Contribution"]):
    def visible_to(self, person: Any) -> ContributionQuerySet:
        """Released ones (and the notice of withdrawn ones) of discussions the person may read."""
        readable = _model("Discussion").objects.visible_to(person).values("pk")
        return self.filter(discussion__in=readable).on_record()

    def on_record(self) -> ContributionQuerySet:
        """Released ones, and those whose notice stays where they were withdrawn."""
        return self.filter(
            Q(state=ContributionState.RELEASED)
            | Q(state=ContributionState.WITHDRAWN, number__isnull=False)
        )

    def moderated_by(self, person: Any) -> ContributionQuerySet:
        """Everything but drafts in the discussions that ``person`` facilitates."""
        mine = _model("Discussion").objects.facilitated_by(person).values("pk")
        return self.filter(discussion__in=mine).exclude(state=ContributionState.DRAFT)

    def by_author(self, person: Any) -> ContributionQuerySet:
        return self.filter(author=person) if _is_member(person) else self.none()

    def of_person(self, person: Any) -> ContributionQuerySet:
        """All that concerns ``person``: their own, and unclaimed ones from their addresses."""
        mine = [*verified_addresses(person), person.email.lower()]
        return self.filter(Q(author=person) | Q(author__isnull=True, author_email__in=mine))

    def claimable_by(self, person: Any) -> ContributionQuerySet:
        """What came from addresses that ``person`` has shown to be theirs, claimed by nobody."""
        if not _is_member(person):
            return self.none()
        mine = verified_addresses(person)
        return self.filter(author__isnull=True, author_email__in=mine).exclude(
            state__in=[
                ContributionState.DRAFT,
                ContributionState.SET_ASIDE,
                ContributionState.WITHDRAWN,
            ]
        )

    def released(self) -> ContributionQuerySet:
        return self.filter(state=ContributionState.RELEASED)

    def held(self) -> ContributionQuerySet:
        return self.filter(state=ContributionState.HELD)

    def edition(self) -> Edition:
        """One query; every change to a numbered contribution raises its ``revision``."""
        row = self.filter(number__isnull=False).aggregate(
            released=Count("pk", filter=Q(state=ContributionState.RELEASED)),
            numbered=Count("pk"),
            revisions=Sum("revision"),
            last=Max("released_at"),
        )
        last = row["last"].timestamp() if row["last"] else 0
        return Edition(f"{row['numbered']}.{row['revisions'] or 0}.{last}", row["released"])

    def for_reading(self) -> ContributionQuerySet:
        """In order of release, with the shown words as ``shown[0]`` and what may be opened.

        Of the versions only what a page needs is fetched: never the unmasked text.
        """
        return (
            self.order_by("number")
            .select_related("country", "reply_to")
            .defer("behalf_consent", "conflict_note", "decision_note")
            .prefetch_related(
                Prefetch(
                    "versions",
                    _model("Version")
                    .objects.filter(is_released=True)
                    .only("contribution_id", "pieces", "masked", "kind", "number", "is_released")
                    .prefetch_related("translations"),
                    to_attr="shown",
                ),
                Prefetch(
                    "attachments",
                    _model("Attachment").objects.filter(refused=""),
                    to_attr="files",
                ),
            )
        )

    def for_glimpse(self) -> ContributionQuerySet:
        """Who says how something begins, and in which discussion; the words as ``shown[0]``."""
        words = _model("Version").objects.filter(is_released=True)
        return (
            self.select_related("discussion")
            .only(
                "number",
                "language",
                "attribution",
                "author_name",
                "organisation_name",
                "discussion__slug",
                "discussion__title",
            )
            .prefetch_related(
                Prefetch("versions", words.only("contribution_id", "masked"), to_attr="shown")
            )
        )

    def for_queue(self) -> ContributionQuerySet:
        """What a row of the queue shows, in order of arrival; suspected spam comes last."""
        return self.select_related("assigned_to", "country", "author").order_by(
            "is_suspected_spam", "received_at", "pk"
        )


class PassageQuerySet(QuerySet["Passage"]):
    def visible_to(self, person: Any) -> PassageQuerySet:
        """The team of the discussion, and administrators."""
        mine = _model("Discussion").objects.facilitated_by(person).values("pk")
        return self.filter(version__contribution__discussion__in=mine)

    def of_discussion(self, discussion: Discussion) -> PassageQuerySet:
        return self.filter(version__contribution__discussion=discussion)

    def shown(self) -> PassageQuerySet:
        """Of the words that readers see."""
        return self.filter(
            version__is_released=True,
            version__contribution__state=ContributionState.RELEASED,
        )

    def corrected(self) -> PassageQuerySet:
        return self.filter(corrected_at__isnull=False)

    def proposed(self) -> PassageQuerySet:
        """Found by the program, and decided by nobody."""
        return self.filter(corrected_at__isnull=True)


class ReplyQuerySet(QuerySet["Reply"]):
    def visible_to(self, person: Any) -> ReplyQuerySet:
        """Published ones to readers of the discussion; drafts to its team and administrators."""
        mine = _model("Discussion").objects.facilitated_by(person).values("pk")
        readable = _model("Discussion").objects.visible_to(person).values("pk")
        return self.filter(Q(discussion__in=mine) | Q(discussion__in=readable, state__in=LET_GO))

    def of_team(self, person: Any) -> ReplyQuerySet:
        """All versions, drafts too, of the discussions that ``person`` facilitates."""
        return self.filter(discussion__in=_model("Discussion").objects.facilitated_by(person))

    def drafted(self) -> ReplyQuerySet:
        """Those that can be read: drafts and published ones."""
        return self.exclude(state__in=[ReplyState.MAKING, ReplyState.FAILED])

    def drafts(self) -> ReplyQuerySet:
        """Those that the desk can still change."""
        return self.filter(state=ReplyState.DRAFT)

    def public(self) -> ReplyQuerySet:
        """What the team has let go."""
        return self.filter(state__in=LET_GO)

    def being_made(self) -> ReplyQuerySet:
        return self.filter(state=ReplyState.MAKING)

    def abandoned(self, now: datetime) -> ReplyQuerySet:
        """Whose task died, or was never taken up."""
        return self.being_made().filter(
            Q(moved_at__lt=now - SILENT_AFTER)
            | Q(moved_at__isnull=True, made_at__lt=now - UNTAKEN_AFTER)
        )


class StatementQuerySet(QuerySet["Statement"]):
    def visible_to(self, person: Any) -> StatementQuerySet:
        """Those of the replies that ``person`` may read."""
        return self.filter(reply__in=_model("Reply").objects.visible_to(person))


class TranslationQuerySet(QuerySet["Translation"]):
    def visible_to(self, person: Any) -> TranslationQuerySet:
        """Of statements and of released words that ``person`` may read; out-of-date ones too."""
        spoken = _model("Contribution").objects.visible_to(person).released().values("pk")
        said = _model("Statement").objects.visible_to(person).values("pk")
        return self.exclude(text="").filter(
            Q(statement__in=said) | Q(version__contribution__in=spoken, version__is_released=True)
        )
