"""An outgoing letter as a message (RFC 5322), and the way to the relay."""

from __future__ import annotations

import re
import smtplib
import ssl
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, quote
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html, format_html_join, urlize
from django.utils.http import int_to_base36
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from diwan.core.wording import direction

from . import rules, signing
from .addressing import tagged
from .words import NO_REPLY, RETURN_BOX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .models import OutgoingLetter

_TIMEOUT = 60  # seconds
_GAP = re.compile(r"\n[ \t]*\n+")
_RULE = re.compile(r"^-{5}$", re.MULTILINE)


#: ids and addresses: a long one that is folded or encoded loses its meaning
_WHOLE = frozenset(
    {
        *("message-id", "in-reply-to", "references", "reply-to"),
        *("list-unsubscribe", "list-help", "list-post", "list-archive"),
    }
)


class _Policy(EmailPolicy):
    """Leaves some headers whole, and the address of the sender in one piece."""

    def fold(self, name: str, value: str) -> str:
        return self._whole(name, value) or str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        return self._whole(name, value).encode("ascii") or super().fold_binary(name, value)

    def _whole(self, name: str, value: str) -> str:
        if name.lower() in _WHOLE and value.isascii():
            return f"{name}: {value}{self.linesep}"
        senders: tuple[Address, ...] = getattr(value, "addresses", ())
        if name.lower() == "from" and len(senders) == 1:
            shown = _phrase(senders[0].display_name, self.linesep)
            return f"{name}: {shown}{self.linesep} <{senders[0].addr_spec}>{self.linesep}"
        return ""


def _phrase(name: str, linesep: str) -> str:
    """A name before an address, quoted or encoded."""
    if name.isascii():
        return f'"{quote(name)}"'
    return Header(name, "utf-8", header_name="From").encode(linesep=linesep)


_POLICY = _Policy(linesep="\r\n")


def one_line(text: str) -> str:
    """``text`` without line breaks, so that no value can add a header of its own."""
    return " ".join(text.split())


def threading(in_reply_to: str, root: str = "") -> dict[str, str]:
    """The headers that put a letter under the one it answers, and both under their ``root``."""
    ids = [one_line(each).strip("<> ") for each in (root, in_reply_to)]
    chain = [f"<{each}>" for each in dict.fromkeys(ids) if each and " " not in each]
    return {"In-Reply-To": chain[-1], "References": " ".join(chain)} if chain else {}


def list_headers(*urls: str, post: str = "") -> dict[str, str]:
    """How mail programs end the letters, get help and write themselves (RFC 2369, RFC 8058).

    Args:
        urls: where the letters end; the first takes a POST without asking anything back.
        post: the address that takes contributions, or empty for none.
    """
    made = {"List-Help": f"<mailto:help@{settings.DIWAN_MAIL_DOMAIN}>"}
    if urls:
        made["List-Unsubscribe"] = ", ".join(f"<{url}>" for url in urls)
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if post:
        made["List-Post"] = f"<mailto:{post}>"
    return made


#: programs for mail know no style sheets of ours; Arabic wants larger letters and wider lines
_STYLE = (
    "max-width:38em;margin:0 auto;padding:1em;"
    "font-family:Georgia,'Noto Naskh Arabic','Times New Roman',serif;"
)
_SIZES = {"ar": "font-size:19px;line-height:1.9"}
_SIZE = "font-size:17px;line-height:1.55"


def html_twin(text: str, language: str) -> str:
    """The plain text as a small HTML letter, with its language and direction."""
    return html_letter(paragraphs(text), language)


def html_letter(body: str, language: str) -> str:
    """Safe HTML framed as a letter in ``language``.

    Web mail takes the head away, so language and direction stand on the body's own block, too.
    """
    return format_html(
        '<!doctype html>\n<html lang="{0}" dir="{1}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"></head>\n'
        '<body>\n<div lang="{0}" dir="{1}" style="{2}{3}">\n{4}\n</div>\n</body>\n</html>\n',
        language,
        direction(language),
        _STYLE,
        _SIZES.get(language, _SIZE),
        body,
    )


def paragraphs(text: str) -> str:
    """Escaped ``text`` as HTML: paragraphs, links, and a line for each row of dashes."""
    parts = (part.strip("\n") for part in _GAP.split(text.strip()) if part.strip())
    return format_html_join("\n", "{}", ((_paragraph(part),) for part in parts))


def _paragraph(part: str) -> str:
    pieces = [piece.strip("\n") for piece in _RULE.split(part)]
    made = [format_html('<p dir="auto">{}</p>', _linked(each)) if each else "" for each in pieces]
    return mark_safe("\n<hr>\n".join(made).strip("\n"))  # each piece is escaped above


def _linked(text: str) -> str:
    """Links are marked left-to-right, or Arabic would move their last slash to the front."""
    links = urlize(text, autoescape=True).replace("<a href", '<a dir="ltr" href')
    return mark_safe(links.replace("\n", "<br>\n"))


def sender(reply_to: str) -> str:
    """The address in From of a letter that is answered at ``reply_to``, always one of ours.

    Some programs for mail answer From and know no Reply-To, so it takes the answer wherever it
    can: DMARC wants our domain, and a relay without SMTPUTF8 wants ASCII.
    """
    domain = settings.DIWAN_MAIL_DOMAIN
    is_ours = reply_to.isascii() and reply_to.lower().endswith(f"@{domain.lower()}")
    return reply_to if is_ours else f"{NO_REPLY}@{domain}"


def no_answer(reply_to: str) -> str:
    """What a letter says that nobody can answer, in the active language; else empty."""
    if reply_to:
        return ""
    help_box = f"help@{settings.DIWAN_MAIL_DOMAIN}"
    return _("This letter takes no answers. For help, write to %(help)s.") % {"help": help_box}


def message(letter: OutgoingLetter) -> EmailMessage:
    """The letter as it is handed to the relay."""
    domain = settings.DIWAN_MAIL_DOMAIN
    made = EmailMessage(policy=_POLICY)
    made["From"] = Address(letter.from_name or "Diwan", addr_spec=sender(letter.reply_to))
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
    is_plain = letter.to_address.isascii()
    raw = signing.signed(made.as_bytes(policy=_POLICY if is_plain else _POLICY.clone(utf8=True)))
    relay = rules.relay(url)
    with _connection(relay) as server:
        if relay.user:
            server.login(relay.user, relay.password)
        options = () if is_plain else ("SMTPUTF8", "BODY=8BITMIME")
        server.sendmail(return_path(letter), [letter.to_address], raw, options)


def return_path(letter: OutgoingLetter) -> str:
    """Where reports about this one letter come back to (VERP)."""
    return tagged(RETURN_BOX, int_to_base36(letter.pk))


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
        return all(code >= 500 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused):
        return False  # the setting can be put right
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return False


def reason(error: Exception) -> str:
    """The kind of failure and the relay's code; its words may repeat the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = ", ".join(str(code) for code, _words in error.recipients.values())
        return f"{type(error).__name__} {codes}"
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def refusal_of_address(error: Exception) -> str:
    """The enhanced code by which the relay says that the mailbox is the trouble; else empty.

    Codes without it, and those about policy, may be about us: they stop nobody's letters.
    """
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return ""
    for code, words in error.recipients.values():
        said = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
        found = re.match(r"(5\.[12]\.\d{1,3})\b", said)
        if code >= 500 and found:
            return found[1]
    return ""
