"""The house's own pages, and how often somebody hears of what they follow."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language_info, gettext
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


def language_name(code: str) -> str:
    """The name of a language in the reader's own, or its code where we have none."""
    named = {key: str(name) for key, name in settings.LANGUAGES}
    if code in named:
        return gettext(named[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
