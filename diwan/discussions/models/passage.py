"""The passages of a contribution's released words, and what each of them is for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..queries import PassageQuerySet
from ..words import PassageKind
from .contribution import Version


class Passage(models.Model):
    """``masked[start:end]`` of a version: its kind, and the questions it answers.

    The program proposes; ``corrected_at`` says that a person decided, and no later run touches
    such a passage.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=14, choices=PassageKind.choices)
    #: keys of questions, or of one topic answered as a whole
    targets = models.JSONField(_("answers"), default=list, blank=True)
    confidence = models.FloatField(default=1.0)
    language = models.CharField(_("language"), max_length=8, blank=True)
    #: what a person marked it as: codes of :class:`..words.PassageMark`
    marks = models.JSONField(_("marks"), default=list, blank=True)
    #: codes of themes, and of the places it is about (whatever country its author speaks from)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    places = models.JSONField(_("places it is about"), default=list, blank=True)
    #: organisations and initiatives it names: ``[{"kind": "organisation", "name": "…"}]``
    named = models.JSONField(_("named"), default=list, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["version", "start"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(fields=["version", "start"], name="passage_starts_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_is_not_empty"),
            models.CheckConstraint(
                condition=Q(kind__in=PassageKind.values), name="passage_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"passage {self.pk}"
