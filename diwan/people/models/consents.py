"""What people were asked, and what they agreed to (P-2)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import Wording, WordingField, choose

from ..consents import ConsentQuerySet
from ..words import ConsentMethod
from .persons import Person


class ConsentText(models.Model):
    """What was asked, word for word, in the languages of the house; kept once somebody agreed.

    ``digest`` is the SHA-256 of the words: each wording of an edition has a row of its own.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    edition = models.PositiveSmallIntegerField(_("edition"))
    digest = models.CharField(max_length=64)
    titles = WordingField(_("titles"))
    texts = WordingField(_("texts"))
    first_given_at = models.DateTimeField(_("first agreed to"))

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "edition", "digest"], name="consent_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}/{self.edition}"


class Consent(models.Model):
    """That a person agreed to a text, how, and until when; the history stays till erasure."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    #: name of one of ``core.slots.consent_purposes``
    purpose = models.CharField(_("purpose"), max_length=40)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    #: in which the text was read, or read out
    language = models.CharField(_("language"), max_length=8)
    method = models.CharField(_("method"), max_length=8, choices=ConsentMethod.choices)
    witness = models.ForeignKey(
        Person, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("witness")
    )
    #: who wrote it down; the person themselves on the web
    recorded_by = models.ForeignKey(
        Person, models.RESTRICT, related_name="+", verbose_name=_("recorded by")
    )
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, models.RESTRICT, null=True, blank=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once_in_force",
            ),
            models.CheckConstraint(
                condition=Q(method__in=ConsentMethod.values), name="consent_method_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(method__in=[ConsentMethod.ORAL, ConsentMethod.THUMB])
                | Q(witness__isnull=False),
                name="consent_spoken_has_witness",
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True)
                | (~Q(witness=F("person")) & ~Q(witness=F("recorded_by"))),
                name="consent_witness_is_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def shown(self) -> Wording:
        """The words that were agreed to, in the language in which they were read."""
        return choose(self.text.texts, self.language)
