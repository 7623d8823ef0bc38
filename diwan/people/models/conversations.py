"""Members who write to each other through the house, and what protects them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.mailroom.models import Letter, OutgoingLetter

from ..queries.conversations import BlockQuerySet, ConversationQuerySet, ReportQuerySet
from ..words.conversations import ConversationState, MessageChannel, Outcome
from .persons import Person
from .profiles import new_handle

_OPEN = [ConversationState.ASKED, ConversationState.ACCEPTED]


class Conversation(models.Model):
    """What one member asked another, and what both have said since.

    ``recipient`` sees nothing of one that was kept back; to ``sender`` it looks unanswered.
    """

    sender = models.ForeignKey(Person, models.CASCADE, related_name="conversations_begun")
    recipient = models.ForeignKey(Person, models.CASCADE, related_name="conversations_asked")
    #: stands in addresses of pages and of mail, and says nothing (P-15)
    key = models.CharField(max_length=10, unique=True, default=new_handle)
    state = models.CharField(
        max_length=8, choices=ConversationState.choices, default=ConversationState.ASKED
    )
    asked_at = models.DateTimeField(_("begun"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    #: of the last message
    last_at = models.DateTimeField()
    #: the recipient had blocked the sender
    is_kept_back = models.BooleanField(default=False)
    #: each chose to be named here, though their profile does not show their name to the other
    sender_is_named = models.BooleanField(default=False)
    recipient_is_named = models.BooleanField(default=False)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-id"]
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [models.Index(fields=["state", "last_at"], name="conversation_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "recipient"],
                condition=Q(state__in=_OPEN),
                name="conversation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ConversationState.values), name="conversation_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(sender=F("recipient")), name="conversation_is_with_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, closed_at__isnull=True)
                | (~Q(state__in=_OPEN) & Q(closed_at__isnull=False)),
                name="conversation_closed_when",
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("messages:conversation", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state in _OPEN

    def is_sender(self, person: Person) -> bool:
        return self.sender_id == person.pk

    def other(self, person: Person) -> Person:
        """Whom ``person``, one of the two, is writing with."""
        return self.recipient if self.is_sender(person) else self.sender

    def words_for(self, reader: Person, message: Message) -> str:
        """What ``reader``, one of the two, reads of a message of this conversation."""
        is_accepted = self.state in {ConversationState.ACCEPTED, ConversationState.ENDED}
        return message.text if is_accepted or message.author_id == reader.pk else message.masked


class Message(models.Model):
    """What one of the two wrote; ``masked`` is what the other reads until they accept."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, models.CASCADE, related_name="messages_written")
    text = models.TextField(_("message"), blank=True)
    masked = models.TextField(blank=True)
    #: BCP 47, as far as the words tell it
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=4, choices=MessageChannel.choices)
    sent_at = models.DateTimeField(_("sent"))
    #: when the other opened it on the site
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    #: how many files came with the letter and were not passed on
    files_left_out = models.PositiveSmallIntegerField(default=0)
    #: the account of its author was erased, and these words with it
    is_erased = models.BooleanField(default=False)
    #: the letter it came in, if it came in one
    letter = models.OneToOneField(
        Letter, models.SET_NULL, null=True, blank=True, related_name="message"
    )
    #: the letter that brings it to the other
    notice = models.ForeignKey(
        OutgoingLetter, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sent_at", "id"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=MessageChannel.values), name="message_channel_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Block(models.Model):
    """A member from whom another wants nothing more; they are not told."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="+")
    blocked_at = models.DateTimeField(_("blocked"))

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-blocked_at", "-id"]
        verbose_name = _("blocked member")
        verbose_name_plural = _("blocked members")
        constraints = [
            models.UniqueConstraint(fields=["person", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(person=F("blocked")), name="block_is_of_another"),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"


class MessageReport(models.Model):
    """One of the two asks the moderators to look at a message of the other."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="reports")
    reported_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.TextField(_("what is wrong"), blank=True)
    reported_at = models.DateTimeField(_("reported"))
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    #: what moderators say to the writer of the message
    note = models.TextField(_("note"), blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["reported_at", "id"]
        verbose_name = _("report of a message")
        verbose_name_plural = _("reports of messages")
        constraints = [
            models.UniqueConstraint(
                fields=["message", "reported_by"],
                condition=Q(outcome=""),
                name="message_report_open_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values),
                name="message_report_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="message_report_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("messages:reported", args=[self.pk])
