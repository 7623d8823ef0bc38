"""Questions by mail: each authority has an address that a member's own mail system vouches to.

What is kept is a question like any other, held until the house has read it. Nothing of a letter
that becomes none is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.mailroom import wishes
from diwan.mailroom.actions import answering, asking, reading_of, recalling
from diwan.mailroom.words import Sort, Trust
from diwan.people.queries import owner_of

from .actions import ask
from .actions.asking import Asking
from .addresses import authority_at

if TYPE_CHECKING:
    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading
    from diwan.people.models import Organisation, Person

    from .models import Question

NAME = "groups-questions"
_LONGEST_TITLE = 150
_NOT_A_MEMBER = gettext_lazy(
    "Questions are asked by members, from the address of their account. Join, or ask on the site:"
)
_NOT_PROVEN = gettext_lazy(
    "Your mail system does not show that the letter is from you, and anybody could write in your"
    " name. Ask on the site:"
)


# --- at the door -----------------------------------------------------------------------------
def accepts(address: str) -> bool:
    return authority_at(address) is not None


# --- a letter --------------------------------------------------------------------------------
@transaction.atomic
def handle(letter: Letter) -> None:
    """Keep a member's question, or say why not; safe to call twice."""
    if not hasattr(letter, "raw"):
        return  # it was looked at, and its words are forgotten
    reading = reading_of(letter)
    authority = authority_at(letter.recipient)
    if authority is not None and _is_from_a_person(letter):
        _take(letter, reading, authority)
    recalling.forget_words(letter)


def _is_from_a_person(letter: Letter) -> bool:
    """Everybody can read this address: what looks like spam or a machine is no question."""
    return letter.trust != Trust.FAIL and letter.sort in {"", Sort.PERSONAL, Sort.EMPTY}


def _take(letter: Letter, reading: Reading, authority: Organisation) -> None:
    person = owner_of(letter.from_address)
    language = person.language if person else answering.language_of(reading)
    said = wishes.said(reading.text, reading.subject)
    if said is not None:
        asking.ask(said.wish, letter, reading, language=language)
        return
    with override(language):
        try:
            question = _asked(letter, reading, authority, person)
        except Refusal as refusal:
            _tell(letter, reading, language, "not_taken", why=str(refusal), url=_page(authority))
        else:
            files = min(len(reading.attachments), 100)
            told = {"body": authority.name_shown, "path": question.get_absolute_url()}
            _tell(letter, reading, language, "taken", files=files, **told)


def _asked(
    letter: Letter, reading: Reading, authority: Organisation, person: Person | None
) -> Question:
    """Raises:
    Refusal: from no member, not proven, or it cannot be asked so.
    """
    if person is None:
        raise Refusal(_NOT_A_MEMBER)
    if letter.trust != Trust.PASS:
        raise Refusal(_NOT_PROVEN)
    text = reading.text.strip()
    first = text.splitlines()[0] if text else ""
    title = (wishes.bare(reading.subject) or first)[:_LONGEST_TITLE]
    return ask(Asking(authority, title, text), by=person)


def _tell(letter: Letter, reading: Reading, language: str, kind: str, **context: object) -> None:
    """To the address of the From line, each kind once a day, without a word of the letter."""
    if answering.may_be_answered(letter, reading):
        answering.notify(
            f"groups/question_{kind}",
            to=letter.from_address,
            language=language,
            context=context,
            in_reply_to=letter.message_id,
        )


def _page(authority: Organisation) -> str:
    return f"{settings.DIWAN_ORIGIN}{reverse('questions:ask')}?to={authority.slug}"


def register() -> None:
    slots.letter_handlers.add(NAME, slots.LetterHandler(accepts, handle), order=60)
