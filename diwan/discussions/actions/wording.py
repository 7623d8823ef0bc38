"""Have a machine word a statement from the words it rests on: a help for one facilitator.

Its answer passes the checks of statements before anybody sees it, stays beside the statement,
marked, and becomes its text only when the facilitator saves it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation as speaking
from django.utils.translation import gettext as _
from django_tasks import task

from diwan.audit.actions import record
from diwan.core import clock, providers
from diwan.core.errors import Refusal
from diwan.people.models import Person

from .. import machine
from ..access import may_facilitate, require
from ..models import Statement, UnsavedText
from ..reply.sources import countries
from ..words import ReplyState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)
ASKED_ANEW_AFTER = timedelta(minutes=5)
_INSTRUCTION = (
    "Say in one or two plain sentences what these quotations have in common. Keep every figure, "
    "date and name as it is written; add none."
)
#: where an answer, and the sentence about one that was not used, wait for their facilitator
_ANSWER, _TROUBLE = "m", "x"


@dataclass(frozen=True, slots=True)
class Help:
    """A machine's wording for one facilitator; all empty when none was asked for."""

    text: str = ""
    trouble: str = ""
    is_asked: bool = False


def help_with(statement: Statement, *, by: Person) -> Help:
    """What the machine said to ``by`` about a statement; one query."""
    key = statement.key
    rows = UnsavedText.objects.filter(
        reply_id=statement.reply_id, person=by, place__in=[f"{_ANSWER}-{key}", f"{_TROUBLE}-{key}"]
    )
    kept = {row.place[0]: row for row in rows}
    answer, trouble = kept.get(_ANSWER), kept.get(_TROUBLE)
    return Help(
        text=answer.text if answer else "",
        trouble=trouble.text if trouble else "",
        is_asked=bool(answer and not answer.text and answer.at > clock.now() - ASKED_ANEW_AFTER),
    )


@transaction.atomic
def ask(statement: Statement, *, by: Person) -> None:
    """Have the machine word it in the worker, in the language of the statement.

    Raises:
        Refusal: no machine is set up, it is being asked, or the cited words are not public.
    """
    discussion = statement.reply.discussion
    require(may_facilitate(by, discussion))
    if statement.reply.state != ReplyState.DRAFT:
        raise Refusal(_("Only a draft can be changed. Begin the next version first."))
    if not is_on():
        raise Refusal(_("No machine is set up. Word the statement yourself."))
    if help_with(statement, by=by).is_asked:
        raise Refusal(_("The machine is being asked already; wait for its answer."))
    list(_passages(statement))
    _forget(statement, by)
    UnsavedText.objects.create(
        reply=statement.reply, person=by, place=f"{_ANSWER}-{statement.key}", at=clock.now()
    )
    record("ask machine", by=by, on=discussion, details={"statement": statement.key})
    transaction.on_commit(lambda: word.enqueue(statement.pk, by.pk), robust=True)


@transaction.atomic
def throw_away(statement: Statement, *, by: Person) -> None:
    require(may_facilitate(by, statement.reply.discussion))
    _forget(statement, by)


@task()
def word(statement_id: int, person_id: int) -> None:
    """Ask the machine; what it says, or why that is not used, waits for its facilitator."""
    statement = (
        Statement.objects.select_related("reply__discussion").filter(pk=statement_id).first()
    )
    person = Person.objects.filter(pk=person_id).first()
    if statement is None or person is None:
        return
    with speaking.override(person.language):
        place, text = _answered(statement)
    asked = UnsavedText.objects.filter(
        reply=statement.reply, person=person, place=f"{_ANSWER}-{statement.key}"
    )
    if not asked.filter(text="").exists():
        return  # thrown away meanwhile
    asked.update(place=f"{place}-{statement.key}", text=text, at=clock.now())


def _answered(statement: Statement) -> tuple[str, str]:
    check = machine.checking(countries().names)
    try:
        said = providers.propose(
            _INSTRUCTION,
            list(_passages(statement)),
            language=statement.language,
            check=check,
        )
    except Refusal as refusal:
        return _TROUBLE, str(refusal)
    except Exception:
        logger.exception("Statement %s could not be worded.", statement.pk)
        return _TROUBLE, _("The machine could not be asked. Write the text yourself.")
    return _ANSWER, said.text


def _passages(statement: Statement) -> Iterator[providers.Public]:
    """The words that support it, each proved to be public.

    Raises:
        Refusal: some of them are not, or not any more.
    """
    rows = statement.citations.filter(stance=Stance.SUPPORTS).select_related("version")
    for row in rows:
        words = row.version.masked[row.start : row.end]
        yield providers.released(words, machine.ReleasedWords(row.version.contribution_id))


def _forget(statement: Statement, by: Person) -> None:
    places = [f"{_ANSWER}-{statement.key}", f"{_TROUBLE}-{statement.key}"]
    UnsavedText.objects.filter(reply=statement.reply, person=by, place__in=places).delete()


def is_on() -> bool:
    return providers.drafting_server() is not None
