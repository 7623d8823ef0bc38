"""A slip of the pen is mended without sending the question back; the asker reads what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit import actions as audit
from diwan.core.errors import Refusal
from diwan.texts.masking import mask

from .. import rules
from ..access import is_steward, may_read_for_house, require
from ..words import QuestionState
from . import letters
from .asking import LONGEST, locked, moved

if TYPE_CHECKING:
    from ..models import Question


@transaction.atomic
def mend(question: Question, *, title: str, text: str, by: Any) -> None:
    """Mend the spelling of a question that nobody else has read yet.

    What was typed is kept for the asker; readers will see the mended words.

    Raises:
        PermissionDenied: ``by`` does not read it for the house.
        Conflict: somebody decided already.
        Refusal: nothing changed, or more than slips did.
    """
    now = locked(question)
    require(is_steward(by))
    if now.state != QuestionState.HELD:
        raise moved(now)
    require(may_read_for_house(by, now))
    title, text = (mask(words.strip(), language=now.language).text for words in (title, text))
    found = [*rules.slips(now.title, title), *rules.slips(now.masked, text)]
    _refuse_more_than_slips(title, text, found)
    now.title, now.masked = title[:150], text[:LONGEST]
    now.save(update_fields=["title", "masked"])
    audit.record("question.mended", by=by, on=now)
    letters.tell_mended(now, found)
    question.refresh_from_db()


def _refuse_more_than_slips(title: str, text: str, found: list[tuple[str, str]]) -> None:
    if not (title and text and found):
        raise Refusal(_("Nothing was changed. Mend a word, or go back and publish it."))
    if not rules.are_slips(found):
        raise Refusal(
            _(
                "This is more than slips of the pen: at most eight places, of three words each."
                " Return it to the asker and say what to change."
            )
        )
