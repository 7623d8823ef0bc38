"""What is known of a link, and whether it may be asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """Whether a link that somebody named leads anywhere."""

    UNKNOWN = "unknown", _("Not checked")
    ALIVE = "alive", _("Works")
    DEAD = "dead", _("Dead")


def may_look() -> bool:
    """Only where those who run the site have allowed to ask other servers."""
    return bool(settings.DIWAN_CHECK_LINKS)
