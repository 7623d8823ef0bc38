"""The register around organisations: what became of them, their pages, reviews and twins."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import Wording, WordingField, choose

from ..queries.organisations import (
    LikenessQuerySet,
    OrganisationImportQuerySet,
    OrganisationPageQuerySet,
    VettingQuerySet,
)
from ..words.organisations import Conclusion, PageKind, ReminderKind, SuccessionKind
from .organisations import Organisation
from .persons import Person


class Succession(models.Model):
    """One organisation became another (C15): both keep their rows."""

    before = models.ForeignKey(Organisation, models.PROTECT, related_name="successors")
    after = models.ForeignKey(Organisation, models.PROTECT, related_name="predecessors")
    kind = models.CharField(_("what happened"), max_length=8, choices=SuccessionKind.choices)
    #: None when the day is not known
    on = models.DateField(_("on"), null=True, blank=True)
    source = models.URLField(_("where that is published"), blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SuccessionKind.values), name="succession_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(before=F("after")), name="succession_of_another"),
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
        ]

    def __str__(self) -> str:
        return f"succession {self.pk}"


class Merge(models.Model):
    """Two rows were the same body: what moved from one to the other, so that it can move back."""

    source = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    #: ``room.Model.field`` → keys of the rows that point to the target since
    moved = models.JSONField(default=dict)
    #: the same of rows that could not move, because the target has one of its own
    stayed = models.JSONField(default=dict)
    #: field of the target → [before, after]
    changed = models.JSONField(default=dict)
    #: key of a mandate that signed for the source → [when, by whom] it had been confirmed
    unconfirmed = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("merge of two entries")
        verbose_name_plural = _("merges of two entries")
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="merge_of_two")
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class Reminder(models.Model):
    """That somebody was told of a day to come; one for each thing and day, so that none is told
    of it twice.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=ReminderKind.choices)
    #: primary key of the mandate or the organisation
    subject = models.BigIntegerField(_("about"))
    day = models.DateField(_("day"))
    told_at = models.DateTimeField(_("told"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "day"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.values), name="reminder_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Vetting(models.Model):
    """A steward's review of a partner (D16): for stewards only, and in no list, count or file."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="vettings")
    track_record = models.TextField(_("track record"))
    governance = models.TextField(_("governance"))
    references = models.TextField(_("references"), blank=True)
    conclusion = models.CharField(_("conclusion"), max_length=10, choices=Conclusion.choices)
    reviewed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reviewed_on = models.DateField(_("reviewed"))
    next_review_on = models.DateField(_("next review"))

    objects = VettingQuerySet.as_manager()

    class Meta:
        ordering = ["-reviewed_on", "-id"]
        verbose_name = _("review of a partner")
        verbose_name_plural = _("reviews of partners")
        constraints = [
            models.CheckConstraint(
                condition=Q(conclusion__in=Conclusion.values), name="vetting_conclusion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("reviewed_on")), name="vetting_next_is_later"
            ),
        ]

    def __str__(self) -> str:
        return f"vetting {self.pk}"


class OrganisationPage(models.Model):
    """A page or programme of an organisation's own (D12)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pages")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(
        _("kind"), max_length=10, choices=PageKind.choices, default=PageKind.PAGE
    )
    title = WordingField(_("title"))
    body = WordingField(_("text"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    #: None while only those who write it see it
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = OrganisationPageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("page of an organisation")
        verbose_name_plural = _("pages of organisations")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="organisation_page_once"),
            models.CheckConstraint(
                condition=Q(kind__in=PageKind.values), name="organisation_page_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title_shown.text

    @property
    def title_shown(self) -> Wording:
        return choose(self.title)

    @property
    def body_shown(self) -> Wording:
        return choose(self.body)

    def get_absolute_url(self) -> str:
        return reverse("organisations:page", args=[self.organisation.slug, self.slug])


class Likeness(models.Model):
    """Two entries that may be the same body, until a steward says that they are two."""

    #: the one with the smaller key
    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    #: from 0 to 1
    score = models.FloatField()
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = _("likely twins")
        verbose_name_plural = _("likely twins")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likeness_in_order"),
        ]

    def __str__(self) -> str:
        return f"likeness {self.pk}"


class OrganisationImport(models.Model):
    """A file of organisations that waits for somebody to say what of it shall be added."""

    made_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("read"))
    file_name = models.CharField(_("file"), max_length=200)
    #: the rows as they were read; emptied when they are written
    rows = models.JSONField(default=list)
    #: number of a row → what it was seen to do when it was ticked, or empty when it was not
    chosen = models.JSONField(default=dict)
    #: told to write; ``done`` rows are written or left by now
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    taken_at = models.DateTimeField(_("added"), null=True, blank=True)
    added = models.PositiveIntegerField(_("organisations added"), default=0)
    changed = models.PositiveIntegerField(_("organisations changed"), default=0)
    #: rows that were chosen and not written: line, name, why
    left = models.JSONField(default=list)

    objects = OrganisationImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import of organisations")
        verbose_name_plural = _("imports of organisations")

    def __str__(self) -> str:
        return f"import {self.pk}"
