"""Files of services that wait for a steward's word."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Person


class ServiceImport(models.Model):
    """A set of HSDS tables that was read in: emptied when it is written, gone after a day.

    What it may hold of hidden places is seen by the steward who read it in, and by nobody else.
    """

    made_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    #: what the steward said of all of them: language, sensitivity, kind of new organisations
    told = models.JSONField(default=dict)
    #: table → its rows, each with the ``line`` it stood in
    tables = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    #: rows that were not written: table, line, name, sentences
    left = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of services")
        verbose_name_plural = _("imports of services")

    def __str__(self) -> str:
        return f"import {self.pk}"
