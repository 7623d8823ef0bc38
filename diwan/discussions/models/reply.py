"""The consolidated reply: statements and the exact words each of them rests on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField
from diwan.vocabularies.models import Place

from ..queries import ReplyQuerySet, StatementQuerySet
from ..words import ReplyState, ReplyStep, ResourceKind, Stance, StatementKind, UnusedReason
from .call import Discussion
from .contribution import Contribution, Version


def new_key() -> str:
    return get_random_string(12)


class Reply(models.Model):
    """One version of a discussion's consolidated reply.

    While it is made, ``step``, ``done`` and ``total`` tell how far; ``trouble`` holds the
    sentence that ended it. What is cited stays as it was; who is named, what came in and which
    words may still be shown is looked up whenever the reply is read.
    """

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="consolidated_replies")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReplyState.choices, default=ReplyState.MAKING
    )
    #: whether a facilitator decided about each contribution before it was drafted
    is_moderated = models.BooleanField(default=True)
    made_on = models.DateField(_("date"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    step = models.CharField(max_length=14, choices=ReplyStep.choices, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    #: the last sign of the task: one that died gives none any more
    moved_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    #: the version this one was begun from, by hand
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    #: why there is a new version, in a sentence or two
    note = WordingField(_("what changed"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: SHA-256, hexadecimal, of what was published, as :mod:`..reply.hashing` tells it
    content_sha256 = models.CharField(max_length=64, blank=True)
    # when its contributors were told that it was published, and that it was delivered
    told_at = models.DateTimeField(null=True, blank=True)
    delivery_told_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["discussion", "-number"]
        verbose_name = _("consolidated reply")
        verbose_name_plural = _("consolidated replies")
        constraints = [
            models.UniqueConstraint(fields=["discussion", "number"], name="reply_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=ReplyState.values), name="reply_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"reply {self.number} of {self.discussion_id}"


class Statement(models.Model):
    """A point made, a recommendation, or an experience of a country.

    ``about`` is the key of a question or of a topic; empty when it serves none.
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="statements")
    #: counts through the reply, from 1
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=14, choices=StatementKind.choices)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8)
    about = models.CharField(_("question"), max_length=20, blank=True)
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    is_summary = models.BooleanField(_("part of the summary"), default=False)
    #: the same in every version of the reply
    key = models.CharField(max_length=12, default=new_key, db_index=True)
    #: codes of themes, and of the places it is about
    themes = models.JSONField(_("themes"), default=list, blank=True)
    places = models.JSONField(_("places"), default=list, blank=True)
    #: counts changes, so that two people writing at once are noticed
    revision = models.PositiveIntegerField(default=0)
    #: whoever worded it last; empty for what the program drafted
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["reply", "number"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.UniqueConstraint(fields=["reply", "number"], name="statement_number_once")
        ]

    def __str__(self) -> str:
        return f"statement {self.number}"


class CitedWords(models.Model):
    """``masked[start:end]`` of a version, and the digest of exactly these words."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    #: SHA-256, hexadecimal, of the words in UTF-8
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=8)

    class Meta:
        abstract = True


class Citation(CitedWords):
    """What a statement rests on; the first one is where its words were taken from."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="citations")
    order = models.PositiveSmallIntegerField()
    stance = models.CharField(
        _("stance"), max_length=9, choices=Stance.choices, default=Stance.SUPPORTS
    )
    #: found by the program and confirmed by nobody
    is_perhaps = models.BooleanField(_("perhaps"), default=False)

    class Meta:
        ordering = ["statement", "order"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["statement", "order"], name="citation_order_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="citation_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"citation {self.order} of {self.statement_id}"


class Resource(models.Model):
    """A document, organisation, initiative or link that contributions name."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="resources")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=ResourceKind.choices)
    name = models.TextField(_("name"))
    url = models.TextField(_("address"), blank=True)

    class Meta:
        ordering = ["reply", "order"]
        verbose_name = _("related resource")
        verbose_name_plural = _("related resources")
        constraints = [
            models.UniqueConstraint(fields=["reply", "order"], name="resource_order_once")
        ]

    def __str__(self) -> str:
        return self.name


class Mention(CitedWords):
    """The words in which a contribution names a resource."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="mentions")

    class Meta:
        ordering = ["resource", "id"]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")

    def __str__(self) -> str:
        return f"mention {self.pk}"


class Unused(models.Model):
    """A contribution that was read and not cited, and why."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="unused")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=14, choices=UnusedReason.choices)

    class Meta:
        ordering = ["contribution__number"]
        verbose_name = _("contribution not cited")
        verbose_name_plural = _("contributions not cited")
        constraints = [
            models.UniqueConstraint(fields=["reply", "contribution"], name="unused_once")
        ]

    def __str__(self) -> str:
        return f"unused {self.contribution_id}"
