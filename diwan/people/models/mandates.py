"""Who acts for an organisation, as what, and from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..queries.organisations import MandateQuerySet
from ..words.organisations import MandateRole
from .organisations import Organisation
from .persons import Person


class Mandate(models.Model):
    """Somebody acts for an organisation; without a confirmation it is only asked for."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mandates", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="mandates", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=MandateRole.choices)
    #: what a focal point is asked about, for example “returns”
    remit = models.CharField(_("about what"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    deputy_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="deputies"
    )
    #: who took over, and what they were told
    handed_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="taken_from"
    )
    handover_note = models.TextField(_("what the successor must know"), blank=True)
    #: whether other members may read the name here; only the person decides
    is_shown = models.BooleanField(_("members may see my name here"), default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=MandateRole.values), name="mandate_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "role", "remit"],
                condition=Q(ends_on__isnull=True),
                name="mandate_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"
