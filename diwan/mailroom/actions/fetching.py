"""Letters out of a hosted mailbox: stored first, then marked there; told twice, stored once."""

from __future__ import annotations

import hashlib
import imaplib
import logging
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from imap_tools import ImapToolsError

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.mailroom import hosted
from diwan.mailroom.models import HostedMailbox, Letter, RawLetter
from diwan.mailroom.queries import MOST_TRIES
from diwan.mailroom.words import Channel, LetterState

from . import incoming

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

logger = logging.getLogger(__name__)
#: so many letters at most in one go: the other jobs of the worker wait meanwhile
_AT_ONCE = 200
#: headers of the server that delivered, the surest first; then those of the writer
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_WRITTEN = ("to", "cc", "resent-to", "resent-cc", "bcc")


@dataclass(slots=True)
class Fetched:
    """How many letters came, and how many of them nobody takes or are too large."""

    letters: int = 0
    unknown: int = 0
    too_large: int = 0


def fetch(*, at_once: int = _AT_ONCE, again: bool = False) -> Fetched:
    """Take in what waits in the hosted mailbox of the settings.

    A letter is stored for good before it is marked there, and that before its UID is noted.
    After a crash in between it comes again, and is known by its bytes; later it never does,
    whoever marks it as unread and whatever was erased here. What nobody takes is quarantined
    with the reason.

    ``again``: look once more at whatever is unread, as if this mailbox had never been seen.

    Raises:
        Refusal: there is no such mailbox in the settings, or it cannot be used.
    """
    there = _place(settings.DIWAN_MAIL_IMAP)
    fetched = Fetched()
    try:
        with hosted.opened(there, _after()) as mailbox:
            known = _known(there, mailbox, again=again)
            for uid in mailbox.waiting(known.first_uid, known.last_uid)[:at_once]:
                _take(mailbox, uid, fetched)
                _note(known, int(uid))
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise Refusal(
            _(
                "The mailbox at %(host)s cannot be read (%(why)s). Look at DIWAN_MAIL_IMAP: host, "
                "user, password and folder. Whatever lies there stays."
            )
            % {"host": there.host, "why": type(error).__name__}
        ) from None
    return fetched


def _known(there: hosted.Place, mailbox: hosted.Mailbox, *, again: bool) -> HostedMailbox:
    """How far this mailbox was read; nowhere when it is new, or was built anew."""
    validity = mailbox.uid_validity
    known = HostedMailbox.objects.filter(place=there.key).first()
    if known is not None and known.uid_validity == validity and validity and not again:
        return known
    if known is not None and known.uid_validity != validity:
        logger.warning("The hosted mailbox was built anew; what is unread there is looked at.")
    begun = {"uid_validity": validity, "first_uid": mailbox.last_uid(), "last_uid": 0}
    return HostedMailbox.objects.update_or_create(place=there.key, defaults=begun)[0]


def _note(known: HostedMailbox, uid: int) -> None:
    rows = HostedMailbox.objects.filter(pk=known.pk, uid_validity=known.uid_validity)
    rows.filter(last_uid__lt=uid).update(last_uid=uid)


def fetch_all(*, again: bool = False) -> Fetched:
    """Fetch again and again until nothing waits; ``again``: and once more what is unread."""
    altogether = Fetched()
    _until_nothing_waits(altogether)
    if again:
        fetch(at_once=0, again=True)
        _until_nothing_waits(altogether)
    return altogether


def _until_nothing_waits(altogether: Fetched) -> None:
    while True:
        now = fetch()
        altogether.letters += now.letters
        altogether.unknown += now.unknown
        altogether.too_large += now.too_large
        if now.letters + now.too_large < _AT_ONCE:
            return


def _place(url: str) -> hosted.Place:
    if not url:
        raise Refusal(
            _("No hosted mailbox is set. Set DIWAN_MAIL_IMAP=imaps://user:password@host/INBOX.")
        )
    try:
        return hosted.place(url, settings.DIWAN_MAIL_IMAP_PASSWORD)
    except ValueError as error:
        raise Refusal(_("DIWAN_MAIL_IMAP cannot be used: %(why)s.") % {"why": error}) from None


def _after() -> str:
    after: str = settings.DIWAN_MAIL_IMAP_AFTER
    if after in {hosted.SEEN, hosted.DELETE} or after.removeprefix(hosted.MOVE) not in {"", after}:
        return after
    raise Refusal(
        _("DIWAN_MAIL_IMAP_AFTER is “%(value)s”; use seen, delete or move:FOLDER.")
        % {"value": after}
    )


def _take(mailbox: hosted.Mailbox, uid: str, fetched: Fetched) -> None:
    if mailbox.size(uid) > settings.DIWAN_MAIL_MAX_BYTES:
        head = mailbox.content(uid, "HEADER")
        if head is not None:
            incoming.make_durable()
            fetched.too_large += _set_apart(head)
            mailbox.keep(uid)
        return
    raw = mailbox.content(uid)
    if raw is None:  # somebody took it away meanwhile
        return
    message = message_from_bytes(raw, policy=compat32)
    recipients = recipients_of(message)
    incoming.receive(
        raw,
        recipients=recipients or [whoever(message)],
        envelope_from=_sender(message),
        channel=Channel.IMAP,
        received_at=clock.now(),
    )
    fetched.letters += 1
    fetched.unknown += not recipients
    mailbox.done(uid)


def recipients_of(message: Message) -> list[str]:
    """The addresses of the letter at which somebody in the house takes letters.

    What the delivering server wrote decides; only without it what the writer wrote.
    """
    for names in (*((each,) for each in _DELIVERED), _WRITTEN):
        taken = [each for each in _addresses(message, names) if is_taken(each)]
        if taken:
            return taken
    return []


def _addresses(message: Message, names: tuple[str, ...]) -> list[str]:
    values = [str(value) for name in names for value in message.get_all(name, [])]
    try:
        found = [address.strip().lower() for _name, address in getaddresses(values)]
    except Exception:  # noqa: BLE001 - a broken header names nobody, and holds up no other letter
        return []
    return [each for each in dict.fromkeys(found) if "@" in each]


def is_taken(address: str) -> bool:
    return any(handler.accepts(address) for handler in slots.letter_handlers)


def whoever(message: Message) -> str:
    """An address to show in the quarantine for a letter that nobody takes."""
    for names in (*((each,) for each in _DELIVERED), _WRITTEN):
        if addresses := _addresses(message, names):
            return addresses[0]
    return f"nobody@{settings.DIWAN_MAIL_DOMAIN}"


def _sender(message: Message) -> str:
    """The return path that the delivering server noted; empty when it did not, or was null."""
    return parseaddr(str(message.get("return-path", "")))[1]


@transaction.atomic
def _set_apart(head: bytes) -> bool:
    """Quarantine a letter of which only the headers were fetched; False when it is known."""
    message = message_from_bytes(head, policy=compat32)
    recipient = (recipients_of(message) or [whoever(message)])[0]
    raw_hash = hashlib.sha256(head).hexdigest()
    if Letter.objects.filter(raw_hash=raw_hash).exists():
        return False
    letter = Letter.objects.create(
        channel=Channel.IMAP,
        state=LetterState.QUARANTINED,
        recipient=recipient[:254],
        received_at=clock.now(),
        processed_at=clock.now(),
        raw_hash=raw_hash,
        size=len(head),
        tries=MOST_TRIES,
        problem=_(
            "The letter is larger than %(size)s bytes, so only its headers were fetched. It still "
            "lies in the hosted mailbox; raise %(setting)s, mark it as unread there, and run: "
            "diwan mail fetch --again"
        )
        % {"size": settings.DIWAN_MAIL_MAX_BYTES, "setting": "DIWAN_MAIL_MAX_BYTES"},
    )
    RawLetter.objects.create(letter=letter, content=head)
    return True


def fetch_due(_now: datetime) -> int:
    """The job: fetch, when a mailbox is set; what hinders it is logged without names."""
    if not settings.DIWAN_MAIL_IMAP:
        return 0
    try:
        return fetch().letters
    except Refusal as refusal:
        logger.warning("%s", refusal)
        return 0
