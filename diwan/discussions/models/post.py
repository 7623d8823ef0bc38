"""What the team tells everybody, whom it wants to hear, and what the words lead to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.core.links import LinkState
from diwan.core.wording import WordingField

from ..words import (
    ApproachState,
    ApproachWay,
    CandidateState,
    PostKind,
    PostState,
    ProposalState,
)
from .call import Discussion
from .contribution import Contribution, Version
from .talk import QuestionProposal


class Post(models.Model):
    """A digest of the week, feedback in mid-discussion, or the closing message."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="posts")
    kind = models.CharField(_("kind"), max_length=8, choices=PostKind.choices)
    state = models.CharField(
        _("state"), max_length=9, choices=PostState.choices, default=PostState.DRAFT
    )
    title = WordingField(_("title"))
    text = WordingField(_("text"))
    revision = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("message of the facilitation team")
        verbose_name_plural = _("messages of the facilitation team")

    def __str__(self) -> str:
        return f"post {self.pk}"


class Approach(models.Model):
    """Somebody the team wants to hear, who asked them and when; the team's alone."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="approaches")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=ApproachState.choices, default=ApproachState.PLANNED
    )
    way = models.CharField(_("how"), max_length=6, choices=ApproachWay.choices, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["state", "name"]
        verbose_name = _("person to be heard")
        verbose_name_plural = _("persons to be heard")

    def __str__(self) -> str:
        return f"approach {self.pk}"


class TopicIdea(models.Model):
    """A topic a member proposes before there is a call; once open, members say what comes first.

    ``discussion`` is the one in which a facilitator took it up.
    """

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("why it matters"), max_length=2000)
    language = models.CharField(_("language"), max_length=8)
    state = models.CharField(
        max_length=8, choices=ProposalState.choices, default=ProposalState.HELD
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("note to the member"), blank=True)
    discussion = models.ForeignKey(
        Discussion, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )

    class Meta:
        ordering = ["proposed_at"]
        verbose_name = _("proposed topic")
        verbose_name_plural = _("proposed topics")

    def __str__(self) -> str:
        return f"topic idea {self.pk}"


class Priority(models.Model):
    """A member wants this proposed question or topic to come first: exactly one of the two."""

    proposal = models.ForeignKey(
        QuestionProposal, models.CASCADE, null=True, blank=True, related_name="priorities"
    )
    idea = models.ForeignKey(
        TopicIdea, models.CASCADE, null=True, blank=True, related_name="priorities"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="proposal_priority_once"),
            models.UniqueConstraint(fields=["idea", "person"], name="idea_priority_once"),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True, idea__isnull=False)
                | Q(proposal__isnull=False, idea__isnull=True),
                name="priority_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"priority {self.pk}"


class CrossReference(models.Model):
    """``masked[start:end]`` of a version names another contribution of the discussion (A10)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="cross_references")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    to = models.ForeignKey(Contribution, models.CASCADE, related_name="named_in")

    class Meta:
        ordering = ["version", "start"]
        verbose_name = _("cross-reference")
        verbose_name_plural = _("cross-references")
        constraints = [
            models.UniqueConstraint(fields=["version", "start"], name="cross_reference_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="reference_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"cross-reference {self.pk}"


class LinkCandidate(models.Model):
    """A link that contributions of a discussion name, to be looked at for the library (A11)."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="link_candidates")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="link_candidates")
    url = models.TextField(_("address"))
    title = models.TextField(_("title"), blank=True)
    link_state = models.CharField(
        max_length=7, choices=LinkState.choices, default=LinkState.UNKNOWN
    )
    #: why it is dead: an HTTP status or the kind of fault, as short code
    trouble = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=9, choices=CandidateState.choices, default=CandidateState.CANDIDATE
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("link to look at")
        verbose_name_plural = _("links to look at")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "url"], name="link_candidate_once"),
        ]

    def __str__(self) -> str:
        return f"link candidate {self.pk}"
