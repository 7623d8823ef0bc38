"""Calls of a network: somebody looks for partners in research, or for advice (E4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import Wording
from diwan.people.models import Person
from diwan.people.words import Attribution

from ..queries import AnswerQuerySet, CallQuerySet
from ..rules import LONGEST_TITLE
from ..words import CallKind, CallState
from .talk import Forum

if TYPE_CHECKING:
    from datetime import date


class Call(models.Model):
    """What is looked for, until when; who answers is known to the caller alone."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="calls")
    kind = models.CharField(_("looked for"), max_length=8, choices=CallKind.choices)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"))
    #: BCP 47
    language = models.CharField(_("language"), max_length=8)
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    attribution = models.CharField(
        _("how I am named"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.ANONYMOUS,
    )
    asked_at = models.DateTimeField(_("asked"))
    closes_on = models.DateField(_("answers until"))
    state = models.CharField(
        _("state"), max_length=6, choices=CallState.choices, default=CallState.OPEN
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["closes_on", "pk"]
        verbose_name = _("call of a network")
        verbose_name_plural = _("calls of networks")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="call_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=CallState.values), name="call_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:call", args=[self.forum.slug, self.pk])

    @property
    def heading(self) -> Wording:
        return Wording(self.title, self.language)

    @property
    def words(self) -> Wording:
        return Wording(self.text, self.language)

    def takes_answers(self, today: date) -> bool:
        return self.state == CallState.OPEN and today <= self.closes_on


class Answer(models.Model):
    """One member's answer to a call, and what the two have written to each other since."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="answers")
    #: who answers; the caller reads no more of them than they chose
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    attribution = models.CharField(
        _("how I am named"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.ANONYMOUS,
    )
    answered_at = models.DateTimeField(_("answered"))

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["answered_at", "pk"]
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="call_answered_once")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("forum:answer", args=[self.call.forum.slug, self.call_id, self.pk])


class Line(models.Model):
    """What one of the two wrote; letters say that it came, and hold no address."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="lines")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField(_("message"))
    #: BCP 47
    language = models.CharField(max_length=8)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("message about a call")
        verbose_name_plural = _("messages about calls")

    def __str__(self) -> str:
        return f"line {self.pk}"
