"""The life of a norm or policy: since when it is in force, what changed it, and its texts (J5)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField

from ..words.kinds import NormType, Relation
from .items import Item
from .times import WhenField


class Norm(models.Model):
    """A legal norm or a policy; what it is on a day is computed (``rules.norms``)."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="norm")
    type = models.CharField(_("type"), max_length=14, choices=NormType.choices)
    #: as it is quoted, such as ``972/2010``
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated = WhenField(_("adopted"))
    from_on = WhenField(_("in force from"))
    #: the last day
    to_on = WhenField(_("in force until"))
    dropped = WhenField(_("given up"))

    class Meta:
        verbose_name = _("norm")
        verbose_name_plural = _("norms")
        constraints = [
            models.CheckConstraint(condition=Q(type__in=NormType.values), name="norm_type_known")
        ]

    def __str__(self) -> str:
        return str(self.item)


class NormLink(models.Model):
    """What a later norm did to this one; the later one is an item too, or only named."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="norm_links")
    relation = models.CharField(_("what happened"), max_length=12, choices=Relation.choices)
    by = models.ForeignKey(
        Item,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="norm_links_back",
        verbose_name=_("by the norm"),
    )
    #: of a norm that is not in the library
    name = models.CharField(_("name"), max_length=300, blank=True)
    #: since when
    since = WhenField(_("since"))
    note = WordingField(_("what changed"), blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("what became of a norm")
        verbose_name_plural = _("what became of norms")
        constraints = [
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="norm_relation_known"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False, name="") | (Q(by__isnull=True) & ~Q(name="")),
                name="norm_link_named_once",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(by=F("item")), name="norm_link_not_to_itself"
            ),
            models.UniqueConstraint(
                fields=["item", "relation", "by"],
                condition=Q(by__isnull=False),
                name="norm_link_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.by) if self.by else self.name


class NormText(models.Model):
    """The text as it holds since a day."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="norm_texts")
    since = WhenField(_("holds since"), blank=False)
    text = WordingField(_("text"))
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("text of a norm")
        verbose_name_plural = _("texts of norms")
        constraints = [
            models.UniqueConstraint(fields=["item", "since"], name="norm_text_once_a_day")
        ]

    def __str__(self) -> str:
        return self.since
