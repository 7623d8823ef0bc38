"""Choices of people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    NATIONAL_GOVERNMENT = "national_government", _("National government")
    LOCAL_AUTHORITY = "local_authority", _("Local or regional authority")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    DIASPORA_ASSOCIATION = "diaspora_association", _("Diaspora association")
    MIGRANT = "migrant", _("Migrant or returnee")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    EMPLOYMENT_SERVICE = "employment_service", _("Employment service")
    FINANCIAL_INSTITUTION = "financial_institution", _("Financial institution")
    RESEARCH = "research", _("Research")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    OTHER = "other", _("Other")


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Another answer")


class Attribution(models.TextChoices):
    """How a person is named beside what they say (P-23)."""

    NAMED = "named", _("My name and organisation")
    ORGANISATION = "organisation", _("My organisation only")
    ANONYMOUS = "anonymous", _("Anonymous")


class Role(models.TextChoices):
    """What an administrator gives and takes; facilitators are named by their discussions."""

    ADMINISTRATOR = "administrator", _("Administrator")
    STEWARD = "steward", _("Steward of the vocabularies")
