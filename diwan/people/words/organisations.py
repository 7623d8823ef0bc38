"""Choices of organisations: their levels, mandates, changes, pages and reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """How far the work of an organisation reaches."""

    INTERNATIONAL = "international", pgettext_lazy("level", "International")
    NATIONAL = "national", pgettext_lazy("level", "National")
    REGIONAL = "regional", pgettext_lazy("level", "Regional")
    LOCAL = "local", pgettext_lazy("level", "Local")


class MandateRole(models.TextChoices):
    """What somebody does for an organisation. Managers and officers sign for it."""

    MANAGER = "manager", pgettext_lazy("mandate", "Manager")
    OFFICER = "officer", pgettext_lazy("mandate", "Officer")
    MEMBER = "member", pgettext_lazy("mandate", "Member of the staff")
    FOCAL_POINT = "focal_point", pgettext_lazy("mandate", "Focal point")
    DEPUTY = "deputy", pgettext_lazy("mandate", "Deputy of the focal point")


class ReminderKind(models.TextChoices):
    """Of what somebody is told once that its day comes."""

    MANDATE = "mandate", _("A mandate ends")
    OWN_WORD = "own_word", _("What an organisation says of itself is a year old")
    REVIEW = "review", _("A verification ends, or is asked for")
    VETTING = "vetting", _("The review of a partner is due")


class SuccessionKind(models.TextChoices):
    """How one organisation became another."""

    RENAMED = "renamed", pgettext_lazy("succession", "Renamed")
    MERGED = "merged", pgettext_lazy("succession", "Merged")
    SPLIT = "split", pgettext_lazy("succession", "Split")


class PageKind(models.TextChoices):
    """What stands on a page of an organisation's own (D12)."""

    PAGE = "page", _("Page")
    PROGRAMME = "programme", _("Programme")


class Conclusion(models.TextChoices):
    """What a steward concludes of a partner's review (D16); never shown outside the review."""

    SOUND = "sound", _("Sound: nothing stands against working together")
    CONDITIONS = "conditions", _("With conditions, named above")
    NOT_YET = "not_yet", _("Not yet: questions are open")


class Verification(models.TextChoices):
    """How far others have looked at what an organisation says of itself."""

    VERIFIED = "verified", _("Verified")
    OVERDUE = "overdue", _("Verification to be renewed")
    ASKED = "asked", _("Under review")
    BY_ITSELF = "by_itself", _("Confirmed by itself")
    NONE = "none", _("Not verified yet")


class Enforcement(models.TextChoices):
    """Whether a body has a part in readmission, border control or policing (P-20)."""

    UNKNOWN = "", _("Nobody has looked yet")
    NO = "no", _("No part in enforcement")
    YES = "yes", _("Has a part in enforcement")
