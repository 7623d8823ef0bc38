"""Opinions of councils, the votes on them, and what the authority answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.vocabularies.models import Theme

from .. import rules
from ..queries import OpinionQuerySet
from ..words import OpinionState, Response
from .councils import College, Council, Meeting


class Opinion(models.Model):
    """What a council says to an authority, which owes it an answer in public."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="opinions")
    #: within the council; it stays
    number = models.PositiveIntegerField(_("number"))
    title = WordingField(_("title"))
    text = WordingField(_("text"), blank=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    #: empty: on the council's own initiative
    asked_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions_asked_for",
        verbose_name=_("asked for by"),
    )
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="opinions_received",
        verbose_name=_("addressed to"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=OpinionState.choices, default=OpinionState.DRAFT
    )
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="opinions"
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    due_on = models.DateField(_("answer owed by"), null=True, blank=True)
    response = models.CharField(_("answer"), max_length=10, choices=Response.choices, blank=True)
    answer = WordingField(_("words of the answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("drafted by")
    )
    created_at = models.DateTimeField(_("drafted"))

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_on", "-pk"]
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="opinion_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=OpinionState.values), name="opinion_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(response__in=["", *Response.values]), name="opinion_answer_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "answered"])
                | Q(adopted_on__isnull=False, due_on__isnull=False),
                name="opinion_adopted_has_a_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(response="") & Q(answered_on__isnull=False)),
                name="opinion_answered_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("councils:opinion", args=[self.council.slug, self.number])

    @property
    def clock(self) -> rules.Clock | None:
        """Where its answer stands; None before it is adopted."""
        if self.adopted_on is None or self.due_on is None:
            return None
        return rules.clock(self.adopted_on, self.due_on, self.answered_on, clock.now().date())


class Vote(models.Model):
    """How one college voted on an opinion."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="votes")
    college = models.ForeignKey(College, models.PROTECT, related_name="votes")
    for_it = models.PositiveSmallIntegerField(_("for"), default=0)
    against = models.PositiveSmallIntegerField(_("against"), default=0)
    abstained = models.PositiveSmallIntegerField(_("abstained"), default=0)

    class Meta:
        ordering = ["college__position", "pk"]
        verbose_name = _("vote of a college")
        verbose_name_plural = _("votes of colleges")
        constraints = [
            models.UniqueConstraint(fields=["opinion", "college"], name="college_votes_once")
        ]

    def __str__(self) -> str:
        return f"vote {self.pk}"

    @property
    def tally(self) -> rules.Tally:
        return rules.Tally(self.for_it, self.against, self.abstained)
