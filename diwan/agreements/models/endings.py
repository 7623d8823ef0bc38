"""What happens when the money ends, and who takes over (D13)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation

from .agreement import Agreement


class ExitPlan(models.Model):
    agreement = models.OneToOneField(Agreement, models.CASCADE, related_name="exit_plan")
    funding_ends_on = models.DateField(_("funding ends"), null=True, blank=True)
    plan = WordingField(_("what goes on afterwards, and how"))
    taken_over_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over by"),
    )

    class Meta:
        verbose_name = _("exit plan")
        verbose_name_plural = _("exit plans")

    def __str__(self) -> str:
        return f"exit plan {self.pk}"


class HandOver(models.Model):
    """One thing to hand over, and whether it is done."""

    plan = models.ForeignKey(ExitPlan, models.CASCADE, related_name="steps")
    what = WordingField(_("what"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self) -> str:
        return choose(self.what).text
