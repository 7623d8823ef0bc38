"""The call: a discussion, its topics with numbered questions, and who facilitates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import reference
from diwan.audit.models import Entry
from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation
from diwan.vocabularies.models import Place, Theme

from ..queries import DiscussionQuerySet
from ..words import Audience, MailingMode, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.core.wording import Wording


class Discussion(models.Model):
    """A time-boxed call for contributions (A1)."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    stage = models.CharField(
        _("state"), max_length=14, choices=Stage.choices, default=Stage.DRAFT, db_index=True
    )
    audience = models.CharField(
        _("who may read it"), max_length=8, choices=Audience.choices, default=Audience.PUBLIC
    )
    title = WordingField(_("title"))
    context = WordingField(_("context"), blank=True)
    objective = WordingField(_("objective"), blank=True)
    who = WordingField(_("who should contribute"), blank=True)
    use = WordingField(_("what the result is for, and when"), blank=True)
    languages = models.JSONField(_("languages"), default=list)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    #: the last day first announced, when the discussion was extended
    first_closes_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    #: the part before the @; the domain is the site's, unless the call brought a whole address
    address = models.CharField(_("mail address"), max_length=254, unique=True)
    event_name = WordingField(_("linked event"), blank=True)
    event_on = models.DateField(_("day of the event"), null=True, blank=True)
    event_url = models.URLField(_("page of the event"), blank=True)
    conveners = models.ManyToManyField(
        Organisation, blank=True, related_name="convened", verbose_name=_("conveners")
    )
    places = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name=_("places"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    mailing = models.CharField(
        _("letters to members"), max_length=6, choices=MailingMode.choices, default="digest"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-id"]
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="discussion_closes_after_it_opens",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="discussion_stage_is_known"
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("discussions:detail", args=[self.slug])

    @property
    def wording(self) -> Wording:
        return choose(self.title)

    @property
    def mail_address(self) -> str:
        """The whole address contributions are sent to."""
        if "@" in self.address:
            return self.address
        return f"{self.address}@{settings.DIWAN_MAIL_DOMAIN}"

    @property
    def is_taking_contributions(self) -> bool:
        return self.stage in {Stage.OPEN, Stage.EXTENDED}

    def edition(self) -> str:
        """What changes whenever the call changes: the last line of the log about it.

        Everything the team does to a call is written there, in the same transaction.
        """
        lines = Entry.objects.filter(subject=reference(self)).order_by("-pk")
        return lines.values_list("chain", flat=True).first() or ""

    def is_over(self, moment: datetime) -> bool:
        """Whether what came at an aware ``moment`` came too late: after the end, early or not."""
        return moment >= min(self.closes_at(), self.closed_at or self.closes_at())

    def closes_at(self) -> datetime:
        """The moment after the last day ends in the discussion's time zone, aware."""
        from ..rules import end_of_day  # noqa: PLC0415

        return end_of_day(self.closes_on, self.time_zone)


class Topic(models.Model):
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="topics")
    key = models.CharField(_("key"), max_length=20)
    number = models.PositiveSmallIntegerField(_("number"))
    title = WordingField(_("title"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["discussion", "key"], name="topic_key_once")]

    def __str__(self) -> str:
        return f"{self.number}. {choose(self.title).text}"


class Question(models.Model):
    """A numbered question; its key is stable, whatever happens to its number or words."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="questions")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="questions")
    key = models.CharField(_("key"), max_length=20)
    number = models.PositiveSmallIntegerField(_("number"))
    text = WordingField(_("text"))
    #: true for a question that a contributor proposed and a facilitator promoted (A9)
    is_members = models.BooleanField(default=False)

    class Meta:
        ordering = ["topic__number", "number"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["discussion", "key"], name="question_key_once")
        ]

    def __str__(self) -> str:
        return choose(self.text).text


class BackgroundPaper(models.Model):
    """The paper all are asked to read, one row a language version (A2)."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="papers")
    language = models.CharField(_("language"), max_length=8)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="papers/")
    size = models.PositiveIntegerField(default=0)
    content_type = models.CharField(max_length=120, default="application/pdf")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["language", "-version"]
        verbose_name = _("background paper")
        verbose_name_plural = _("background papers")
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "language", "version"], name="paper_version_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Facilitator(models.Model):
    """Somebody of the facilitation team, for all languages or for some."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="facilitates")
    is_lead = models.BooleanField(_("leads the team"), default=False)
    #: language codes; empty means all
    languages = models.JSONField(_("languages"), default=list, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_lead", "id"]
        verbose_name = _("facilitator")
        verbose_name_plural = _("facilitators")
        constraints = [
            models.UniqueConstraint(fields=["discussion", "person"], name="facilitator_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class FacilitatorInvitation(models.Model):
    """A co-facilitator asked by letter; the letter's link carries the token."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="team_invitations")
    email = models.EmailField(_("e-mail address"))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    token = models.CharField(max_length=40, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("invitation to the facilitation team")
        verbose_name_plural = _("invitations to the facilitation team")

    def __str__(self) -> str:
        return f"facilitator invitation {self.pk}"


class Invitation(models.Model):
    """A shareable link to the call, one a channel, counting uses and no people (A12)."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="invitations")
    channel = models.CharField(_("where it is shared"), max_length=100)
    token = models.CharField(max_length=32, unique=True)
    visits = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("shareable invitation")
        verbose_name_plural = _("shareable invitations")

    def __str__(self) -> str:
        return self.channel
