"""What the desk remembers beside the reply: who is where, unsaved words, suggestions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .reply import CitedWords, Reply, Statement


class Presence(models.Model):
    """Somebody of the team has the desk open, perhaps at one statement."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    statement = models.ForeignKey(
        Statement, models.SET_NULL, null=True, blank=True, related_name="presences"
    )
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence at the desk")
        constraints = [
            models.UniqueConstraint(fields=["reply", "person"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class UnsavedText(models.Model):
    """What somebody typed at the desk and has not saved; kept on each pause.

    ``place``: ``s-KEY`` for the wording of a statement, ``new-KEY`` for a new one under a
    question or topic.
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="unsaved")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=40)
    text = models.TextField()
    #: the revision of the statement it was typed over
    revision = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsaved text")
        constraints = [
            models.UniqueConstraint(fields=["reply", "person", "place"], name="unsaved_once"),
        ]

    def __str__(self) -> str:
        return f"unsaved text {self.pk}"


class Suggestion(CitedWords):
    """Words that seem to say what a statement says, or perhaps the contrary; never cited by it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="suggestions")
    #: 0 to 1; compares suggestions for one statement only
    likeness = models.FloatField()
    #: they perhaps disagree
    is_contrary = models.BooleanField(_("perhaps differs"), default=False)
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["statement", "-likeness", "id"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "version", "start", "end"], name="suggested_once"
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
