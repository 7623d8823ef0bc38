"""An outgoing letter as a message (RFC 5322), and the way to the relay."""

from __future__ import annotations

import re
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import mark_safe

from diwan.core.wording import direction

from . import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .models import OutgoingLetter

_TIMEOUT = 60  # seconds
_GAP = re.compile(r"\n[ \t]*\n+")


#: ids and addresses: a long one that is folded or encoded loses its meaning
_WHOLE = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe"})


class _Policy(EmailPolicy):
    """Leaves some headers whole."""

    def fold(self, name: str, value: str) -> str:
        if name.lower() in _WHOLE and value.isascii():
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _WHOLE and value.isascii():
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n")


def one_line(text: str) -> str:
    """``text`` without line breaks, so that no value can add a header of its own."""
    return " ".join(text.split())


def threading(in_reply_to: str) -> dict[str, str]:
    """The headers that put an answer under the letter it answers."""
    bare = one_line(in_reply_to).strip("<> ")
    return {"In-Reply-To": f"<{bare}>", "References": f"<{bare}>"} if bare else {}


def html_twin(text: str, language: str) -> str:
    """The plain text as a small HTML letter, with its language and direction."""
    return format_html(
        '<!doctype html>\n<html lang="{}" dir="{}">\n<head><meta charset="utf-8"></head>\n'
        "<body>\n{}\n</body>\n</html>\n",
        language,
        direction(language),
        paragraphs(text),
    )


def paragraphs(text: str) -> str:
    """Escaped ``text`` as HTML paragraphs, its web addresses made into links."""
    parts = (part for part in _GAP.split(text.strip()) if part.strip())
    return format_html_join("\n", "<p>{}</p>", ((_linked(part),) for part in parts))


def _linked(text: str) -> str:
    """Links are marked left-to-right, or Arabic would move their last slash to the front."""
    links = urlize(text, autoescape=True).replace("<a href", '<a dir="ltr" href')
    return mark_safe(links.replace("\n", "<br>\n"))


def message(letter: OutgoingLetter) -> EmailMessage:
    """The letter as it is handed to the relay."""
    domain = settings.DIWAN_MAIL_DOMAIN
    made = EmailMessage(policy=_POLICY)
    made["From"] = Address(letter.from_name or "Diwan", "noreply", domain)
    made["To"] = Address(display_name=letter.to_name, addr_spec=letter.to_address)
    if letter.reply_to:
        made["Reply-To"] = letter.reply_to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.queued_at)
    made["Message-ID"] = f"<{letter.message_id}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Diwan-Loop"] = domain
    made["X-Auto-Response-Suppress"] = "All"
    for name, value in _more(letter, made):
        made[name] = value
    made.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    made["Content-Language"] = letter.language
    return made


def _more(letter: OutgoingLetter, made: EmailMessage) -> Iterator[tuple[str, str]]:
    for name, value in letter.headers.items():
        if name in made:
            del made[name]
        yield name, one_line(str(value))


def post(letter: OutgoingLetter, url: str) -> None:
    """Hand the letter to the relay at ``url``; when this returns, the relay has it.

    Raises:
        OSError, smtplib.SMTPException: the relay cannot be reached or does not take it.
        ValueError: ``url`` or the address cannot be used.
    """
    made = message(letter)
    relay = rules.relay(url)
    with _connection(relay) as server:
        if relay.user:
            server.login(relay.user, relay.password)
        server.send_message(made, f"noreply@{settings.DIWAN_MAIL_DOMAIN}", [letter.to_address])


def _connection(relay: rules.Relay) -> smtplib.SMTP:
    if relay.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(relay.host, relay.port, timeout=_TIMEOUT, context=context)
    server = smtplib.SMTP(relay.host, relay.port, timeout=_TIMEOUT)
    if relay.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def is_final(error: Exception) -> bool:
    """Whether trying again is useless: the address or the letter was refused for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # the setting can be put right
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return False


def reason(error: Exception) -> str:
    """The kind of failure and the relay's code; its words may repeat the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = ", ".join(str(code) for code, _ in error.recipients.values())
        return f"{type(error).__name__} {codes}"
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
