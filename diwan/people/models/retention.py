"""What the retention schedule did."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .persons import Person


class RetentionRun(models.Model):
    """What the retention schedule removed, and when: counts by rule, nothing else."""

    ran_at = models.DateTimeField(_("when"))
    #: None when the clock ran it
    ran_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    #: name of the rule in ``core.slots.retention`` → how many it removed
    removed = models.JSONField(_("removed"), default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")

    def __str__(self) -> str:
        return f"retention run {self.pk}"

    @property
    def total(self) -> int:
        return sum(self.removed.values())
