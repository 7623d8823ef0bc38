"""Choices of the mailroom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The door a letter came through."""

    SMTP = "smtp", _("Mail server")
    IMPORT = "import", _("Mailbox import")
    PIPE = "pipe", _("Command line")
    IMAP = "imap", _("Hosted mailbox")
    WEBHOOK = "webhook", _("Mail service")


class LetterState(models.TextChoices):
    STORED = "stored", _("Stored, not read yet")
    HANDLED = "handled", _("Handled")
    QUARANTINED = "quarantined", _("Could not be read")


class Trust(models.TextChoices):
    """Whether a letter comes from whom it says, as far as its domain lets us prove it."""

    PASS = "pass", _("Sender proven")
    FAIL = "fail", _("Sender not proven: the check failed")
    NONE = "none", _("Sender not proven: nothing to check")


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
    LONG = "long", _("The rest of a very long letter")


class OutgoingState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    STOPPED = "stopped", _("Not sent: the address takes no letters")


class Route(models.TextChoices):
    """How an outgoing letter left the house."""

    SMTP = "smtp", _("Sent by mail server")
    OUTBOX = "outbox", _("Kept in the outbox")


class Problem(models.TextChoices):
    """What was wrong with a letter that could still be read."""

    BROKEN_MIME = "mime", _("The letter is not built as mail should be.")
    CHARSET = "charset", _("Some characters could not be told for certain.")
    NO_DATE = "date", _("The letter has no date that can be read.")
    NO_SENDER = "sender", _("The letter names no sender.")
    TOO_DEEP = "depth", _("The letter has more parts inside parts than were read.")
    OUTLOOK_DATA = "winmail", _("Files are wrapped in an Outlook container (winmail.dat).")
    UNREADABLE = "unreadable", _("The letter could only be read as plain bytes.")
