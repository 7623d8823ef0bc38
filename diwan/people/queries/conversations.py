"""Which conversations: what everybody may see is their own, without what was kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from ..rules.conversations import ASKED, CLOSED_LIFE, OPEN, REQUEST_LIFE, SILENT_LIFE

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import (  # noqa: F401 - the names of the generics
        Block,
        Conversation,
        Message,
        MessageReport,
        Person,
    )


class ConversationQuerySet(QuerySet["Conversation"]):
    def visible_to(self, person: Any) -> ConversationQuerySet:
        """Those that ``person`` began, and those that reached them; nobody sees another's."""
        if not (person.is_authenticated and person.is_active):
            return self.none()
        return self.filter(_is_of(person))

    def open(self) -> ConversationQuerySet:
        return self.filter(state__in=OPEN)

    def of(self, person: Person) -> ConversationQuerySet:
        """Every one that ``person`` is part of, whether they see it or not."""
        return self.filter(Q(sender=person) | Q(recipient=person))

    def between(self, one: Person, other: Person) -> ConversationQuerySet:
        """Those that either began with the other."""
        return self.filter(Q(sender=one, recipient=other) | Q(sender=other, recipient=one))

    def begun(self, sender: Person, recipient: Person) -> ConversationQuerySet:
        return self.filter(sender=sender, recipient=recipient)

    def for_listing(self, person: Person) -> ConversationQuerySet:
        """Everything one row of the list shows: what waits for an answer, then the last written."""
        last = apps.get_model("people", "Message").objects.filter(conversation=OuterRef("pk"))
        last = last.order_by("-sent_at", "-pk")
        unread = Q(messages__read_at__isnull=True) & ~Q(messages__author=person)
        return (
            self.select_related("sender", "recipient")
            .annotate(
                unread=Count("messages", filter=unread),
                last_text=Subquery(last.values("text")[:1]),
                last_masked=Subquery(last.values("masked")[:1]),
                last_author=Subquery(last.values("author_id")[:1]),
                comes=Case(When(state=ASKED, recipient=person, then=0), default=1),
            )
            .order_by("comes", "-last_at", "-pk")
        )

    def unanswered(self, now: datetime) -> ConversationQuerySet:
        """Asked so long ago that nobody will answer."""
        return self.filter(state=ASKED, asked_at__lte=now - REQUEST_LIFE)

    def leftover(self, now: datetime) -> ConversationQuerySet:
        """Closed, or silent, for so long that they go; not while a report is looked at."""
        is_old = Q(closed_at__lte=now - CLOSED_LIFE) | Q(last_at__lte=now - SILENT_LIFE)
        return self.filter(is_old).exclude(pk__in=_reported())


def _is_of(person: Person) -> Q:
    return Q(sender=person) | Q(recipient=person, is_kept_back=False)


def _reported() -> QuerySet[Any, Any]:
    reports: ReportQuerySet = apps.get_model("people", "MessageReport").objects.all()
    return reports.open().values("message__conversation_id")


def unread(person: Any) -> int:
    """In how many conversations something waits that ``person`` has not opened; one query."""
    if not person.is_authenticated:
        return 0
    messages = apps.get_model("people", "Message").objects.filter(read_at__isnull=True)
    reached = messages.filter(
        Q(conversation__sender=person)
        | Q(conversation__recipient=person, conversation__is_kept_back=False)
    )
    theirs = reached.exclude(author=person)
    count: int = theirs.aggregate(n=Count("conversation", distinct=True))["n"]
    return count


class BlockQuerySet(QuerySet["Block"]):
    def by(self, person: Person) -> BlockQuerySet:
        """Those whom ``person`` has blocked."""
        return self.filter(person=person)

    def keeps(self, sender: Person, *, from_: Person) -> bool:
        """Whether ``from_`` wants nothing of ``sender``."""
        return self.filter(person=from_, blocked=sender).exists()


class ReportQuerySet(QuerySet["MessageReport"]):
    def open(self) -> ReportQuerySet:
        return self.filter(outcome="")

    def visible_to(self, person: Any) -> ReportQuerySet:
        """Moderators see reports of conversations that they are no part of; nobody else any."""
        if not may_moderate(person):
            return self.none()
        conversation = "message__conversation"
        return self.exclude(
            Q(**{f"{conversation}__sender": person}) | Q(**{f"{conversation}__recipient": person})
        )

    def for_listing(self) -> ReportQuerySet:
        return self.select_related("message").order_by(
            F("decided_at").desc(nulls_first=True), "reported_at", "pk"
        )


def may_moderate(person: Any) -> bool:
    """Administrators and stewards: those who are named as staff of the site."""
    is_open = person.is_authenticated and person.is_active
    return bool(is_open and (person.is_administrator or person.is_steward))
