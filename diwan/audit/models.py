"""The append-only record of what was done, chained so that a change shows (P-16)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from diwan.texts.masking import mask

from .details import pairs
from .queries import EntryQuerySet
from .words import verb_name


class Entry(models.Model):
    """One thing somebody did. Holds references and reasons, no names and no texts."""

    at = models.DateTimeField(_("when"), db_index=True)
    #: ``person:12`` or ``system``; a reference, so that erasing a person leaves no name here
    actor = models.CharField(_("who"), max_length=40, db_index=True)
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    #: ``discussions.contribution:7``
    subject = models.CharField(_("on what"), max_length=120, db_index=True)
    reason = models.TextField(_("why"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    #: SHA-256 over the entry before and this one, hexadecimal
    chain = models.CharField(max_length=64, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    @property
    def verb_name(self) -> str:
        """What was done, in the reader's language."""
        return verb_name(self.verb)

    @property
    def shown_details(self) -> list[tuple[str, str]]:
        """Names and values of the details, in the reader's language."""
        return pairs(self.details)

    @property
    def shown_reason(self) -> str:
        """The reason without the addresses and numbers of people that somebody wrote into it."""
        return mask(self.reason).text if self.reason else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line.

        Raises:
            TypeError: the line is written already; the log is only added to.
        """
        if not self._state.adding:
            raise TypeError("An audit entry is written once.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: the log is only added to.

        Raises:
            TypeError: always.
        """
        raise TypeError("An audit entry stays.")
