"""The house's own pages, and how often somebody hears of what they follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: the language of what is found by words in several (ISO 639-2), and shown in the reader's
MANY_LANGUAGES = "mul"


class PageSlug(models.TextChoices):
    """The house's own pages, by their address."""

    ABOUT = "about", _("About")
    PRIVACY = "privacy", _("Privacy")
    TERMS = "terms", _("Terms of use")
    LEGAL = "legal", _("Legal notice")
    CONTACT = "contact", _("Contact")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    MODERATION = "moderation", _("Moderation")


class Rhythm(models.TextChoices):
    """How often letters bring what is new in what somebody follows."""

    EACH = "each", _("As soon as there is something new")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")
    NONE = "none", _("No letters: on my desk only")
