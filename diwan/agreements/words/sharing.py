"""Choices of data-sharing agreements: what for, which data, on what ground, how far they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SharingPurpose(models.TextChoices):
    """What data about a person may be sent for. There is no word here for enforcement (P-20)."""

    WORK = "work", _("Finding work")
    TRAINING = "training", _("Training and recognition of skills")
    REFERRAL = "referral", _("Being referred to a service")
    PROJECT = "project", _("Support for a project in the land of origin")
    SOCIAL_SECURITY = "social_security", _("Carrying social security rights home")


class DataCategory(models.TextChoices):
    """Kinds of data; none for nationality, religion, health or legal status (P-5)."""

    NAME = "name", pgettext_lazy("data", "Name")
    CONTACT = "contact", _("How to reach the person")
    PLACE = "place", _("Town and country of residence")
    SKILLS = "skills", _("Skills and experience")
    QUALIFICATIONS = "qualifications", _("Qualifications")
    LANGUAGES = "languages", pgettext_lazy("data", "Languages spoken")
    WISHES = "wishes", _("Work, training or project sought")
    INSURANCE = "insurance", _("Periods of work and insurance")


class LegalBasis(models.TextChoices):
    """On what ground the bodies share; the person's consent is asked besides, always."""

    TREATY = "treaty", _("Treaty or international agreement")
    LAW = "law", _("Law")
    PUBLIC_TASK = "public_task", _("Public task of the bodies")
    CONSENT = "consent", _("Consent of the persons alone")


class Guarantee(models.TextChoices):
    """What protects data that cross a border (third-country check)."""

    NONE = "", _("None: the data stay in one country")
    ADEQUACY = "adequacy", _("Decision that the land protects data well enough")
    CLAUSES = "clauses", _("Standard contractual clauses")
    INSTRUMENT = "instrument", _("Binding instrument between the authorities")


class Does(models.TextChoices):
    """What a body does under a data-sharing agreement."""

    SENDS = "sends", _("Sends data")
    RECEIVES = "receives", _("Receives data")
    BOTH = "both", _("Sends and receives data")


class SharingState(models.TextChoices):
    DRAFT = "draft", _("Being drafted")
    PROPOSED = "proposed", _("Before the bodies to sign")
    SIGNED = "signed", _("Signed")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")


class SharingStanding(models.TextChoices):
    """What a reader is told: the state, and on which side of its days today lies."""

    DRAFT = "draft", _("Being drafted")
    PROPOSED = "proposed", _("Before the bodies to sign")
    NOT_BEGUN = "not_begun", _("Signed, not yet begun")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")
