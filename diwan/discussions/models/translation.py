"""The words of a statement or a contribution in another language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..queries import TranslationQuerySet
from ..words import TranslationOrigin
from .contribution import Version
from .reply import Statement


class Translation(models.Model):
    """Of a statement, or of the released words of a contribution: exactly one of the two.

    It is out of date when ``source_sha256`` is not the digest of the words it translates any
    more; readers then see the original alone. While a machine is asked, ``asked_at`` is set and
    ``text`` is what there was before, perhaps nothing; ``trouble`` is why its answer was not used.
    """

    statement = models.ForeignKey(
        Statement, models.CASCADE, null=True, blank=True, related_name="translations"
    )
    version = models.ForeignKey(
        Version, models.CASCADE, null=True, blank=True, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=8)
    text = models.TextField(_("translation"), blank=True)
    origin = models.CharField(max_length=7, choices=TranslationOrigin.choices)
    #: SHA-256, hexadecimal, of the words translated, in UTF-8
    source_sha256 = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["language", "id"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "language"], name="statement_translated_once"
            ),
            models.UniqueConstraint(fields=["version", "language"], name="version_translated_once"),
            models.CheckConstraint(
                condition=Q(statement__isnull=True, version__isnull=False)
                | Q(statement__isnull=False, version__isnull=True),
                name="translation_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"translation {self.pk}"
