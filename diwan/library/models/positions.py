"""What several countries hold on one question, beside each other (C12)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.vocabularies.models import Place, Theme

from ..queries.positions import PolicyTopicQuerySet
from .items import Item


class PolicyTopic(models.Model):
    """One question that every country answers with one of its options."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = WordingField(_("topic"))
    question = WordingField(_("question"))
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    #: key of the option that the countries agreed on, if they did
    common = models.CharField(_("agreed on in common"), max_length=40, blank=True)
    #: where they agreed on it
    common_source = models.CharField(_("where that was agreed"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PolicyTopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("topic of comparison")
        verbose_name_plural = _("topics of comparison")

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return f"{reverse('library:compare')}?topic={self.slug}"


class PolicyOption(models.Model):
    """One answer to the question of a topic."""

    topic = models.ForeignKey(PolicyTopic, models.CASCADE, related_name="options")
    key = models.SlugField(_("key"), max_length=40)
    label = WordingField(_("answer"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("possible answer")
        verbose_name_plural = _("possible answers")
        constraints = [models.UniqueConstraint(fields=["topic", "key"], name="policy_option_once")]

    def __str__(self) -> str:
        return choose(self.label).text


class Position(models.Model):
    """What a country holds since a day, and where that is written."""

    topic = models.ForeignKey(PolicyTopic, models.CASCADE, related_name="positions")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("country"))
    option = models.ForeignKey(
        PolicyOption, models.PROTECT, related_name="positions", verbose_name=_("answer")
    )
    since = models.DateField(_("since"))
    note = WordingField(_("in its own words"), blank=True)
    #: the norm that says so, where the library has it
    norm = models.ForeignKey(
        Item,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("norm or policy"),
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("position of a country")
        verbose_name_plural = _("positions of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "place", "since"], name="policy_position_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.option}"
