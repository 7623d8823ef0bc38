"""What a letter of a mailbox says: all that takes time and asks no database, in many processes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from diwan.core.crew import Crew, processors
from diwan.mailroom import actions as mailroom
from diwan.mailroom import rules
from diwan.mailroom.reading import read

from ..models import Contribution
from . import arrival, indexing
from .versions import masked_for

if TYPE_CHECKING:
    from diwan.core.files import Checked
    from diwan.mailroom.reading import Reading
    from diwan.mailroom.reading.headers import Headers
    from diwan.mailroom.wishes import Said
    from diwan.texts.normalise import Folded

    from ..models import Discussion

#: letters that one process works on before it hands them over
SHARE = 25
#: letters that are worth processes of their own
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Understood:
    """``reading`` without the files' bytes, and of its headers what the door asks for."""

    reading: Reading
    content_hash: str
    said: Said | None
    language: str
    masked: str
    #: what the team finds of it
    words: Folded
    files: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A letter that cannot be taken in, and the place in the code that says why."""

    why: str


def crew(
    discussion: Discussion, attribution: str, *, letters: int
) -> Crew[bytes, Understood | NotUnderstood]:
    """Processes that understand ``letters`` letters of a mailbox."""
    return Crew(
        partial(understand, discussion, attribution),
        hands=processors() if letters >= _LEAST else 1,
        lost=NotUnderstood("the process that read it died"),
    )


def understand(discussion: Discussion, attribution: str, raw: bytes) -> Understood | NotUnderstood:
    try:
        return _understood(discussion, attribution, raw)
    except Exception as error:  # noqa: BLE001 - one bad letter never stops the others
        return NotUnderstood(mailroom.where(error))


def _understood(discussion: Discussion, attribution: str, raw: bytes) -> Understood:
    reading = read(raw)
    writer = Contribution(
        discussion=discussion,
        author_name=reading.from_name[:200],
        attribution=attribution,
        token="",  # it is not kept, and chance takes time
    )
    writer.language = arrival.language_in(discussion, reading)
    masked, _parts = masked_for(writer, reading.text, [])
    return Understood(
        reading=replace(reading, attachments=(), headers=_asked_for(reading.headers)),
        content_hash=rules.content_hash(reading.text),
        said=arrival.wish_of(reading),
        language=writer.language,
        masked=masked,
        words=indexing.queue_words(reading.subject[:300], masked, writer.language),
        files=tuple(arrival.checked(writer, reading)),
    )


def _asked_for(headers: Headers) -> Headers:
    return {name: headers[name] for name in ("list-id",) if name in headers}
