"""The search table: one row a findable thing, filled by the rooms through ``portal.actions``."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .queries import SearchDocumentQuerySet


class SearchDocument(models.Model):
    """What a result shows; the folded words stand in a full-text table beside it."""

    #: name of the source in ``core.slots.search_sources``
    source = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    text = models.TextField()
    #: the address in the site's first language; ``queries`` and pages translate it
    url = models.CharField(max_length=300)
    date = models.DateTimeField(null=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "language"], name="found_once")
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.object_id}"

    @property
    def source_title(self) -> str:
        return str(slots.search_sources.get(self.source).title)
