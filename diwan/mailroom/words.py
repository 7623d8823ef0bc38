"""Choices of the mailroom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The door a letter came through."""

    SMTP = "smtp", _("Mail server")
    IMPORT = "import", _("Mailbox import")
    PIPE = "pipe", _("Command line")


class LetterState(models.TextChoices):
    STORED = "stored", _("Stored, not read yet")
    HANDLED = "handled", _("Handled")
    QUARANTINED = "quarantined", _("Could not be read")


class Sort(models.TextChoices):
    """What kind of letter it is, as far as the letter itself tells."""

    PERSONAL = "personal", _("A letter from a person")
    AUTOMATIC = "automatic", _("Automatic reply")
    BOUNCE = "bounce", _("Undelivered mail report")
    LOOP = "loop", _("Mail loop")
    SPAM = "spam", _("Suspected spam")
    EMPTY = "empty", _("Nothing written")
    DUPLICATE = "duplicate", _("Duplicate")
    UNREADABLE = "unreadable", _("Unreadable")


class CutReason(models.TextChoices):
    """Why a piece of a letter is not part of what the writer said."""

    QUOTED = "quoted", _("Quoted text")
    SIGNATURE = "signature", _("Signature")
    FOOTER = "footer", _("Mailing list footer")


class OutgoingState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
