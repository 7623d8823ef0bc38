"""A letter to ``library@`` becomes a draft of the member who wrote it.

The subject is the title, the first link in the text the link, the files are checked as on the
page. What a letter cannot say, a place and a theme, its writer adds on the page of the draft.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.mailroom import addressing
from diwan.mailroom.actions import answering, reading_of, recalling
from diwan.mailroom.words import Sort, Trust
from diwan.people.queries import accounts_of, verified_addresses
from diwan.texts.language import detect
from diwan.texts.masking import mask

from . import actions
from .said import ItemSaid
from .words import BOX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading
    from diwan.people.models import Person

    from .models import Item

NAME = "library"
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_LONGEST_TITLE = 200
_LONGEST_SUMMARY = 2000


def accepts(address: str) -> bool:
    parts = addressing.opened(address)
    return parts.plain == f"{BOX}@{settings.DIWAN_MAIL_DOMAIN.lower()}" and not parts.is_forged


@transaction.atomic
def handle(letter: Letter) -> None:
    """Keep a draft, or say why not; safe to call twice: its words are forgotten then."""
    if not hasattr(letter, "raw"):
        return
    reading = reading_of(letter)
    if letter.trust != Trust.FAIL and letter.sort in {"", Sort.PERSONAL, Sort.EMPTY}:
        _take(letter, reading)
    recalling.forget_words(letter)


def _take(letter: Letter, reading: Reading) -> None:
    person = _writer(letter)
    language = person.language if person is not None else answering.language_of(reading)
    with override(language):
        if person is None:
            why = _(
                "No account has this address. Sign in with it once, or submit on the page of the"
                " library."
            )
            _tell(letter, reading, "library/letter_refused", language, why=why)
            return
        item, refused = _draft(person, reading)
        url = settings.DIWAN_ORIGIN + reverse("library:edit", args=[item.slug])
    _tell(letter, reading, "library/letter_taken", language, url=url, refused=refused)


def _writer(letter: Letter) -> Person | None:
    """The one active account that has shown the address to be its own."""
    found = [
        person
        for person in accounts_of(letter.from_address)
        if person.is_active and letter.from_address in verified_addresses(person)
    ]
    return found[0] if len(found) == 1 else None


def _draft(person: Person, reading: Reading) -> tuple[Item, list[str]]:
    text = mask(reading.text, language=person.language).text
    link = _LINK.search(reading.text)
    code = detect(f"{reading.subject}. {text}", default=person.language).code
    language = code if code in dict(settings.LANGUAGES) else person.language
    title = reading.subject.strip()[:_LONGEST_TITLE] or _("Sent by letter")
    said = ItemSaid(
        kind="practice",
        title={language: title},
        summary={language: text.strip()[:_LONGEST_SUMMARY]} if text.strip() else {},
        languages=[language],
        link=link[0].rstrip(".,;:!?")[:500] if link else "",
    )
    item = actions.add(said, by=person)
    return item, list(_attached(item, reading, person))


def _attached(item: Item, reading: Reading, person: Person) -> Iterator[str]:
    """Keep the files of the letter; a sentence for each that is not taken."""
    for file in reading.attachments:
        try:
            with transaction.atomic():
                actions.attach(item, file.name, file.content, by=person)
        except Refusal as refusal:
            yield str(refusal)


def _tell(letter: Letter, reading: Reading, kind: str, language: str, **context: object) -> None:
    """To the address of the From line, as far as a person waits there."""
    if answering.may_be_answered(letter, reading):
        answering.notify(
            kind,
            to=letter.from_address,
            language=language,
            context=context,
            in_reply_to=letter.message_id,
        )


def _boxes(_language: str) -> Iterator[tuple[str, str]]:
    yield _("Library"), f"{BOX}@{settings.DIWAN_MAIL_DOMAIN}"


def register() -> None:
    slots.letter_handlers.add(NAME, slots.LetterHandler(accepts, handle), order=30)
    slots.correspondence.add(
        NAME, slots.Correspondence(stop=lambda _address, _recipient: None, boxes=_boxes)
    )
