"""What people say about a service, and what they ask one that is reached through the house."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Person

from ..queries.asked import EnquiryQuerySet, FeedbackQuerySet
from ..words import FeedbackKind, FeedbackState
from .services import Service


class Feedback(models.Model):
    """What somebody found otherwise; for those who run the service, and stewards."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="feedback")
    kind = models.CharField(max_length=12, choices=FeedbackKind.choices)
    #: contact details in it are masked before it is kept
    note = models.TextField(blank=True)
    #: BCP 47, the language of the page it was written on
    language = models.CharField(max_length=8)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=5, choices=FeedbackState.choices, default=FeedbackState.OPEN
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = _("word about a service")
        verbose_name_plural = _("words about services")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FeedbackKind.values), name="feedback_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FeedbackState.values), name="feedback_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="feedback_settled_when",
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class Enquiry(models.Model):
    """A question to a service through the house, from somebody whom nobody knows.

    Whoever asked holds a secret address, and nothing else leads to them: no account, no mail.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="enquiries")
    #: digest of the secret in the address
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")

    def __str__(self) -> str:
        return f"enquiry {self.pk}"


class EnquiryMessage(models.Model):
    """What was written in an enquiry; ``author`` where the service wrote."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="messages")
    text = models.TextField()
    is_answer = models.BooleanField(default=False)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = _("message of an enquiry")
        verbose_name_plural = _("messages of enquiries")

    def __str__(self) -> str:
        return f"message {self.pk} of {self.enquiry_id}"
