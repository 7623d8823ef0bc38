"""Choices of conversations between members."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConversationState(models.TextChoices):
    """Where a conversation stands; to whoever asked, one that was kept back looks unanswered."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("a conversation", "Under way")
    DECLINED = "declined", pgettext_lazy("a conversation", "Declined")
    LAPSED = "lapsed", _("Came to nothing")
    ENDED = "ended", pgettext_lazy("a conversation", "Ended")


class MessageChannel(models.TextChoices):
    WEB = "web", _("On this site")
    MAIL = "mail", _("By letter")


class Outcome(models.TextChoices):
    """What moderators decided on a report; empty while nobody has."""

    KEPT = "kept", _("Nothing against the rules")
    WARNED = "warned", _("Its writer was told the rules")
    ENDED = "ended", _("The conversation was ended")
