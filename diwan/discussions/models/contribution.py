"""A contribution, its versions, what was cut from its letter, and its attachments."""

from __future__ import annotations

from secrets import randbelow
from string import ascii_letters, digits

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.mailroom.models import Letter
from diwan.people.words import ActorKind, Attribution
from diwan.vocabularies.models import Place

from ..queries import ContributionQuerySet
from ..words import (
    BehalfSource,
    Channel,
    ContributionState,
    SetAsideReason,
    VersionKind,
)
from .call import Discussion

_ALPHABET, _LENGTH = ascii_letters + digits, 40


def new_token() -> str:
    """Forty letters and digits, from one draw: to draw each takes twenty times as long."""
    drawn = randbelow(len(_ALPHABET) ** _LENGTH)
    token = ""
    for _place in range(_LENGTH):
        drawn, place = divmod(drawn, len(_ALPHABET))
        token += _ALPHABET[place]
    return token


class Contribution(models.Model):
    """What somebody says in a discussion. Nothing of it shows until it is released (A5)."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="contributions")
    #: order of release, from 1; None until released
    number = models.PositiveIntegerField(null=True, blank=True)
    reply_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(
        max_length=10, choices=ContributionState.choices, default="held", db_index=True
    )
    # who says it
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
    )
    author_name = models.CharField(_("name"), max_length=200, blank=True)
    author_email = models.EmailField(_("e-mail address"), blank=True, db_index=True)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind of actor"), max_length=30, choices=ActorKind.choices, blank=True
    )
    country = models.ForeignKey(
        Place,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country you speak from"),
    )
    attribution = models.CharField(
        _("how you are named"), max_length=12, choices=Attribution.choices, default="anonymous"
    )
    is_verified = models.BooleanField(_("the address was confirmed"), default=False)
    # what it is
    language = models.CharField(_("language"), max_length=8, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    is_late = models.BooleanField(_("came after the last day"), default=False)
    is_suspected_spam = models.BooleanField(default=False)
    # on behalf (a phone call, a paper, a workshop)
    behalf_source = models.CharField(max_length=10, choices=BehalfSource.choices, blank=True)
    behalf_consent = models.TextField(_("how the person agreed"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # moderation
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    conflict_note = models.TextField(_("conflict of interest"), blank=True)
    set_aside_reason = models.CharField(max_length=10, choices=SetAsideReason.choices, blank=True)
    decision_note = models.TextField(_("note to the author"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: counts changes, so that two people deciding at once are noticed
    revision = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField(db_index=True)
    received_at = models.DateTimeField(null=True, blank=True, db_index=True)
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "id"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "number"], name="contribution_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ContributionState.values),
                name="contribution_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(number__isnull=False),
                name="released_contribution_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    def get_absolute_url(self) -> str:
        page = reverse("discussions:contributions", args=[self.discussion.slug])
        return f"{page}?from={self.number}#c{self.number}"


class Version(models.Model):
    """One state of a contribution's words; the released one is the highest ``is_released``.

    ``text`` is what facilitators and the author see; ``masked`` is what others see, contact
    details replaced. ``parts`` splits both: ``[{"question": "T1Q1" or null, "start": 0, "end":
    120, "masked_start": 0, "masked_end": 112}]``, in characters; empty for a letter, which is
    one free text.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind.choices)
    text = models.TextField()
    masked = models.TextField()
    parts = models.JSONField(default=list, blank=True)
    #: ``masked`` as safe HTML, made at release: ``[{"question": key or null, "html": "<p …>"}]``
    pieces = models.JSONField(default=list, blank=True)
    is_released = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.contribution_id}"


class Cutting(models.Model):
    """A piece of the letter that is not shown: quoted text, a signature, a list footer."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="cuttings")
    #: where it stood, as an offset in the text of version 1
    position = models.PositiveIntegerField()
    reason = models.CharField(max_length=10)
    text = models.TextField()
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("cut text")
        verbose_name_plural = _("cut texts")

    def __str__(self) -> str:
        return f"cutting {self.pk}"


class Attachment(models.Model):
    """A file that came with a contribution; released with it, never before."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="attachments/")
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    #: empty when it may be shown; otherwise why it is kept back
    refused = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name
