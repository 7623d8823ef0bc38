"""What sort of letter it is, and when two letters say the same: facts as pure functions.

A sort is only ever a reason to look twice: suspicion of spam holds a letter, nothing more.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .baits import baits
from .words import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: fewer words than this are too few to say that two letters say the same
LEAST_WORDS_TO_COMPARE = 20
LOOP_HEADER = "x-diwan-loop"
#: how a calendar file that only says “I come” stands among the types of a letter
CALENDAR_REPLY = "text/calendar; method=reply"

_WORD = re.compile(r"\w+")
#: makes an Arabic word longer on the page
_STRETCH = "\u0640"
#: of so few each is sooner dropped by itself
_FEW_MARKS = 30
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WWW = re.compile(r"www\.", re.IGNORECASE)
#: the part of an address of this site that nobody could guess: long, with capitals and digits
_KEY = re.compile(r"(?<=[/=])(?=[\w:-]*[A-Z])(?=[\w:-]*[0-9])[\w:-]{24,}", re.ASCII)
_LONG = 20_000
_DAEMONS = ("mailer-daemon", "mail-daemon", "mailerdaemon", "mdaemon", "maildaemon")
_BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (status notification|failure|has failed|problem|report)|mail delivery"
    r"|returned (mail|to sender)|returning message|failure notice|could not be delivered"
    r"|non remis|échec (de la remise|d'envoi|de distribution)|retour à l'expéditeur"
    r"|message non distribué|notification d'état de remise|avis de non-remise"
    r"|تعذر (التسليم|تسليم|الإرسال)|فشل (التسليم|تسليم|إرسال|الإرسال)|لم يتم تسليم"
    r"|إشعار حالة التسليم"
    r"|unzustellbar|no se pudo entregar|mancata consegna|impossibile recapitare"
)
_AUTOMATIC_SUBJECT = re.compile(
    r"(auto(matic)?[ -]?(reply|response|answer)|autoreply|out of (the )?office"
    r"|away from (the )?office"
    r"|on (annual |maternity |sick )?leave\b|vacation( reply)?\b"
    r"|réponse automatique|absence du bureau|absent(e)? du bureau|message d'absence|en congés?\b"
    r"|notification d'absence|accusé de réception automatique"
    r"|رد تلقائي|رد آلي|الرد التلقائي|الرد الآلي|خارج المكتب|في إجازة|إجابة تلقائية"
    r"|respuesta automática|fuera de (la )?oficina|risposta automatica|fuori (sede|ufficio)"
    r"|automatische antwort|abwesenheit)"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the rules look at; ``headers`` are decoded values by lower-case name."""

    headers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    subject: str = ""
    from_name: str = ""
    from_address: str = ""
    #: empty for a null return path, None when unknown
    envelope_from: str | None = None
    text: str = ""
    #: content types of all parts, outermost first
    types: tuple[str, ...] = ()
    has_files: bool = False

    def header(self, name: str) -> str:
        values = self.headers.get(name, ())
        return values[0] if values else ""


def sort_of(traits: Traits) -> tuple[str, str]:
    """The sort of a letter (a value of ``Sort``) and the evidence for it, as it stands there."""
    asked: tuple[tuple[Sort, Callable[[Traits], str]], ...] = (
        (Sort.BOUNCE, _bounce),
        (Sort.LOOP, _loop),
        (Sort.AUTOMATIC, _automatic),
        (Sort.EMPTY, _empty),
        (Sort.SPAM, _spam),
    )
    for sort, ask in asked:
        if evidence := ask(traits):
            return sort.value, evidence[:200]
    return Sort.PERSONAL.value, ""


def is_own_list(list_id: str, domain: str) -> bool:
    """Whether a List-Id value names a list of ours, at ``domain``."""
    return bool(domain) and list_id.rstrip("> ").lower().endswith(("." + domain, "<" + domain))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("’", "'").split())


# --- bounces -------------------------------------------------------------------------------
def _bounce(traits: Traits) -> str:
    if "message/delivery-status" in traits.types:
        return "message/delivery-status"
    content_type = traits.header("content-type").lower()
    if "delivery-status" in content_type and "report" in content_type:
        return "Content-Type: multipart/report"
    local = traits.from_address.partition("@")[0]
    if local in _DAEMONS:
        return f"From: {local}"
    is_subject = bool(_BOUNCE_SUBJECT.search(_plain(traits.subject)))
    is_machine = traits.envelope_from == "" or _is_auto_submitted(traits)
    if local == "postmaster" and (is_subject or traits.envelope_from == ""):
        return "From: postmaster"
    if is_subject and is_machine:
        return "Subject"
    return "X-Failed-Recipients" if "x-failed-recipients" in traits.headers else ""


# --- loops and automatic answers -------------------------------------------------------------
def _loop(traits: Traits) -> str:
    return "X-Diwan-Loop" if LOOP_HEADER in traits.headers else ""


def _is_auto_submitted(traits: Traits) -> bool:
    value = traits.header("auto-submitted").strip().lower()
    return bool(value) and not value.startswith("no")


def _automatic(traits: Traits) -> str:
    if _is_auto_submitted(traits):
        return f"Auto-Submitted: {traits.header('auto-submitted')}"
    if "message/disposition-notification" in traits.types:
        return "message/disposition-notification"
    if CALENDAR_REPLY in traits.types:
        return CALENDAR_REPLY
    for name in ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from"):
        if traits.header(name).strip().lower() not in {"", "no", "false"}:
            return name.title()
    return _automatic_precedence(traits) or _automatic_subject(traits)


def _automatic_precedence(traits: Traits) -> str:
    precedence = traits.header("precedence").strip().lower()
    is_listed = any(name in traits.headers for name in ("list-id", "list-post"))
    if precedence in {"auto_reply", "junk"} or (precedence == "bulk" and not is_listed):
        return f"Precedence: {precedence}"
    return ""


def _automatic_subject(traits: Traits) -> str:
    subject = _plain(traits.subject)
    if _AUTOMATIC_SUBJECT.match(subject):
        return "Subject"
    # Exchange also sets the header on letters from people, so the subject must say so too
    is_suppressed = "x-auto-response-suppress" in traits.headers
    if is_suppressed and _AUTOMATIC_SUBJECT.search(subject):
        return "X-Auto-Response-Suppress"
    return ""


def _empty(traits: Traits) -> str:
    return "" if _WORD.search(traits.text) or traits.has_files else "no words"


# --- suspicion of spam -----------------------------------------------------------------------
def _spam(traits: Traits) -> str:
    signs = list(_spam_signs(traits))
    if sum(weight for weight, _ in signs) < 3:
        return ""
    return ", ".join(name for _, name in signs)


def _spam_signs(traits: Traits) -> list[tuple[int, str]]:
    """Weighted signs; long letters need many, since real contributions are long."""
    links = len(_LINK.findall(traits.text)) if _may_link(traits.text) else 0
    plain = _LINK.sub(" ", traits.text) if links else traits.text
    words = sum(1 for _word in islice(_WORD.finditer(plain), 150))
    subject, text = _plain(traits.subject), _plain(traits.text[:20_000])
    signs = []
    if _says_spam(traits):
        signs.append((3, "X-Spam-Flag"))
    found = baits(f"{subject}\n{text}")
    if found and (words < 150 or len(found) >= 4):
        signs.append((min(4, 2 * len(found)), "bait words"))
    if words < 60 and links >= 3:
        signs.append((2, "many links"))
    if words < 12 and links:
        signs.append((1, "little but a link"))
    if _shouts(traits.subject):
        signs.append((1, "subject in capitals"))
    if words < 150 and (traits.text + traits.subject).count("!") >= 5:
        signs.append((1, "exclamation marks"))
    return signs


def _may_link(text: str) -> bool:
    if "://" in text:
        return True
    # small letters of a long text would take twelve bytes each for a moment
    return bool(_WWW.search(text)) if len(text) > _LONG else "www." in text.lower()


def _says_spam(traits: Traits) -> bool:
    flagged = traits.header("x-spam-flag").strip().lower().startswith("yes")
    return flagged or traits.header("x-spam-status").strip().lower().startswith("yes")


def _shouts(subject: str) -> bool:
    letters = [letter for letter in subject if letter.isupper() or letter.islower()]
    return len(letters) >= 6 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


# --- saying the same -------------------------------------------------------------------------
def folded_words(text: str) -> list[str]:
    """The words of ``text`` without case, accents, vowel signs and punctuation."""
    return _WORD.findall(_without_marks(unicodedata.normalize("NFKD", text.casefold())))


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    marks = [each for each in set(text) if unicodedata.category(each) in {"Mn", "Cf"}]
    if len(marks) > _FEW_MARKS:
        return text.translate(dict.fromkeys(map(ord, [*marks, _STRETCH])))
    for mark in (*marks, _STRETCH):
        text = text.replace(mark, "")
    return text


def content_hash(text: str) -> str:
    """SHA-256 (hexadecimal) of the folded words; empty when there are too few to compare.

    Own folding, not the search normaliser: stored hashes must not change when search improves.
    """
    words = folded_words(text)
    if len(words) < LEAST_WORDS_TO_COMPARE:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


# --- the way out -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Relay:
    """Where outgoing letters go; ``security`` is ``tls``, ``starttls`` or nothing."""

    host: str
    port: int
    user: str
    password: str
    security: str


#: domains that belong to nobody (RFC 2606, RFC 6761)
_NOBODYS = re.compile(
    r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\.?$", re.IGNORECASE
)


def is_invented(address: str) -> bool:
    """Whether the domain of ``address`` is one of those that are kept for examples and tests."""
    return bool(_NOBODYS.search(address.rpartition("@")[2].strip()))


_SCHEMES = {"smtp": ("", 25), "smtps": ("tls", 465), "smtp+starttls": ("starttls", 587)}


def relay(url: str) -> Relay:
    """The relay that ``url`` names: ``smtp://``, ``smtps://`` or ``smtp+starttls://``.

    Raises:
        ValueError: another scheme, no host, or a port that is no number.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError("use smtp://, smtps:// or smtp+starttls:// and a host name")
    security, port = _SCHEMES[parts.scheme]
    return Relay(
        host=parts.hostname,
        port=parts.port or port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=security,
    )


def without_keys(text: str) -> str:
    """``text`` with an ellipsis for what makes a link in it a key."""
    return _KEY.sub("…", text)
