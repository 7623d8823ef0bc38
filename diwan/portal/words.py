"""The house's own pages and what a search may be narrowed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageSlug(models.TextChoices):
    """The house's own pages, by their address."""

    ABOUT = "about", _("About")
    PRIVACY = "privacy", _("Privacy")
    TERMS = "terms", _("Terms of use")
    LEGAL = "legal", _("Legal notice")
    CONTACT = "contact", _("Contact")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    MODERATION = "moderation", _("Moderation")
