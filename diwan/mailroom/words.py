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


class TrustReason(models.TextChoices):
    """Why a letter is trusted, or not."""

    SIGNED = "signed", _("The mail domain of the sender signed it.")
    SERVER = "server", _("The letter came from a server that the sender’s domain names as its own.")
    SEALED = "sealed", _("A mailing list that this site trusts saw the proof and passed it on.")
    STATED = "stated", _("Our mail server saw the proof.")
    SENDERS = "senders", _("The letter names no sender, or several, or one to be read in two ways.")
    POLICY = (
        "policy",
        _(
            "The sender’s domain says how its letters are proven, and this one is not:"
            " it may be forged, or a mailing list changed it."
        ),
    )
    BROKEN = (
        "broken",
        _("The signature of the sender’s domain does not fit: it was forged or changed."),
    )
    STRANGER = (
        "stranger",
        _("The sender’s domain says that the server it came from is none of its own."),
    )
    TOO_MUCH = "too_much", _("The sender’s domain answers in circles, as honest ones do not.")
    NO_PROOF = "no_proof", _("The letter carries nothing by which its sender could be proven.")
    NOT_STATED = "not_stated", _("Our mail server did not say what it found.")
    UNREACHABLE = "unreachable", _("The sender’s domain could not be asked.")
    UNREADABLE = "unreadable", _("The letter could not be looked at.")
    MISTAKABLE = (
        "mistakable",
        _("The sender’s address is written with letters that can be taken for others."),
    )


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


#: the name under which the house itself takes letters, in ``core.slots.letter_handlers``
HOUSE = "house"
#: its boxes at our domain
HOUSE_BOXES = frozenset({"help", "unsubscribe", "erase", "confirm"})
#: the sender of letters that nobody can answer, and what people take for it
NO_REPLY = "noreply"
NO_REPLY_BOXES = frozenset({NO_REPLY, "no-reply"})
#: boxes that no room may take
RESERVED_BOXES = (
    HOUSE_BOXES
    | NO_REPLY_BOXES
    | {
        *("bounce", "bounces", "complaints", "messages"),
        *("postmaster", "abuse", "mailer-daemon", "hostmaster", "webmaster", "root"),
    }
)
#: the letter handler of what comes back of our letters, the box of their return paths, and the
#: box for complaints that mail services pass on
RETURNS = "returns"
RETURN_BOX = "bounce"
COMPLAINT_BOX = "complaints"


class Wish(models.TextChoices):
    """What somebody asks of the house itself by a letter."""

    HELP = "help", _("Help")
    STOP = "stop", _("No more letters")
    ERASE = "erase", _("Deletion of what is held about an address")


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


class HealthReason(models.TextChoices):
    """Why letters to an address came back, as the mail system there tells it."""

    UNKNOWN = "unknown", _("The mail system there knows no such address.")
    FULL = "full", _("The mailbox there was full.")
    CLOSED = "closed", _("The mailbox there takes no letters.")
    UNREACHABLE = "unreachable", _("The mail system there could not be reached.")
    REFUSED = "refused", _("The mail system there refused our letters.")
    COMPLAINT = "complaint", _("A letter from here was reported as unwanted.")


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
    ENCRYPTED = "encrypted", _("The letter is encrypted, and cannot be read here.")
    PIECE = "piece", _("The letter is one piece of a longer one.")
    ELSEWHERE = "elsewhere", _("The letter names a file that did not come with it.")
    TOO_MANY = "files", _("The letter has more files than were kept.")


#: those that may have cost words or files
COSTLY = frozenset(
    {
        *(Problem.CHARSET, Problem.TOO_DEEP, Problem.UNREADABLE, Problem.ENCRYPTED),
        *(Problem.PIECE, Problem.ELSEWHERE, Problem.TOO_MANY),
    }
)
