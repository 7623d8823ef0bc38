"""What members do around contributions: propose questions, follow, report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..words import ProposalState, ReportState, Rhythm
from .call import Discussion, Question, Topic
from .contribution import Contribution


class QuestionProposal(models.Model):
    """A question a member puts; held, then promoted or declined (A9, A20)."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="proposals")
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    text = models.TextField(_("your question"), max_length=1000)
    language = models.CharField(_("language"), max_length=8)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=ProposalState.choices, default="held")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("note to the member"), blank=True)

    class Meta:
        ordering = ["proposed_at"]
        verbose_name = _("proposed question")
        verbose_name_plural = _("proposed questions")

    def __str__(self) -> str:
        return f"proposed question {self.pk}"


class Report(models.Model):
    """Somebody says that a released contribution should be looked at again."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")
    reason = models.TextField(_("what is wrong"), max_length=2000)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=6, choices=ReportState.choices, default="open")
    reported_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["reported_at"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return f"report {self.pk}"


class Follow(models.Model):
    """A member who wants the letters of a discussion."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    #: empty: as the facilitators set it for everybody (``Discussion.mailing``)
    rhythm = models.CharField(
        _("how often you get letters"), max_length=6, choices=Rhythm.choices, blank=True
    )
    digest_at = models.DateTimeField(null=True, blank=True)
    #: when a digest could not be written, and the kind and place of the fault, without words
    digest_failed_at = models.DateTimeField(null=True, blank=True)
    digest_problem = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("follower")
        constraints = [
            models.UniqueConstraint(fields=["discussion", "person"], name="follow_once"),
            models.CheckConstraint(
                condition=Q(rhythm="") | Q(rhythm__in=Rhythm.values),
                name="follow_rhythm_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"follow {self.pk}"


class LettersRefused(models.Model):
    """Somebody wants no letters about a discussion any more, with or without an account.

    Of the address only its SHA-256 is kept: enough to leave it out, too little to write to it.
    """

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="letters_refused")
    sha256 = models.CharField(max_length=64)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("refusal of letters")
        verbose_name_plural = _("refusals of letters")
        constraints = [
            models.UniqueConstraint(fields=["discussion", "sha256"], name="letters_refused_once")
        ]

    def __str__(self) -> str:
        return f"refusal of letters {self.pk}"
